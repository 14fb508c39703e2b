// A personnel file in memory for tests of the rules: periods, and a moment at which things are declared.
import { loadDimonaCodes } from "../src/codes/dimona-codes.ts";
import type { Circumstances, FlexiAccess, Worker } from "../src/dimona/circumstances.ts";
import { decide } from "../src/dimona/decide.ts";
import type { Decision } from "../src/dimona/decision.ts";
import type { Declaration, WorkedDay } from "../src/dimona/declaration.ts";
import { type DimonaNumber, dimonaNumberOf } from "../src/dimona/dimona-number.ts";
import type { DailyRegistration, DimonaPeriod } from "../src/dimona/dimona-period.ts";
import type { Employer, FoundEmployers } from "../src/dimona/employer.ts";
import { type QuotaCount, quotaCountsOf } from "../src/dimona/quota.ts";
import type { QuotaKind } from "../src/dimona/quota-limits.ts";
import type { Ssin } from "../src/kernel/ssin.ts";
import { employers, moment, type SpanText, spanOf, workers } from "./dimona-declarations.ts";

export interface SceneOptions {
  /** `2026-06-25 10:00` unless given. */
  readonly now?: string;
  readonly employer?: Employer;
  readonly worker?: Worker;
  readonly secured?: boolean;
  readonly mandated?: boolean;
  readonly flexiAccess?: FlexiAccess;
  readonly userKnown?: boolean;
  /** What others have taken of a quota. */
  readonly taken?: Partial<Record<QuotaKind, number>>;
}

export interface Scene {
  readonly periods: readonly DimonaPeriod[];
  /** A period that is there, whatever the rules would have said to it. */
  period(span: SpanText, special?: Partial<DimonaPeriod> & { readonly type?: string }): DimonaPeriod;
  registration(period: DimonaPeriod, day: WorkedDay, special?: Partial<DailyRegistration>): DailyRegistration;
  /** Decides, and keeps what an accepted declaration makes of the file. */
  declare(declaration: Declaration, options?: SceneOptions): Decision;
}

/** The next number of a declaration, of this process alone. */
function nextNumber(): DimonaNumber {
  serial += 1;
  return dimonaNumberOf(serial);
}

let serial = 7_000_000_000;
const codes = loadDimonaCodes();
const everybody: readonly Employer[] = Object.values(employers);

export function scene(defaults: SceneOptions = {}): Scene {
  const periods: DimonaPeriod[] = [];
  const registrations: DailyRegistration[] = [];
  const replace = <Kept extends { readonly id: string }>(list: Kept[], kept: Kept): void => {
    const at = list.findIndex(({ id }) => id === kept.id);
    if (at < 0) list.push(kept);
    else list[at] = kept;
  };

  return {
    periods,
    period: (span, { type = "OTH", ...special } = {}) => {
      const made: DimonaPeriod = {
        id: nextNumber(),
        employer: (defaults.employer ?? employers.cafe).key,
        ssin: workers.man,
        span: spanOf(span),
        features: { workerType: type, jointCommittee: "XXX" },
        cancelled: false,
        locked: false,
        late: false,
        anomalies: [],
        exceeding: [],
        lastAction: "in",
        ...special,
      };
      periods.push(made);
      return made;
    },
    registration: (period, worked, special = {}) => {
      const made = { id: nextNumber(), periodId: period.id, day: worked, cancelled: false, ...special };
      registrations.push(made);
      return made;
    },
    declare: (declaration, options = {}) => {
      const given = circumstancesOf(declaration, { ...defaults, ...options }, periods, registrations);
      const decision = decide(declaration, given, nextNumber());
      if (decision.change?.kind === "period") replace(periods, decision.change.after);
      if (decision.change?.kind === "registration") replace(registrations, decision.change.after);
      return decision;
    },
  };
}

function circumstancesOf(
  declaration: Declaration,
  options: SceneOptions,
  periods: readonly DimonaPeriod[],
  registrations: readonly DailyRegistration[],
): Circumstances {
  const registration =
    declaration.action === "daily" ? registrations.find(({ id }) => id === declaration.registrationId) : undefined;
  const periodId = declaration.action === "in" ? undefined : (declaration.periodId ?? registration?.periodId);
  const period = periods.find(({ id }) => id === periodId);
  const worker = options.worker ?? workerOf(declaration);
  const ssin = period?.ssin ?? (worker.kind === "known" ? worker.ssin : undefined);
  const found = foundBy(declaration);
  const byKey = everybody.find(({ key }) => key === period?.employer);
  const employer = byKey ?? found.byNssoNumber ?? found.byProvisionalNumber ?? found.byEnterpriseNumber;
  return {
    receivedAt: moment(options.now ?? "2026-06-25 10:00"),
    secured: options.secured ?? true,
    employers: found,
    mandated: () => options.mandated ?? true,
    worker,
    period,
    employerOfPeriod: byKey,
    periods: periods.filter((one) => one.ssin === ssin && one.employer === employer?.key),
    registration,
    registrations: registrations.filter((one) => one.periodId === period?.id),
    quotaUse: (count) => quotaUse(count, periods, period, { ssin, employer }, options.taken?.[count.kind] ?? 0),
    flexiAccess: options.flexiAccess ?? "unknown",
    userKnown: options.userKnown ?? true,
    codes,
  };
}

function workerOf(declaration: Declaration): Worker {
  const declared = declaration.action === "in" ? declaration.worker.ssin : undefined;
  const ssin = Object.values(workers).find((one) => one === declared);
  if (ssin !== undefined) return { kind: "known", ssin };
  return { kind: declared === undefined ? "unidentified" : "unknown" };
}

function foundBy(declaration: Declaration): FoundEmployers {
  const numbers = declaration.action === "daily" ? undefined : declaration.employer;
  const having = (field: "nssoNumber" | "provisionalNumber" | "enterpriseNumber", text: string | undefined) =>
    text === undefined ? undefined : everybody.find((one) => one[field] === text);
  return {
    byNssoNumber: having("nssoNumber", numbers?.nssoNumber?.padStart(10, "0")),
    byProvisionalNumber: having("provisionalNumber", numbers?.provisionalNumber),
    byEnterpriseNumber: having("enterpriseNumber", numbers?.enterpriseNumber),
  };
}

function quotaUse(
  count: QuotaCount,
  periods: readonly DimonaPeriod[],
  own: DimonaPeriod | undefined,
  { ssin, employer }: { readonly ssin: Ssin | undefined; readonly employer: Employer | undefined },
  taken: number,
) {
  const holders = periods.filter((period) =>
    count.holder === "worker" ? period.ssin === ssin : period.employer === employer?.key,
  );
  const same = holders
    .filter((period) => !period.cancelled && period.id !== own?.id)
    .flatMap((period) => quotaCountsOf(period, period).map((one) => ({ ...one, ssin: period.ssin })))
    .filter((one) => one.kind === count.kind && one.span === count.span && one.unit === count.unit && !one.outside);
  const days = new Set(same.flatMap((one) => (one.day === undefined ? [] : [`${one.ssin} ${one.day}`])));
  const used = days.size > 0 ? days.size : same.reduce((sum, { amount }) => sum + amount, 0);
  return { used: used + taken, dayCounted: days.has(`${ssin} ${count.day}`) };
}
