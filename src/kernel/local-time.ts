// The clock on the wall in Belgium: an hour of the day, and a moment of a day, kept as text whose order is that of time.
import { Temporal } from "temporal-polyfill";
import type { Clock } from "./clock.ts";
import { type IsoDay, parseDay } from "./day.ts";
import { accepted, certain, type Outcome, refused } from "./outcome.ts";

declare const hour: unique symbol;
declare const localMoment: unique symbol;

/** `HHMM`, from 0000 to 2359: how the RSZ's messages write an hour (zones 00777 and 00778). */
export type Hour = string & { readonly [hour]: true };

/**
 * `YYYY-MM-DDTHH:MM`. Differences are those of the wall clock: the night in which summer time begins has 24 hours here, since
 * rules that count hours speak of the hours that an employer reads on the clock.
 */
export type LocalMoment = string & { readonly [localMoment]: true };

export interface HourFault {
  readonly kind: "shape";
}

/** Reads four ASCII digits; 2400 is refused, since it is 0000 of the next day. */
export function parseHour(text: string): Outcome<Hour, HourFault> {
  return hourShape.test(text) ? accepted(text as Hour) : refused({ kind: "shape" }); // the only place where one is made
}

/** The moment that it is in Belgium, to the minute, whatever the machine's own time zone. */
export function localNow(clock: Clock): LocalMoment {
  return fromText(belgianMinute.format(clock.now()).replace(" ", "T"));
}

/** Day and hour of a moment in Belgium, to the millisecond, as the RSZ's messages write them: `HH:MM:SS.SSS` (zone 00299). */
export function localStamp(milliseconds: number): { readonly day: IsoDay; readonly hour: string } {
  const [day = "", hour = ""] = belgianSecond.format(milliseconds).split(" ");
  const fraction = String(Math.floor(milliseconds) % 1000).padStart(3, "0");
  return { day: certain(parseDay(day)), hour: `${hour}.${fraction}` };
}

export function momentAt(day: IsoDay, hour: Hour): LocalMoment {
  return `${day}T${hour.slice(0, 2)}:${hour.slice(2)}` as LocalMoment;
}

/** The instant at which a day begins in Belgium: UTC, as the registers read a moment. */
export function firstMomentOf(day: IsoDay): string {
  return Temporal.PlainDate.from(day).toZonedDateTime("Europe/Brussels").toInstant().toString();
}

/** The first moment of a day; that of the next day is the end of this one. */
export function startOf(day: IsoDay): LocalMoment {
  return `${day}T00:00` as LocalMoment;
}

export function dayOf(moment: LocalMoment): IsoDay {
  return certain(parseDay(moment.slice(0, 10)));
}

/** Throws a RangeError where the result would leave the years 0001 to 9999. */
export function addMinutes(moment: LocalMoment, minutes: number): LocalMoment {
  return fromText(new Date((minuteNumber(moment) + minutes) * 60_000).toISOString().slice(0, 16));
}

/** Minutes since the first moment of 1970, on the wall clock: for arithmetic alone. */
export function minuteNumber(moment: LocalMoment): number {
  return Date.parse(`${moment}Z`) / 60_000;
}

const hourShape = /^(?:[01]\d|2[0-3])[0-5]\d$/;
const toTheMinute = {
  timeZone: "Europe/Brussels",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
} as const;
const belgianMinute = new Intl.DateTimeFormat("sv-SE", toTheMinute);
const belgianSecond = new Intl.DateTimeFormat("sv-SE", { ...toTheMinute, second: "2-digit" });

function fromText(text: string): LocalMoment {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) throw new RangeError("a moment outside the years 0001 to 9999");
  return text as LocalMoment;
}
