// Whom a declaration speaks of, in the registers of employers and of persons.
import { readFileSync } from "node:fs";
import type { EntityId } from "../../employers/entity.ts";
import { type Identifier, type IdentifierKind, parseIdentifier } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { EnterpriseNumber } from "../../kernel/enterprise-number.ts";
import type { NssoNumber, ProvisionalNssoNumber } from "../../kernel/nsso-number.ts";
import { certain } from "../../kernel/outcome.ts";
import { parsePeriod } from "../../kernel/period.ts";
import { parseSsin, type Ssin } from "../../kernel/ssin.ts";
import { type IdentityRow, identityIn, type PersonIdentity } from "../../persons/identity.ts";
import type { EmployerNumbers } from "../declaration.ts";
import type { Employer, FoundEmployers } from "../employer.ts";

/** Runs a statement on whatever connection is at hand; under its name it may be prepared there. */
export type RunQuery = <Row extends object>(
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[],
) => Promise<{ readonly rows: readonly Row[] }>;

/** The moment of reading, as the registers keep it, and its day in Belgium. */
export interface Moment {
  readonly known: string;
  readonly today: IsoDay;
}

/** The identifiers that these numbers make; numbers that cannot be such are left out: the rules tell what is wrong with them. */
export function identifiersOf({
  nssoNumber,
  provisionalNumber,
  enterpriseNumber,
}: EmployerNumbers): readonly Identifier[] {
  return [
    identifierOf("nsso", nssoNumber),
    identifierOf("provisional", provisionalNumber),
    identifierOf("cbe", enterpriseNumber),
  ].filter((identifier) => identifier !== undefined);
}

/** Who is behind each of the numbers. */
export function foundBy(numbers: EmployerNumbers, named: ReadonlyMap<string, Employer>): FoundEmployers {
  const { nssoNumber, provisionalNumber, enterpriseNumber } = numbers;
  return {
    byNssoNumber: named.get(identifierOf("nsso", nssoNumber) ?? ""),
    byProvisionalNumber: named.get(identifierOf("provisional", provisionalNumber) ?? ""),
    byEnterpriseNumber: named.get(identifierOf("cbe", enterpriseNumber) ?? ""),
  };
}

/** Undefined for what cannot be a number. */
export function identifierOf(kind: IdentifierKind, text: string | undefined): Identifier | undefined {
  if (text === undefined) return undefined;
  const parsed = parseIdentifier(kind, text);
  return parsed.ok ? parsed.value : undefined;
}

export interface EmployerRow {
  readonly entity: EntityId;
  readonly asked: readonly string[];
  readonly identifiers: readonly string[];
  readonly active: readonly string[];
  readonly sub_entities: readonly string[] | null;
  readonly secured_only: boolean;
  readonly daily_registration: boolean;
}

/** The entities that are named by these identifiers, or have these keys. */
export async function readEmployers(
  run: RunQuery,
  identifiers: readonly Identifier[],
  entities: readonly EntityId[],
  { known, today }: Moment,
) {
  const { rows } = await run<EmployerRow>(employersStatement, [identifiers, entities, known, today]);
  const byEntity = new Map(rows.map((row) => [row.entity, toEmployer(row)]));
  const named = new Map<string, Employer>();
  for (const { entity, asked } of rows) {
    const employer = byEntity.get(entity);
    if (employer !== undefined) for (const identifier of asked) named.set(identifier, employer);
  }
  return { byEntity, named };
}

export function toEmployer(row: EmployerRow): Employer {
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

/** Somebody of the register of persons, under the number of today. */
export interface RegisteredWorker {
  readonly ssin: Ssin;
  readonly identity: PersonIdentity | undefined;
}

/** Whose these numbers are today; those that are nobody's are left out. */
export async function readWorkers(
  run: RunQuery,
  declared: ReadonlySet<string>,
  { known }: Moment,
): Promise<ReadonlyMap<string, RegisteredWorker>> {
  const numbers = [...declared].filter((text) => parseSsin(text).ok);
  if (numbers.length === 0) return new Map();
  const { rows } = await run<WorkerRow>(workersStatement, [numbers, known]);
  return new Map(rows.map((row) => [row.asked, { ssin: row.ssin, identity: identityIn(row) }]));
}

interface WorkerRow extends IdentityRow {
  readonly asked: string;
  readonly ssin: Ssin;
}

const employersStatement = statement("employers");
const workersStatement = statement("workers");

function statement(name: string) {
  return { name: `dimona-${name}`, text: readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8") };
}
