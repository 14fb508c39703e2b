// Daily registrations: the hours of a permanent worker in horeca, within one of the worker's periods (block 90480).
import { addDays } from "../../kernel/day.ts";
import { contains } from "../../kernel/period.ts";
import type { Incoming, PlannedDay } from "../circumstances.ts";
import type { DailyRegistrationDeclaration } from "../declaration.ts";
import { committeeAtWork, isShift, sharesTime, stretchOfDay } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";

type Daily = Incoming<DailyRegistrationDeclaration>;

/** Which fields each operation has (glossary Dimona 2023/3, presence of each zone in block 90480). */
export const fieldsOfDaily: readonly Rule<Daily>[] = [
  missing("00913", "the registration of a day without its period", "create", ({ periodId }) => periodId),
  missing("00910", "the registration of a day without a start date", "create", ({ day }) => day.startDate),
  missing("00777", "the registration of a day without a start hour", "create", ({ day }) => day.startHour),
  missing("00911", "the registration of a day without an end date", "create", ({ day }) => day.endDate),
  missing(
    "01085",
    "the modification of a registration without its number",
    "modify",
    ({ registrationId }) => registrationId,
  ),
  missing(
    "01085",
    "the cancellation of a registration without its number",
    "cancel",
    ({ registrationId }) => registrationId,
  ),
  forbidden("00913", "a period number in the modification of a registration", "modify", ({ periodId }) => periodId),
  forbidden("00913", "a period number in the cancellation of a registration", "cancel", ({ periodId }) => periodId),
  forbidden(
    "01085",
    "a registration number in the registration of a new day",
    "create",
    ({ registrationId }) => registrationId,
  ),
  forbidden("00910", "a start date in the cancellation of a registration", "cancel", ({ day }) => day.startDate),
  forbidden("00777", "a start hour in the cancellation of a registration", "cancel", ({ day }) => day.startHour),
  forbidden("00911", "an end date in the cancellation of a registration", "cancel", ({ day }) => day.endDate),
  forbidden("00778", "an end hour in the cancellation of a registration", "cancel", ({ day }) => day.endHour),
];

export const dailyIsThere: readonly Rule<Daily>[] = [
  rule(
    "00913-354",
    "the registration of a day in a period that is not there",
    "glossary",
    ({ declaration, given }) => declaration.operation === "create" && given.period === undefined,
  ),
  rule(
    "01085-354",
    "a registration number that no registration has",
    "glossary",
    ({ declaration, given }) => declaration.operation !== "create" && given.registration === undefined,
  ),
];

export const dailyIsFree: readonly Rule<Daily>[] = [
  rule(
    "00913-355",
    "a day in a period that was cancelled",
    "glossary",
    ({ given }) => given.period?.cancelled === true,
  ),
  rule(
    "01085-355",
    "a registration that was cancelled",
    "glossary",
    ({ given }) => given.registration?.cancelled === true,
  ),
  rule(
    "00913-362",
    "a day in a period that an agent of the RSZ has locked",
    "glossary",
    ({ given }) => given.period?.locked === true,
  ),
  rule(
    "00913-461",
    "an employer that does not register the hours of its workers by Dimona",
    "glossary",
    ({ employer }) => employer?.dailyRegistration === false,
  ),
  rule(
    "00913-462",
    "a day in a period that is not one of a permanent horeca worker",
    "label",
    ({ given: { period } }) =>
      period !== undefined &&
      (!ofHoreca.has(committeeAtWork(period.features) ?? "") || notPermanent.has(period.features.workerType)),
  ),
];

export const rulesOfDay: readonly Rule<PlannedDay>[] = [
  rule(
    "00910-462",
    "a day that starts outside its period",
    "label",
    ({ after, period: { span } }) =>
      !contains({ from: span.startDate, ...(span.endDate === undefined ? {} : { to: span.endDate }) }, after.startDate),
  ),
  /** A shift of the last day may end after midnight. */
  rule(
    "00911-462",
    "a day that ends later than the night after its period",
    "label",
    ({ after, period: { span } }) => span.endDate !== undefined && after.endDate > addDays(span.endDate, 1),
  ),
  rule("00911-014", "a day that ends before it starts", "glossary", ({ after }) => after.endDate < after.startDate),
  rule(
    "00778-345",
    "a registered end hour that is not after the start hour of the same day",
    "label",
    ({ after }) => after.startDate === after.endDate && after.endHour !== undefined && after.endHour <= after.startHour,
  ),
];

export const dayBesideOthers: readonly Rule<PlannedDay>[] = [
  rule("90480-260", "a registered day of more than 24 hours", "label", ({ after }) => {
    if (!isShift(after)) return false;
    const { from, until } = stretchOfDay(after);
    return until - from > 1440;
  }),
  rule(
    "90480-444",
    "the modification of a registration that changes nothing",
    "glossary",
    ({ before, after }) =>
      before !== undefined &&
      before.day.startDate === after.startDate &&
      before.day.startHour === after.startHour &&
      before.day.endDate === after.endDate &&
      before.day.endHour === after.endHour,
  ),
  rule("90480-334", "a registered day that shares hours with another one of the period", "glossary", (it) => {
    const stretch = stretchOfDay(it.after);
    const registration = it.given.registrations.find(
      ({ id, cancelled, day }) => !cancelled && id !== it.before?.id && sharesTime(stretch, stretchOfDay(day)),
    );
    return registration === undefined ? false : { registration };
  }),
];

/** Horeca declares its ordinary workers under XXX (portal, who must be declared): that it is horeca, the employer's choice says. */
const ofHoreca = new Set(["302", "XXX"]);

/** Their hours are declared one by one, or their work is none of the employer's own. */
const notPermanent = new Set(["EXT", "FLX", "STX", "DWD", "O17", "S17", "T17", "A17"]);

type Operation = DailyRegistrationDeclaration["operation"];
type Read = (declaration: DailyRegistrationDeclaration) => unknown;

function missing(
  zone: "00777" | "00910" | "00911" | "00913" | "01085",
  when: string,
  operation: Operation,
  read: Read,
): Rule<Daily> {
  return rule(
    `${zone}-001`,
    when,
    "glossary",
    ({ declaration }) => declaration.operation === operation && read(declaration) === undefined,
  );
}

function forbidden(
  zone: "00777" | "00778" | "00910" | "00911" | "00913" | "01085",
  when: string,
  operation: Operation,
  read: Read,
): Rule<Daily> {
  return rule(
    `${zone}-005`,
    when,
    "glossary",
    ({ declaration }) => declaration.operation === operation && read(declaration) !== undefined,
  );
}
