// The days on which Belgium works: Monday to Friday, less the ten public holidays.
import { addDays, type IsoDay, parseDay, yearOf } from "./day.ts";
import { certain } from "./outcome.ts";

/** The public holidays of Royal Decree 18 April 1974; days that an employer gives in place of one on a Sunday are not known here. */
export function isWorkingDay(day: IsoDay): boolean {
  return !isWeekend(day) && !holidaysOf(yearOf(day)).has(day);
}

/** The first working day after this one. */
export function nextWorkingDay(day: IsoDay): IsoDay {
  let next = addDays(day, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

function isWeekend(day: IsoDay): boolean {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

const fixedHolidays = ["01-01", "05-01", "07-21", "08-15", "11-01", "11-11", "12-25"];
/** Easter Monday, Ascension, Whit Monday. */
const daysAfterEaster = [1, 39, 50];
const known = new Map<number, ReadonlySet<IsoDay>>();

function holidaysOf(year: number): ReadonlySet<IsoDay> {
  const kept = known.get(year);
  if (kept !== undefined) return kept;
  const easter = easterOf(year);
  const found = new Set([
    ...fixedHolidays.map((day) => certain(parseDay(`${String(year).padStart(4, "0")}-${day}`))),
    ...daysAfterEaster.map((days) => addDays(easter, days)),
  ]);
  known.set(year, found);
  return found;
}

/** Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
function easterOf(year: number): IsoDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const count = epact + weekday - 7 * shift + 114;
  const text = (value: number, digits: number) => String(value).padStart(digits, "0");
  return certain(parseDay(`${text(year, 4)}-${text(Math.floor(count / 31), 2)}-${text((count % 31) + 1, 2)}`));
}
