// Who and what a batch of declarations speaks of: employers, workers, mandates, and the periods that are named.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { together } from "../../database/together.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Identifier } from "../../employers/identifier.ts";
import type { Worker } from "../circumstances.ts";
import type { Declaration, EmployerNumbers } from "../declaration.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import type { Employer, FoundEmployers } from "../employer.ts";
import {
  foundBy,
  identifierOf,
  identifiersOf,
  type Moment,
  type RunQuery,
  readEmployers,
  readWorkers,
} from "./parties.ts";
import { type Known, type PeriodRow, toPeriod } from "./rows.ts";
import type { Submission } from "./submission.ts";

export interface Surroundings {
  senderOf(submission: Submission): EntityId | undefined;
  employersOf(declaration: Declaration): FoundEmployers;
  employerOf(entity: EntityId): Employer | undefined;
  workerOf(declaration: Declaration): Worker;
  /** The period that a declaration names, as it was when the batch began to read. */
  periodNamedBy(declaration: Declaration): DimonaPeriod | undefined;
  isUserKnown(declaration: Declaration): boolean;
  mayDeclareFor(sender: EntityId | undefined, employer: EntityId): boolean;
}

/** Which of these pairs have a mandate for Dimona on that day, in their order. */
export type MandateCheck = (run: RunQuery, pairs: readonly MandatePair[], at: Moment) => Promise<readonly boolean[]>;

export interface MandatePair {
  readonly mandator: EntityId;
  readonly mandatary: EntityId;
}

/** Reads what does not depend on what other declarations do meanwhile; what does is read under the claims of the batch. */
export async function readSurroundings(
  client: ClientBase,
  submissions: readonly Submission[],
  at: Moment,
  mandates: MandateCheck,
): Promise<Surroundings> {
  const declarations = submissions.map(({ declaration }) => declaration);
  const run: RunQuery = (statement, values) => client.query({ ...statement, values: [...values] });
  const identifiers = new Set([
    ...submissions.flatMap(({ sender }) => sender.identifier ?? []),
    ...declarations.flatMap((declaration) => identifiersOf(numbersIn(declaration))),
    ...declarations.flatMap((declaration) => userIn(declaration) ?? []),
  ]);
  const readNamed = async () => {
    const named = await readNamedPeriods(client, declarations);
    const entities = new Set([...named.values()].map(({ employer }) => employer));
    return { named, employers: await readEmployers(run, [...identifiers], [...entities], at) };
  };
  const [{ named, employers }, workers] = await together(
    readNamed(),
    readWorkers(run, new Set(declarations.flatMap((one) => ssinIn(one) ?? [])), at),
  );
  const periodNamedBy = (declaration: Declaration) => named.get(periodNameIn(declaration) ?? "");
  const employersOf = (declaration: Declaration) => foundBy(numbersIn(declaration), employers.named);
  const senderOf = ({ sender }: Submission) => employers.named.get(sender.identifier ?? "")?.key;

  const pairs = new Map<string, MandatePair>();
  for (const submission of submissions) {
    const { declaration } = submission;
    const mandatary = senderOf(submission);
    const { byNssoNumber, byProvisionalNumber, byEnterpriseNumber } = employersOf(declaration);
    const mandators = [byNssoNumber?.key, byProvisionalNumber?.key, byEnterpriseNumber?.key];
    for (const mandator of [...mandators, periodNamedBy(declaration)?.employer]) {
      if (mandator === undefined || mandatary === undefined || mandator === mandatary) continue;
      pairs.set(`${mandatary} ${mandator}`, { mandator, mandatary });
    }
  }
  const held = pairs.size === 0 ? [] : await mandates(run, [...pairs.values()], at);
  const mandated = new Set([...pairs.keys()].filter((_, index) => held[index] === true));

  return {
    senderOf,
    employersOf,
    employerOf: (entity) => employers.byEntity.get(entity),
    workerOf: (declaration) => {
      const declared = ssinIn(declaration);
      if (declared === undefined) return { kind: "unidentified" };
      const worker = workers.get(declared);
      return worker === undefined ? { kind: "unknown" } : { kind: "known", ...worker };
    },
    periodNamedBy,
    isUserKnown: (declaration) => {
      const user = userIn(declaration);
      return user !== undefined && employers.named.has(user);
    },
    mayDeclareFor: (sender, employer) =>
      sender !== undefined && (sender === employer || mandated.has(`${sender} ${employer}`)),
  };
}

/** The SSIN that a declaration names, as it was sent. */
function ssinIn(declaration: Declaration): string | undefined {
  if (declaration.action === "in") return declaration.worker.ssin;
  return declaration.action === "daily" ? undefined : declaration.ssin;
}

/** By which number a declaration names its period: its own, or that of a registration of it. */
export function periodNameIn(declaration: Declaration): string | undefined {
  if (declaration.action === "in") return undefined;
  if (declaration.action === "daily") return declaration.periodId ?? declaration.registrationId;
  return declaration.periodId;
}

async function readNamedPeriods(
  client: ClientBase,
  declarations: readonly Declaration[],
): Promise<ReadonlyMap<string, DimonaPeriod>> {
  const numbers = declarations.flatMap((declaration) => {
    const name = periodNameIn(declaration);
    return name !== undefined && parseDimonaNumber(name).ok ? [name] : [];
  });
  if (numbers.length === 0) return new Map();
  const { rows } = await client.query<PeriodRow & Known & { named: string }>({
    name: "dimona-named-periods",
    text: namedPeriods,
    values: [numbers],
  });
  return new Map(rows.map((row) => [row.named, toPeriod(row)]));
}

/** An IN names its employer; the other declarations have that of their period. */
function numbersIn(declaration: Declaration): EmployerNumbers {
  return declaration.action === "in" ? declaration.employer : {};
}

function userIn(declaration: Declaration): Identifier | undefined {
  return declaration.action === "in" ? identifierOf("cbe", declaration.features.user?.enterpriseNumber) : undefined;
}

const namedPeriods = readFileSync(new URL("named-periods.sql", import.meta.url), "utf8");
