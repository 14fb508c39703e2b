// A register of Dimona in a database of its own, with the employers and workers of the examples, and writers on it.
import { hash } from "node:crypto";
import type { TestContext } from "node:test";
import type { Client } from "pg";
import { loadDimonaCodes } from "../src/codes/dimona-codes.ts";
import { loadEmployerMandateCodes } from "../src/codes/employer-mandate-codes.ts";
import { withClient } from "../src/database/client.ts";
import type { Declaration } from "../src/dimona/declaration.ts";
import type { Employer } from "../src/dimona/employer.ts";
import { setEmployerUse } from "../src/dimona/register/employer-use.ts";
import type { Receipt, Sender, Submission } from "../src/dimona/register/submission.ts";
import { createDeclarationWriter, type DeclarationWriter } from "../src/dimona/register/writer.ts";
import { mandatesHeldFor } from "../src/employer-mandate/mandates-held.ts";
import { addMandate, closeMandate } from "../src/employer-mandate/register/mandates.ts";
import type { EntityId } from "../src/employers/entity.ts";
import { type IdentifierKind, parseIdentifier } from "../src/employers/identifier.ts";
import { inTransaction } from "../src/employers/write/change.ts";
import { addEntity } from "../src/employers/write/entities.ts";
import { movableClock } from "../src/kernel/clock.ts";
import { minuteNumber } from "../src/kernel/local-time.ts";
import { pplCheckDigits } from "../src/kernel/nsso-number.ts";
import { certain } from "../src/kernel/outcome.ts";
import { parseQuarter } from "../src/kernel/quarter.ts";
import { testDatabase } from "./database.ts";
import { day, employers, moment, workers } from "./dimona-declarations.ts";

export interface RegisterScene {
  readonly connectionString: string;
  readonly writer: DeclarationWriter;
  /** Another process on the same register. */
  another(): DeclarationWriter;
  /** Sets the clock: `2026-06-25 10:00` in Belgium. */
  at(now: string): void;
  submission(declaration: Declaration, special?: SubmissionSpecial): Submission;
  declare(declaration: Declaration, special?: SubmissionSpecial): Promise<Receipt>;
  /** Takes it for granted that the declaration is taken, and gives what the register has of it. */
  taken(declaration: Declaration, special?: SubmissionSpecial): Promise<Extract<Receipt, { kind: "taken" }>>;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

type SubmissionSpecial = Partial<Omit<Submission, "sender" | "idempotency">> & {
  readonly sender?: Partial<Sender>;
  readonly key?: string;
};

/**
 * Everybody who can be an employer in the examples, the café's social secretariat, and a stranger without any mandate; in a database of
 * the test's own, or in one that is given.
 */
export async function registerScene(t: TestContext, own?: string): Promise<RegisterScene> {
  const connectionString = own ?? (await testDatabase(t)).connectionString;
  const clock = movableClock(0);
  const at = (now: string): void => clock.set((minuteNumber(moment(now)) - 120) * 60_000); // summer time
  at("2026-06-25 10:00");
  await withClient(connectionString, fill);
  const writers: DeclarationWriter[] = [];
  const another = (): DeclarationWriter => {
    const made = writerOn(connectionString, clock);
    writers.push(made);
    return made;
  };
  t.after(() => Promise.all(writers.map((writer) => writer.close())));
  const writer = another();
  const submission = (declaration: Declaration, { sender, key, ...special }: SubmissionSpecial = {}): Submission => ({
    declaration,
    sender: { ...cafe, ...sender },
    channel: "REST",
    receivedAt: clock.now(),
    ticket: crypto.randomUUID(),
    ...(key === undefined ? {} : { idempotency: { key, digest: hash("sha256", JSON.stringify(declaration)) } }),
    ...special,
  });
  const declare: RegisterScene["declare"] = (declaration, special) => writer.declare(submission(declaration, special));
  return {
    connectionString,
    writer,
    another,
    at,
    submission,
    declare,
    taken: async (declaration, special) => {
      const receipt = await declare(declaration, special);
      if (receipt.kind !== "taken") throw new Error(`not taken: ${receipt.kind}`);
      return receipt;
    },
    rows: (sql, values = []) =>
      withClient(connectionString, async (client) => (await client.query(sql, [...values])).rows),
  };
}

export function writerOn(connectionString: string, clock: Parameters<typeof createDeclarationWriter>[0]["clock"]) {
  const mandates = mandatesHeldFor(["DMFA_DIMONA"]);
  return createDeclarationWriter({ connectionString, clock, codes, mandates });
}

/** The secretariat may not speak for this employer any more. */
export async function endMandate(
  { connectionString }: Pick<RegisterScene, "connectionString">,
  name: keyof typeof employers,
): Promise<void> {
  const change = (client: Client) => ({ client, at: Date.parse("2026-06-25T08:30:00Z") });
  await withClient(connectionString, (client) =>
    inTransaction(client, async () =>
      certain(await closeMandate(change(client), mandateOf(name), certain(parseQuarter("2026Q1")))),
    ),
  );
}

const mandateOf = (name: string) => `M-${Object.keys(employers).indexOf(name) + 1}`;

const codes = loadDimonaCodes();
const identifier = (kind: IdentifierKind, text: string) => certain(parseIdentifier(kind, text));
const secretariatNumber = "1999000942";
const strangerNumber = "1999001041";

export const cafe: Sender = {
  customer: "cafe",
  identifier: identifier("cbe", employers.cafe.enterpriseNumber ?? ""),
  secured: true,
  unmandated: "turned-away",
};
export const secretariat: Sender = {
  ...cafe,
  customer: "secretariat",
  identifier: identifier("cbe", secretariatNumber),
};
export const stranger: Sender = { ...cafe, customer: "stranger", identifier: identifier("cbe", strangerNumber) };

async function fill(client: Client): Promise<void> {
  await inTransaction(client, async () => {
    const change = { client, at: Date.parse("2020-01-01") };
    const add = async (
      name: string,
      identifiers: Parameters<typeof addEntity>[1]["identifiers"],
      from = "1990-01-01",
    ) => certain(await addEntity(change, { kind: "enterprise", name, from: day(from), identifiers }));
    const entities = new Map<string, EntityId>();
    for (const [name, employer] of Object.entries(employers)) {
      const entity = await add(name, identifiersOf(employer), employer.active[0]?.from);
      entities.set(name, entity);
      await setEmployerUse(change, entity, employer);
    }
    const acting = await add("secretariat", [identifier("cbe", secretariatNumber)]);
    await add("stranger", [identifier("cbe", strangerNumber)]);
    for (const [name, mandator] of entities) {
      certain(
        await addMandate(change, loadEmployerMandateCodes(), {
          reference: mandateOf(name),
          mandator,
          mandatary: acting,
          type: "SSC",
          status: "ACTIVE",
          createdOn: day("2020-01-01"),
          objects: [{ group: "DMFA_DIMONA", begin: certain(parseQuarter("2020Q1")) }],
        }),
      );
    }
    for (const ssin of Object.values(workers)) {
      await client.query("insert into persons.person (ssin, state, known_from) values ($1, 'active', '2020-01-01')", [
        ssin,
      ]);
    }
  });
}

function identifiersOf({ nssoNumber, provisionalNumber, enterpriseNumber, local }: Employer) {
  return [
    ...(nssoNumber === undefined ? [] : [identifier("nsso", nssoNumber)]),
    ...(provisionalNumber === undefined ? [] : [identifier("provisional", provisionalNumber)]),
    ...(enterpriseNumber === undefined ? [] : [identifier("cbe", enterpriseNumber)]),
    ...(local ? [identifier("ppl", `1003${pplCheckDigits(1003)}`)] : []),
  ];
}
