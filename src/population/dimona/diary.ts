// What employers will declare, day by day: noted for each worker by itself, then done in the order of time.
import type { Declaration, DimonaIn, Partly, Span, WorkedDay } from "../../dimona/declaration.ts";
import type { DimonaNumber } from "../../dimona/dimona-number.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { dayAt } from "../timeline.ts";
import type { Performed } from "./file.ts";
import type { Workplace } from "./workplaces.ts";

export interface Diary {
  /** The day for which the network is made, as a day number: nothing is declared on it or after it. */
  readonly today: number;
  /** Notes what is done on a day, so many minutes after eight in the morning in winter, nine in summer. */
  note(day: number, minute: number, act: Act): void;
}

export type Act = (desk: Desk) => Promise<void>;

/** Where declarations are made. */
export interface Desk {
  /** `about`: the number of today of the person that is meant, whatever is declared. */
  declare(workplace: Workplace, about: Ssin, declaration: Declaration): Promise<Performed>;
  identify(number: DimonaNumber, ssin: Ssin): Promise<void>;
  lock(period: DimonaNumber): void;
}

export interface Note {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly act: Act;
}

export function createDiary(today: number): Diary & { notes(): readonly Note[] } {
  const notes: Note[] = [];
  return {
    today,
    note: (day, minute, act) => {
      if (day < today) notes.push({ at: (day * 1440 + 420 + minute) * 60_000, act });
    },
    // Of two at the same moment, the first noted: what follows on something is noted after it.
    notes: () => notes.toSorted((a, b) => a.at - b.at),
  };
}

/** An employment as it is being declared. Numbers are days. */
export interface Job {
  readonly workplace: Workplace;
  readonly ssin: Ssin;
  readonly from: number;
  /** There once its IN was accepted. */
  period?: DimonaNumber;
  /** Of the last declaration that waits. */
  waiting?: DimonaNumber;
}

export interface Hiring extends Omit<DimonaIn, "action" | "employer" | "worker" | "span"> {
  readonly workplace: Workplace;
  readonly ssin: Ssin;
  readonly from: number;
  readonly to?: number | undefined;
  readonly span?: Partly<Span>;
  /** On which day it is declared, and how many minutes after eight. */
  readonly on: number;
  readonly minute?: number;
  readonly worker?: DimonaIn["worker"];
}

/** Notes an IN. An employer is not known before its first day. */
export function hire(diary: Diary, hiring: Hiring): Job {
  const { workplace, ssin, from, to, span = {}, on, minute = 0, worker = { ssin }, ...employment } = hiring;
  const job: Job = { workplace, ssin, from };
  const day = Math.max(on, workplace.firstDay);
  diary.note(day, minute, async (desk) => {
    const performed = await desk.declare(workplace, ssin, {
      action: "in",
      employer: workplace.numbersOn(dayAt(day)),
      worker,
      span: { ...span, startDate: dayAt(from), ...(to === undefined ? {} : { endDate: dayAt(to) }) },
      ...employment,
    });
    if (performed.change?.kind === "period") job.period = performed.number;
    if (performed.result === "S") job.waiting = performed.number;
  });
  return job;
}

/** Notes something about a period, if it comes about. */
export function later(
  diary: Diary,
  job: Job,
  on: number,
  declarationOf: (periodId: DimonaNumber) => Declaration,
  minute = 120,
): void {
  diary.note(on, minute, async (desk) => {
    if (job.period !== undefined) await desk.declare(job.workplace, job.ssin, declarationOf(job.period));
  });
}

export function leave(diary: Diary, job: Job, end: number, on: number): void {
  later(diary, job, on, (periodId) => ({ action: "out", periodId, endDate: dayAt(end) }));
}

export function change(diary: Diary, job: Job, on: number, changes: Partly<Span>): void {
  later(diary, job, on, (periodId) => ({ action: "update", periodId, changes }), 180);
}

export function withdraw(diary: Diary, job: Job, on: number, minute = 240): void {
  later(diary, job, on, (periodId) => ({ action: "cancel", periodId }), minute);
}

/** Notes the hours of a day, and, where they are told, what became of the registration. */
export function register(
  diary: Diary,
  job: Job,
  day: WorkedDay,
  on: number,
  then?: { readonly on: number } & ({ readonly changes: Partly<WorkedDay> } | { readonly cancel: true }),
): void {
  let registrationId: DimonaNumber | undefined;
  diary.note(on, 300, async (desk) => {
    if (job.period === undefined) return;
    const declaration = { action: "daily", operation: "create", periodId: job.period, day } as const;
    const { change, number } = await desk.declare(job.workplace, job.ssin, declaration);
    if (change?.kind === "registration") registrationId = number;
  });
  if (then === undefined) return;
  const again =
    "cancel" in then
      ? ({ operation: "cancel", day: {} } as const)
      : ({ operation: "modify", day: then.changes } as const);
  diary.note(then.on, 330, async (desk) => {
    if (registrationId === undefined) return;
    await desk.declare(job.workplace, job.ssin, { action: "daily", registrationId, ...again });
  });
}
