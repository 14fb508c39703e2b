// Which periods of one employer and worker may not stand beside each other: duplicates, overlaps, days in a row.
import { addDays, type IsoDay } from "../../kernel/day.ts";
import type { Planned } from "../circumstances.ts";
import type { Employment } from "../declaration.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { isFlatRateDay, isOccasionalInHoreca, sameOccupation, sharesTime, stretchOf } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";
import { ofBlock } from "./blocks.ts";

/**
 * The labels alone are public. Our reading: two periods of the same occupation (committee, worker type, sub-entity, using
 * employer) may not share time, by the hour for shifts, by the day for all others; other occupations may stand beside each other.
 * The daily flat rate in horeca is what "light" was, so it excludes any other occasional period of its day.
 */
export const besideOthers: readonly Rule<Planned>[] = [
  ...ofBlock("333", "a period that is there already, with the same dates and the same features", "label", (it) =>
    conflicts(it, (other) => isDuplicate(it.after, other)),
  ),
  ...ofBlock("334", "a period that shares time with another one of the same features", "label", (it) =>
    conflicts(it, (other) => !isDuplicate(it.after, other) && overlap(it.after, other)),
  ),
  ...ofBlock("336", "a daily flat rate in horeca and a shift by the hour on one day", "label", (it) =>
    conflicts(it, (other) => isSameHorecaDay(it.after, other) && isFlatRateDay(it.after) !== isFlatRateDay(other)),
  ),
  ...ofBlock("337", "two daily flat rates in horeca on one day", "label", (it) =>
    conflicts(
      it,
      (other) =>
        isSameHorecaDay(it.after, other) &&
        isFlatRateDay(it.after) &&
        isFlatRateDay(other) &&
        !isDuplicate(it.after, other),
    ),
  ),
  rule("00910-459", "a third day in a row of occasional work in horeca", "instructions", (it) => {
    if (!isOccasionalInHoreca(it.after)) return false;
    const occasional = it.others.filter(isOccasionalInHoreca);
    const days = new Set(occasional.map(({ span }) => span.startDate));
    const row = daysInRow(it.after.span.startDate, days);
    return row.size <= mostDaysInRow ? false : { periods: occasional.filter(({ span }) => row.has(span.startDate)) };
  }),
];

const mostDaysInRow = 2;

function conflicts({ others }: Planned, isInTheWay: (other: DimonaPeriod) => boolean) {
  const periods = others.filter(isInTheWay);
  return periods.length === 0 ? false : { periods };
}

function isDuplicate(a: Employment, b: Employment): boolean {
  return (
    sameOccupation(a.features, b.features) &&
    a.span.startDate === b.span.startDate &&
    a.span.startHour === b.span.startHour &&
    a.span.endDate === b.span.endDate &&
    a.span.endHour === b.span.endHour
  );
}

function overlap(a: Employment, b: Employment): boolean {
  // The hours of a flat rate are not known: 336 and 337 watch over its day.
  if (isFlatRateDay(a) || isFlatRateDay(b)) return false;
  return sameOccupation(a.features, b.features) && sharesTime(stretchOf(a), stretchOf(b));
}

function isSameHorecaDay(a: Employment, b: Employment): boolean {
  return isOccasionalInHoreca(a) && isOccasionalInHoreca(b) && a.span.startDate === b.span.startDate;
}

/** The day and its neighbours as far as they follow each other without a gap. */
function daysInRow(day: IsoDay, days: ReadonlySet<IsoDay>): ReadonlySet<IsoDay> {
  const row = new Set([day]);
  for (const step of [-1, 1]) {
    for (let next = addDays(day, step); days.has(next); next = addDays(next, step)) row.add(next);
  }
  return row;
}
