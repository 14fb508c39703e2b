// What every channel makes of a declaration that its schema has taken, once the names of its own message are gone.
import { type IsoDay, parseDay } from "../kernel/day.ts";
import { parseHour } from "../kernel/local-time.ts";
import { certain } from "../kernel/outcome.ts";
import type { DeclaredWorker, Identity, Partly, Span } from "./declaration.ts";

/** What the status of a daily registration (zone 00110) does, and the other way round. */
export const operationOf = { 0: "create", 1: "modify", 3: "cancel" } as const;
export const statusOf = { create: 0, modify: 1, cancel: 3 } as const;

interface SpanAsSent {
  readonly startDate: string | undefined;
  readonly startHour: string | undefined;
  readonly endDate: string | undefined;
  readonly endHour: string | undefined;
  readonly plannedHours: number | undefined;
  readonly plannedDays: number | undefined;
}

/** Days and hours are such, or it throws: the schema has seen to that. */
export function declaredSpan(sent: SpanAsSent): Partly<Span> {
  const { startDate, startHour, endDate, endHour, plannedHours, plannedDays } = sent;
  return {
    ...(startDate === undefined ? {} : { startDate: declaredDay(startDate) }),
    ...(startHour === undefined ? {} : { startHour: certain(parseHour(startHour)) }),
    ...(endDate === undefined ? {} : { endDate: declaredDay(endDate) }),
    ...(endHour === undefined ? {} : { endHour: certain(parseHour(endHour)) }),
    ...(plannedHours === undefined ? {} : { plannedHours }),
    ...(plannedDays === undefined ? {} : { plannedDays }),
  };
}

export function declaredDay(text: string): IsoDay {
  return certain(parseDay(text));
}

/** An identity of which nothing was said is none. */
export function declaredWorker(ssin: string | undefined, identity: Identity): DeclaredWorker {
  const isThere = Object.values(identity).some((part) => part !== undefined);
  return { ...(ssin === undefined ? {} : { ssin }), ...(isThere ? { identity } : {}) };
}
