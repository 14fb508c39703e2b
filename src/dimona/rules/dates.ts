// What dates and hours an employment may have, by worker type (zones 00910, 00911, 00777 and 00778).
import { addDays, type IsoDay, parseDay, yearOf } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { contains } from "../../kernel/period.ts";
import { firstDayOf, quarterOf } from "../../kernel/quarter.ts";
import { dayOfReceipt, type Planned } from "../circumstances.ts";
import { isFlatRateDay, isFlexiPeriodOfOneDay, isShift, stretchOf } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";
import { ofBlock } from "./blocks.ts";

/** Whether the dates can be dates of a declaration at all. */
export const datesInDomain: readonly Rule<Planned>[] = [
  rule(
    "00910-008",
    "a start before 1920, or ten calendar years ahead",
    "glossary",
    ({ given, after: { span } }) => !isWithinYears(span.startDate, earliestStart, dayOfReceipt(given)),
  ),
  rule(
    "00910-008",
    "a start on a day on which the worker type did not exist",
    "glossary",
    ({ type, after: { span } }) => !contains(type.begins, span.startDate),
  ),
  rule(
    "00911-008",
    "an end before 1999, or ten calendar years ahead",
    "glossary",
    ({ given, after: { span } }) =>
      span.endDate !== undefined && !isWithinYears(span.endDate, earliestEnd, dayOfReceipt(given)),
  ),
  rule(
    "00911-014",
    "an end before the start",
    "glossary",
    ({ after: { span } }) => span.endDate !== undefined && span.endDate < span.startDate,
  ),
];

/** How long an employment of its type may last, and how early it may be declared. */
export const datesOfType: readonly Rule<Planned>[] = [
  rule(
    "00910-008",
    "a flexi-job declared more than 31 days before its quarter, or article 17 more than 15 days before its start",
    "glossary",
    ({ given, type: { earliest }, after: { span } }) => {
      if (earliest === undefined) return false;
      const from = earliest.before === "start" ? span.startDate : firstDayOf(quarterOf(span.startDate));
      return dayOfReceipt(given) < addDays(from, -earliest.days);
    },
  ),
  rule("00911-008", "a type of one day, or the daily flat rate in horeca, with another last day", "glossary", (it) => {
    const { span } = it.after;
    const lastsOneDay = it.type.ends === "same-day" || isFlatRateDay(it.after);
    return lastsOneDay && span.endDate !== undefined && span.endDate !== span.startDate;
  }),
  rule("00911-008", "a flexi-job by period that ends on the day on which it starts", "glossary", ({ after }) =>
    isFlexiPeriodOfOneDay(after),
  ),
  rule("00778-345", "an end hour that is not after the start hour of the same day", "label", ({ after: { span } }) => {
    const { startDate, startHour, endDate, endHour } = span;
    return startDate === endDate && startHour !== undefined && endHour !== undefined && endHour <= startHour;
  }),
  ...ofBlock("341", "a shift of more than 24 hours", "label", ({ after }) => {
    if (!isShift(after.span)) return false;
    const { from, until } = stretchOf(after);
    return until - from > minutesOfDay;
  }),
  ...ofBlock(
    "370",
    "a student who began before 2012 and would work in 2012 or later: from then on students are counted, in a period of their own",
    "label",
    ({ type, after: { span } }) =>
      type.code === "STU" &&
      span.endDate !== undefined &&
      yearOf(span.startDate) < firstYearOfStudentCount &&
      yearOf(span.endDate) >= firstYearOfStudentCount,
  ),
  ...ofBlock(
    "421",
    "a student, article 17 by the hour or a flexi-job by period that ends in another quarter than it starts",
    "glossary",
    ({ type, after: { span } }) =>
      type.ends === "same-quarter" &&
      !isShift(span) &&
      span.endDate !== undefined &&
      quarterOf(span.endDate) !== quarterOf(span.startDate),
  ),
  ...ofBlock("420", "more planned days than the period has days", "label", ({ after }) => {
    const { from, until } = stretchOf(after);
    return after.span.plannedDays !== undefined && after.span.plannedDays > (until - from) / minutesOfDay;
  }),
  ...ofBlock(
    "343",
    "an employer that is not in activity on the first day",
    "label",
    ({ employer, after: { span } }) => !employer.active.some((period) => contains(period, span.startDate)),
  ),
];

const firstYearOfStudentCount = 2012;
const earliestStart = certain(parseDay("1920-01-01"));
const earliestEnd = certain(parseDay("1999-01-01"));
const yearsAhead = 10;
const minutesOfDay = 1440;

function isWithinYears(day: IsoDay, earliest: IsoDay, today: IsoDay): boolean {
  return day >= earliest && yearOf(day) < yearOf(today) + yearsAhead;
}
