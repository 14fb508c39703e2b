// Employers, workers and declarations for tests of Dimona, all made up and written as a clerk would say them.
import type {
  DailyRegistrationDeclaration,
  DimonaCancel,
  DimonaIn,
  DimonaOut,
  DimonaUpdate,
  Features,
  Identity,
  Partly,
  Span,
  WorkedDay,
} from "../src/dimona/declaration.ts";
import type { DimonaPeriod } from "../src/dimona/dimona-period.ts";
import type { Employer } from "../src/dimona/employer.ts";
import type { EntityId } from "../src/employers/entity.ts";
import { type IsoDay, parseDay } from "../src/kernel/day.ts";
import { enterpriseCheckDigits, parseEnterpriseNumber } from "../src/kernel/enterprise-number.ts";
import { type Hour, type LocalMoment, momentAt, parseHour } from "../src/kernel/local-time.ts";
import { nssoCheckDigits, parseNssoNumber, parseProvisionalNssoNumber } from "../src/kernel/nsso-number.ts";
import { certain } from "../src/kernel/outcome.ts";
import type { Ssin } from "../src/kernel/ssin.ts";
import { syntheticSsin } from "../src/kernel/synthetic-ssin.ts";

export const day = (text: string): IsoDay => certain(parseDay(text));
export const hour = (text: string): Hour => certain(parseHour(text));
/** `2026-07-01 09:30`. */
export const moment = (text: string): LocalMoment =>
  momentAt(day(text.slice(0, 10)), hour(text.slice(11).replace(":", "")));

const nssoNumberOf = (base: number) => certain(parseNssoNumber(`${base}${nssoCheckDigits(base)}`));
const provisionalNumberOf = (base: number) => certain(parseProvisionalNssoNumber(`${base}${nssoCheckDigits(base)}`));
export const enterpriseNumberOf = (base: number) =>
  certain(parseEnterpriseNumber(`${String(base).padStart(8, "0")}${enterpriseCheckDigits(base)}`));

const employerNumbered = (serial: number, special: Partial<Employer> = {}): Employer => ({
  key: `employer ${serial}` as EntityId,
  nssoNumber: nssoNumberOf(10_000 + serial),
  enterpriseNumber: enterpriseNumberOf(19_990_000 + serial),
  local: false,
  active: [{ from: day("1990-01-01") }],
  securedOnly: false,
  dailyRegistration: false,
  ...special,
});

/** A horeca employer, an agency, a town, a ministry, and one that waits for its definitive number. */
export const employers = {
  cafe: employerNumbered(1, { dailyRegistration: true }),
  agency: employerNumbered(2),
  town: employerNumbered(3, { local: true }),
  ministry: employerNumbered(4, { subEntities: ["17"] }),
  newcomer: employerNumbered(5, { nssoNumber: undefined, provisionalNumber: provisionalNumberOf(50_000_005) }),
  cautious: employerNumbered(6, { securedOnly: true }),
  young: employerNumbered(7, { active: [{ from: day("2026-07-01") }] }),
} as const;

/** A man born on 15 March 1990 and a woman born on 2 July 2001, both made up. */
export const workers = {
  man: ssinOf("1990-03-15", 101),
  woman: ssinOf("2001-07-02", 202),
} as const;

function ssinOf(birthDate: string, counter: number): Ssin {
  return certain(syntheticSsin({ birthDate: day(birthDate), counter, kind: "register" }));
}

/** The woman as somebody declares her who does not know her number. */
export const noor: Identity = {
  lastName: "Peeters",
  firstName: "Noor",
  birthDate: "2001-07-02",
  birthplace: "Lyon",
  birthplaceCountry: "111",
  sex: "2",
  nationality: "111",
  address: { street: "Kerkstraat", houseNumber: "1", postCode: "1000", city: "Brussel", country: "150" },
};

/** What the JSON of somebody without a number must say beside names, birth date and sex. */
export const otherwiseUnknown = {
  placeOfBirth: "Lyon",
  countryOfBirth: 111,
  nationality: 111,
  address: {
    street: "Kerkstraat",
    houseNumber: "1",
    postCode: "1000",
    municipality: { name: "Brussel" },
    country: 150,
  },
} as const;

/** `2026-07-01`, or `2026-07-01 09:00` with an hour. */
export interface SpanText {
  readonly from: string;
  readonly to?: string;
  readonly hours?: number;
  readonly days?: number;
}

export function spanOf({ from, to, hours, days }: SpanText): Span {
  const parts = (text: string) => ({ date: day(text.slice(0, 10)), hour: hourIn(text) });
  const [start, end] = [parts(from), to === undefined ? undefined : parts(to)];
  return {
    startDate: start.date,
    ...(start.hour === undefined ? {} : { startHour: start.hour }),
    ...(end === undefined ? {} : { endDate: end.date }),
    ...(end?.hour === undefined ? {} : { endHour: end.hour }),
    ...(hours === undefined ? {} : { plannedHours: hours }),
    ...(days === undefined ? {} : { plannedDays: days }),
  };
}

export function dayFrom(from: string, to: string): WorkedDay {
  const { startDate, startHour, endDate, endHour } = spanOf({ from, to });
  if (startHour === undefined || endDate === undefined) throw new Error("a day has a start hour and an end");
  return { startDate, startHour, endDate, ...(endHour === undefined ? {} : { endHour }) };
}

/** An IN of the café about the man, of somebody ordinary unless a type is given. */
export function dimonaIn(span: SpanText, { type = "OTH", committee = "XXX", ...special }: InSpecial = {}): DimonaIn {
  const features: Features = {
    workerType: type,
    ...(committee === "" ? {} : { jointCommittee: committee }),
    ...special.features,
  };
  return {
    action: "in",
    employer: { nssoNumber: employers.cafe.nssoNumber },
    worker: { ssin: workers.man },
    span: spanOf(span),
    ...special,
    features,
  };
}

type InSpecial = Partial<Omit<DimonaIn, "features">> & {
  readonly type?: string;
  /** "" for none. */
  readonly committee?: string;
  readonly features?: Partial<Features>;
};

export const out = (period: DimonaPeriod, endDate: string, special: Partial<DimonaOut> = {}): DimonaOut => ({
  action: "out",
  periodId: period.id,
  endDate: day(endDate),
  ...special,
});

export const update = (
  period: DimonaPeriod,
  changes: Partly<Span>,
  special: Partial<DimonaUpdate> = {},
): DimonaUpdate => ({ action: "update", periodId: period.id, changes, ...special });

export const cancel = (period: DimonaPeriod, special: Partial<DimonaCancel> = {}): DimonaCancel => ({
  action: "cancel",
  periodId: period.id,
  ...special,
});

export const daily = (special: Partial<DailyRegistrationDeclaration>): DailyRegistrationDeclaration => ({
  action: "daily",
  operation: "create",
  day: {},
  ...special,
});

function hourIn(text: string): Hour | undefined {
  return text.length === 10 ? undefined : hour(text.slice(11).replace(":", ""));
}
