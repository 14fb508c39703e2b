// Who and what a batch of declarations speaks of: employers, workers, mandates, and the periods that are named.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import type { EntityId } from "../../employers/entity.ts";
import { type Identifier, type IdentifierKind, parseIdentifier } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { EnterpriseNumber } from "../../kernel/enterprise-number.ts";
import type { NssoNumber, ProvisionalNssoNumber } from "../../kernel/nsso-number.ts";
import { certain } from "../../kernel/outcome.ts";
import { parsePeriod } from "../../kernel/period.ts";
import { parseSsin, type Ssin } from "../../kernel/ssin.ts";
import type { Worker } from "../circumstances.ts";
import type { Declaration } from "../declaration.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import type { Employer, FoundEmployers } from "../employer.ts";
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

/** Runs a statement on whatever connection is at hand. */
export type RunQuery = <Row extends object>(
  text: string,
  values: readonly unknown[],
) => Promise<{ readonly rows: readonly Row[] }>;

export interface MandatePair {
  readonly mandator: EntityId;
  readonly mandatary: EntityId;
}

/** The moment of reading, as the registers keep it, and its day in Belgium. */
export interface Moment {
  readonly known: string;
  readonly today: IsoDay;
}

/** Reads what does not depend on what other declarations do meanwhile; what does is read under the claims of the batch. */
export async function readSurroundings(
  client: ClientBase,
  submissions: readonly Submission[],
  at: Moment,
  mandates: MandateCheck,
): Promise<Surroundings> {
  const declarations = submissions.map(({ declaration }) => declaration);
  const named = await readNamedPeriods(client, declarations);
  const identifiers = new Set([
    ...submissions.flatMap(({ sender }) => sender.identifier ?? []),
    ...declarations.flatMap((declaration) => identifiersIn(declaration)),
  ]);
  const entities = new Set([...named.values()].map(({ employer }) => employer));
  const employers = await readEmployers(client, [...identifiers], [...entities], at);
  const workers = await readWorkers(client, new Set(declarations.flatMap((one) => ssinIn(one) ?? [])), at);
  const periodNamedBy = (declaration: Declaration) => named.get(periodNameIn(declaration) ?? "");
  const employersOf = (declaration: Declaration): FoundEmployers => ({
    byNssoNumber: employers.named.get(identifierIn(declaration, "nsso") ?? ""),
    byProvisionalNumber: employers.named.get(identifierIn(declaration, "provisional") ?? ""),
    byEnterpriseNumber: employers.named.get(identifierIn(declaration, "cbe") ?? ""),
  });
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
  const held =
    pairs.size === 0 ? [] : await mandates((text, values) => client.query(text, [...values]), [...pairs.values()], at);
  const mandated = new Set([...pairs.keys()].filter((_, index) => held[index] === true));

  return {
    senderOf,
    employersOf,
    employerOf: (entity) => employers.byEntity.get(entity),
    workerOf: (declaration) => {
      const declared = ssinIn(declaration);
      if (declared === undefined) return { kind: "unidentified" };
      const ssin = workers.get(declared);
      return ssin === undefined ? { kind: "unknown" } : { kind: "known", ssin };
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

interface EmployerRow {
  readonly entity: EntityId;
  readonly asked: readonly string[];
  readonly identifiers: readonly string[];
  readonly active: readonly string[];
  readonly sub_entities: readonly string[] | null;
  readonly secured_only: boolean;
  readonly daily_registration: boolean;
}

async function readEmployers(
  client: ClientBase,
  identifiers: readonly Identifier[],
  entities: readonly EntityId[],
  { known, today }: Moment,
) {
  const { rows } = await client.query<EmployerRow>({
    name: "dimona-employers",
    text: employersStatement,
    values: [identifiers, entities, known, today],
  });
  const byEntity = new Map(rows.map((row) => [row.entity, toEmployer(row)]));
  const named = new Map<string, Employer>();
  for (const { entity, asked } of rows) {
    const employer = byEntity.get(entity);
    if (employer !== undefined) for (const identifier of asked) named.set(identifier, employer);
  }
  return { byEntity, named };
}

function toEmployer(row: EmployerRow): Employer {
  const having = (kind: IdentifierKind) =>
    row.identifiers.find((one) => one.startsWith(`${kind}:`))?.slice(kind.length + 1);
  return {
    key: row.entity,
    // Numbers of the register, which checks their digits.
    nssoNumber: having("nsso") as NssoNumber | undefined,
    provisionalNumber: having("provisional") as ProvisionalNssoNumber | undefined,
    enterpriseNumber: having("cbe") as EnterpriseNumber | undefined,
    local: having("ppl") !== undefined,
    active: row.active.map((days) => {
      const [from = "", to = ""] = days.split("/");
      return certain(parsePeriod(from, to === "" ? undefined : to));
    }),
    subEntities: row.sub_entities ?? undefined,
    securedOnly: row.secured_only,
    dailyRegistration: row.daily_registration,
  };
}

async function readWorkers(
  client: ClientBase,
  declared: ReadonlySet<string>,
  { known }: Moment,
): Promise<ReadonlyMap<string, Ssin>> {
  const numbers = [...declared].filter((text) => parseSsin(text).ok);
  if (numbers.length === 0) return new Map();
  const { rows } = await client.query<{ asked: string; ssin: Ssin }>({
    name: "dimona-workers",
    text: workersStatement,
    values: [numbers, known],
  });
  return new Map(rows.map(({ asked, ssin }) => [asked, ssin]));
}

function identifiersIn(declaration: Declaration): readonly Identifier[] {
  return [
    identifierIn(declaration, "nsso"),
    identifierIn(declaration, "provisional"),
    identifierIn(declaration, "cbe"),
    userIn(declaration),
  ].filter((identifier) => identifier !== undefined);
}

/** A number of the employer of an IN; the other declarations have that of their period. */
function identifierIn(declaration: Declaration, kind: "nsso" | "provisional" | "cbe"): Identifier | undefined {
  if (declaration.action !== "in") return undefined;
  const { nssoNumber, provisionalNumber, enterpriseNumber } = declaration.employer;
  return identifierOf(kind, { nsso: nssoNumber, provisional: provisionalNumber, cbe: enterpriseNumber }[kind]);
}

function userIn(declaration: Declaration): Identifier | undefined {
  return declaration.action === "in" ? identifierOf("cbe", declaration.features.user?.enterpriseNumber) : undefined;
}

/** Undefined for what cannot be a number: the rules tell what is wrong with it. */
function identifierOf(kind: IdentifierKind, text: string | undefined): Identifier | undefined {
  if (text === undefined) return undefined;
  const parsed = parseIdentifier(kind, text);
  return parsed.ok ? parsed.value : undefined;
}

const namedPeriods = readFileSync(new URL("named-periods.sql", import.meta.url), "utf8");
const employersStatement = readFileSync(new URL("employers.sql", import.meta.url), "utf8");
const workersStatement = readFileSync(new URL("workers.sql", import.meta.url), "utf8");
