// A register of Dimona in memory: declarations go through the engine of the real one, and its rows come out, each once it is final.
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { Decision } from "../../dimona/decision.ts";
import type { Declaration } from "../../dimona/declaration.ts";
import { type DimonaNumber, dimonaNumberOf } from "../../dimona/dimona-number.ts";
import type { DailyRegistration, DimonaPeriod } from "../../dimona/dimona-period.ts";
import type { WaitingRow } from "../../dimona/register/batch.ts";
import { identifiedBy } from "../../dimona/register/identified.ts";
import { foundBy, identifierOf, identifiersOf, type RegisteredWorker } from "../../dimona/register/parties.ts";
import type { PersonnelFile } from "../../dimona/register/personnel-file.ts";
import { createQuotaLedger } from "../../dimona/register/quota-ledger.ts";
import { createBatchRecord } from "../../dimona/register/record.ts";
import type { Submission } from "../../dimona/register/submission.ts";
import type { Surroundings } from "../../dimona/register/surroundings.ts";
import { take, type Work } from "../../dimona/register/take.ts";
import { momentText } from "../../dimona/register/versions.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { dayOf, localNow } from "../../kernel/local-time.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { createRows, type Emit } from "./rows.ts";
import type { Workplace } from "./workplaces.ts";

export interface MemoryRegister {
  /** Takes a declaration for an employer, received at a moment (milliseconds since the epoch, later than the one before). */
  declare(order: Order): Promise<Performed>;
  /** Decides on a declaration that waits. */
  identify(number: DimonaNumber, ssin: Ssin, at: number): Promise<Performed>;
  /** What an agent of the RSZ does, outside all declarations. */
  lock(period: DimonaNumber, at: number): void;
  /** Lets go of the rows that nothing has changed since. Gives the serial of the last number. */
  finish(): number;
}

export interface Order {
  readonly workplace: Workplace;
  readonly declaration: Declaration;
  readonly at: number;
}

export interface Performed extends Decision {
  readonly number: DimonaNumber;
}

/** Those who can be declared: by each of their numbers, under the one that is valid today. */
export type People = ReadonlyMap<string, RegisteredWorker>;

export interface MemoryRegisterParts {
  readonly workplaces: readonly Workplace[];
  readonly people: People;
  readonly codes: DimonaCodes;
  readonly emit: Emit;
}

/** The first serial that the sequence of a new register gives. */
const firstSerial = 7_000_000_001;
/** From receipt to decision, in milliseconds. */
const handling = 40;

export function createMemoryRegister({ workplaces, people, codes, emit }: MemoryRegisterParts): MemoryRegister {
  const file = createFile();
  const rows = createRows(emit, file.periodsOf);
  const waiting = new Map<DimonaNumber, WaitingRow>();
  const byEntity = new Map(workplaces.map((workplace) => [workplace.entity, workplace]));
  const numbered = new Map(workplaces.flatMap((workplace) => numbersOf(workplace)));
  let serial = firstSerial;

  const perform = async (work: Work, sender: EntityId, number: DimonaNumber, at: number): Promise<Performed> => {
    const record = createBatchRecord();
    const day = dayOf(localNow({ now: () => at }));
    const surroundings = surroundingsOn(day, sender);
    const taken = take(work, number, { surroundings, file, record, codes }, (at + handling) * 1000);
    if (taken === undefined) throw new Error("nobody in the network declares without a mandate");
    await record.write(rows.run);
    return { ...taken, number };
  };

  /** As the registers of employers and persons were on a day, for those who may declare. */
  const surroundingsOn = (day: IsoDay, sender: EntityId): Surroundings => {
    const employerOf = (entity: EntityId) => byEntity.get(entity)?.employerOn(day);
    const namedBy = (identifier: string): Workplace | undefined => {
      const found = numbered.get(identifier);
      return found !== undefined && found.since <= day ? found.workplace : undefined;
    };
    return {
      senderOf: () => sender,
      employersOf: (declaration) => {
        if (declaration.action !== "in") return {};
        const named = identifiersOf(declaration.employer).flatMap((identifier) => {
          const workplace = namedBy(identifier);
          return workplace === undefined ? [] : [[identifier, workplace.employerOn(day)] as const];
        });
        return foundBy(declaration.employer, new Map(named));
      },
      employerOf,
      workerOf: (declaration) => {
        const declared = ssinIn(declaration);
        if (declared === undefined) return { kind: "unidentified" };
        const worker = people.get(declared);
        return worker === undefined ? { kind: "unknown" } : { kind: "known", ...worker };
      },
      periodNamedBy: () => undefined,
      isUserKnown: (declaration) => {
        const user = declaration.action === "in" ? declaration.features.user?.enterpriseNumber : undefined;
        return namedBy(identifierOf("cbe", user) ?? "") !== undefined;
      },
      mayDeclareFor: () => true,
    };
  };

  return {
    declare: async ({ workplace, declaration, at }) => {
      const number = dimonaNumberOf(serial);
      serial += 1;
      const { entity, channel, ...sender } = workplace.senderOn(dayOf(localNow({ now: () => at })));
      const submission: Submission = { declaration, sender, channel, receivedAt: at, ticket: ticketOf(number) };
      const performed = await perform({ submission }, entity, number, at);
      if (performed.result === "S") {
        const { customer } = sender;
        const row = { number, content: declaration, customer, channel, ticket: submission.ticket };
        waiting.set(number, { ...row, received_at: String(at) });
      }
      return performed;
    },
    identify: async (number, ssin, at) => {
      const row = waiting.get(number);
      if (row === undefined) throw new Error("a declaration that does not wait");
      waiting.delete(number);
      // As in the register, whose batches take a serial for each of their works.
      serial += 1;
      return perform({ waiting: number, submission: identifiedBy(row, ssin) }, nobody, number, at);
    },
    lock: (number, at) => {
      const moment = (at + handling) * 1000;
      const period = file.period(number);
      if (period === undefined) throw new Error("a period that is not there");
      rows.lock(number, momentText(moment));
      const after = { ...period, locked: true, updatedAt: at + handling };
      file.keep({ kind: "period", before: period, after }, moment);
    },
    finish: () => {
      rows.finish();
      return serial - 1;
    },
  };
}

/** Whoever found the worker of a declaration that waited declares nothing itself. */
const nobody = "" as EntityId;

function ticketOf(number: DimonaNumber): string {
  return `00000000-0000-4000-8000-${number}`;
}

function numbersOf(workplace: Workplace) {
  return workplace.identifiers.map(
    ({ identifier, beginDate }) => [identifier as string, { workplace, since: beginDate }] as const,
  );
}

function ssinIn(declaration: Declaration): string | undefined {
  if (declaration.action === "in") return declaration.worker.ssin;
  return declaration.action === "daily" ? undefined : declaration.ssin;
}

function createFile(): PersonnelFile {
  const periods = new Map<string, DimonaPeriod>();
  const ofPair = new Map<string, Set<string>>();
  const registrations = new Map<string, DailyRegistration>();
  const ofPeriod = new Map<string, Set<string>>();
  const since = new Map<string, number>();
  const quotas = createQuotaLedger({ totals: [], days: [] });
  const period = (number: string) => periods.get(registrations.get(number)?.periodId ?? number);
  return {
    period,
    periodsOf: ({ employer, ssin }) => all(periods, ofPair.get(`${employer} ${ssin}`)),
    registration: (number) => registrations.get(number),
    registrationsOf: (number) => all(registrations, ofPeriod.get(number)),
    quotas,
    since: (number) => since.get(number) ?? 0,
    keep: (change, at) => {
      const { id } = change.after;
      since.set(id, at);
      if (change.kind === "registration") {
        registrations.set(id, change.after);
        add(ofPeriod, change.period.id, id);
        return;
      }
      periods.set(id, change.after);
      add(ofPair, `${change.after.employer} ${change.after.ssin}`, id);
      quotas.replace(change.before, change.after);
    },
  };
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function all<Item>(items: ReadonlyMap<string, Item>, keys: ReadonlySet<string> = new Set()): readonly Item[] {
  return [...keys].flatMap((key) => items.get(key) ?? []);
}
