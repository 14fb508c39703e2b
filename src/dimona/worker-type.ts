// The worker types of zone 00655, and what a declaration of each must hold.
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import type { Period } from "../kernel/period.ts";

export interface WorkerType {
  readonly code: string;
  /** On which days an employment of this type may begin. */
  readonly begins: Period;
  readonly endDate: "optional" | "mandatory";
  /** Where it must end, as far as its begin decides that. */
  readonly ends: "anywhere" | "same-quarter" | "same-day";
  /** by-choice: both hours, for one shift, or none, for a period. */
  readonly hours: "none" | "mandatory" | "by-choice";
  readonly plannedHours: boolean;
  /** Joint committees in which it exists: the employer's, or for agency work the user's. All when absent. */
  readonly committees?: readonly string[];
  readonly smallStatute: boolean;
  /** Whether the worker must have a number already. */
  readonly ssin: "mandatory" | "optional";
  /** How many days before the start, or before its quarter begins, it may be declared at the earliest. */
  readonly earliest?: { readonly days: number; readonly before: "start" | "quarter" };
}

/** The type of a code; undefined for a code that never existed. */
export function workerType(code: string): WorkerType | undefined {
  return byCode.get(code);
}

/** Glossary Dimona 2023/3, zones 00655, 00910, 00911, 00777, 00778 and 01135, and the employer instructions. */
export const workerTypes: readonly WorkerType[] = [
  ordinary("OTH"),
  ordinary("BCW", { committees: ["124"] }),
  ordinary("RTA", { committees: ["124"] }),
  ordinary("STU", { endDate: "mandatory", ends: "same-quarter", plannedHours: true }),
  ordinary("EXT", {
    endDate: "mandatory",
    hours: "mandatory",
    committees: ["144", "145", "302", "320"],
    ssin: "mandatory",
  }),
  ordinary("FLX", {
    begins: since("2015-12-01"),
    ends: "same-quarter",
    hours: "by-choice",
    earliest: { days: 31, before: "quarter" },
  }),
  ordinary("IVT", { endDate: "mandatory", smallStatute: true }),
  ordinary("TRI", { endDate: "mandatory", smallStatute: true }),
  ordinary("STG", { endDate: "mandatory", smallStatute: true }),
  ordinary("DWD"),
  ordinary("ALT", { begins: since("2023-09-01") }),
  article17("O17", { ends: "same-quarter", plannedHours: true }),
  article17("S17", { ends: "same-quarter", plannedHours: true }),
  article17("T17", { ends: "same-day" }),
  ordinary("A17", { begins: until("2021-12-31"), endDate: "mandatory", ends: "same-day" }),
  ordinary("PMP"),
  ordinary("TEA", { begins: until("2021-12-31") }),
  ordinary("QUA", { begins: until("2022-12-31"), ends: "same-day", committees: ["144", "145"] }),
  ordinary("STX", { begins: until("2013-12-31"), committees: ["302"] }),
];

const byCode: ReadonlyMap<string, WorkerType> = new Map(workerTypes.map((type) => [type.code, type]));

function ordinary(code: string, special: Partial<WorkerType> = {}): WorkerType {
  return {
    code,
    begins: since("1920-01-01"),
    endDate: "optional",
    ends: "anywhere",
    hours: "none",
    plannedHours: false,
    smallStatute: false,
    ssin: "optional",
    ...special,
  };
}

/** Article 17 of the Royal Decree of 28 November 1969, as it stands since 2022. */
function article17(code: string, special: Partial<WorkerType>): WorkerType {
  const earliest = { days: 15, before: "start" } as const;
  return ordinary(code, { begins: since("2022-01-01"), endDate: "mandatory", earliest, ...special });
}

function since(day: string): Period {
  return { from: certain(parseDay(day)) };
}

function until(day: string): Period {
  return { ...since("1920-01-01"), to: certain(parseDay(day)) };
}
