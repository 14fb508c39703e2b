// `kruispunt explain`: why a question was refused, by its ticket, or what is wrong with a message that never came that far.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import { loadEmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import { loadSelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { type Explanation, explainEntry, type Language } from "../crossroads/explain/explanation.ts";
import { findEntry } from "../crossroads/explain/kept-entry.ts";
import { explainMessage, type Judges } from "../crossroads/explain/message.ts";
import { writeExplanation } from "../crossroads/explain/write.ts";
import { withClient } from "../database/client.ts";
import { createDimonaSoap } from "../dimona/soap/service.ts";
import { createEmployerMandateService } from "../employer-mandate/service.ts";
import { createDeepLimit } from "../health/deep-limit.ts";
import { withHealthCheck } from "../health/health-check.ts";
import { keyFilesOf } from "../http/key-files.ts";
import { placeOf } from "../http/place.ts";
import type { Settings } from "../http/settings.ts";
import { readAnnexes } from "../http/worker.ts";
import { createSelfEmployedService } from "../self-employed/service.ts";
import { createTestConnectionService } from "../test-connection/service.ts";
import { addressGiven } from "./address.ts";
import { visitDatabase } from "./database.ts";
import { customerNamed, type Network, type NetworkCustomer, readNetwork } from "./network.ts";
import { type Posted, post } from "./post.ts";
import { Refusal } from "./refusal.ts";
import { revocationOf } from "./revocation.ts";

export interface ExplainOptions {
  readonly as?: string;
  readonly operator?: boolean;
  readonly message?: string;
  readonly at?: string;
  readonly url?: string;
  readonly language: Language;
  readonly json?: boolean;
}

/** Writes to standard output; gives the exit code: 0 once something is explained, 2 where there is nothing to explain. */
export async function explain(settings: Settings, ticket: string | undefined, options: ExplainOptions): Promise<0 | 2> {
  const explanation = await explanationFor(settings, ticket, options);
  if (explanation === undefined) {
    process.stderr.write("kruispunt: there is no such question under this ticket\n");
    return 2;
  }
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(explanation, null, 2)}\n`
      : writeExplanation(explanation, options.language),
  );
  return 0;
}

async function explanationFor(
  settings: Settings,
  ticket: string | undefined,
  options: ExplainOptions,
): Promise<Explanation | undefined> {
  const { message, as, operator, at } = options;
  if (message !== undefined) {
    if (ticket !== undefined || operator === true) throw new Refusal("give either a ticket or --message, not both");
    return await fromMessage(settings, message, options);
  }
  if (at !== undefined) throw new Refusal("--at goes with --message");
  if (ticket === undefined) throw new Refusal("give a ticket, or a message with --message FILE");
  if (!uuid.test(ticket)) throw new Refusal("a ticket is a UUID: look for ticketCBSS in the answer");
  if ((as === undefined) === (operator !== true)) throw new Refusal("say who asks: --as CUSTOMER, or --operator");
  return as === undefined
    ? await fromDatabase(settings, ticket, options)
    : await fromDesk(settings, ticket, as, options);
}

const uuid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** What the operator sees: any ticket, read where it is kept. */
async function fromDatabase(
  settings: Settings,
  ticket: string,
  { language }: ExplainOptions,
): Promise<Explanation | undefined> {
  return await visitDatabase(settings, (connectionString) =>
    withClient(connectionString, async (client) => {
      const query = async (text: string, parameters: readonly unknown[]) =>
        (await client.query<object>(text, [...parameters])).rows;
      const entry = await findEntry(query, ticket, undefined);
      return entry === undefined ? undefined : explainEntry(entry, language);
    }),
  );
}

/** What a customer sees: its own tickets, asked at the running server. */
async function fromDesk(
  settings: Settings,
  ticket: string,
  as: string,
  { language, url }: ExplainOptions,
): Promise<Explanation | undefined> {
  const network = readNetwork(settings.home);
  const customer = customerNamed(network, as);
  const origin = addressGiven(url ?? `https://127.0.0.1:${settings.tlsPort}`);
  const address = new URL(`${origin}/explain`);
  if (address.protocol !== "https:") throw new Refusal("a ticket is explained over https only: give --url https://...");
  const { status, text } = await ask(address, network, customer, JSON.stringify({ ticket, language }));
  if (status === 404) return undefined;
  if (status === 200) return explanationShape.parse(JSON.parse(text));
  const problem = problemShape.safeParse(jsonOf(text));
  throw new Refusal(`${address.origin} refused to explain (${status}): ${problem.data?.detail ?? "no reason given"}`);
}

/** Where the texts are wanted as they are, only the shape that is printed counts. */
const toldShape = z.object({ reason: z.string(), meaning: z.string(), remedy: z.string() });
const explanationShape: z.ZodType<Explanation> = z.object({
  outcome: z.enum(["answered", "refused", "in-order"]),
  ticket: z.string().optional(),
  customerTicket: z.string().optional(),
  receivedAt: z.string().optional(),
  customer: z.string().optional(),
  service: z.string().optional(),
  operation: z.string().optional(),
  legalContext: z.string().optional(),
  status: z.object({ code: z.string(), value: z.string(), meaning: z.string(), remedy: z.string() }).optional(),
  gates: z.array(
    z.object({
      gate: z.string(),
      asks: z.string(),
      passed: z.boolean(),
      expected: z.string().optional(),
      found: z.string().optional(),
    }),
  ),
  cause: toldShape.optional(),
  hints: z.array(z.object({ hint: z.string(), text: z.string() })),
  details: z.array(z.string()),
  filtered: z.array(z.string()),
});
const problemShape = z.object({ detail: z.string() });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Customers with a key show their certificate on the connection; the others send user name and password. */
function ask(
  url: URL,
  { directory, ca }: Network,
  { key, cert, username, password }: NetworkCustomer,
  body: string,
): Promise<Posted> {
  const file = (name: string) => readFileSync(join(directory, name), "utf8");
  const pair = Buffer.from(`${username}:${password}`).toString("base64");
  const headers = {
    "Content-Type": "application/json",
    ...(password === undefined ? {} : { Authorization: `Basic ${pair}` }),
  };
  return post(url, body, {
    ca: file(ca),
    headers,
    ...(key === undefined || cert === undefined ? {} : { client: { key: file(key), cert: file(cert) } }),
  });
}

async function fromMessage(
  settings: Settings,
  file: string,
  { as, at, language }: ExplainOptions,
): Promise<Explanation> {
  const inOrder = judgesOf(settings);
  // What is out of date is for the log of a server.
  const revocation = await revocationOf(settings, { info: () => {}, warn: () => {} });
  revocation.close();
  const judges: Judges = { ...inOrder, isRevoked: revocation.isRevoked };
  const customer = as === undefined ? undefined : judges.annexes.all.find((annex) => annex.customer === as);
  if (as !== undefined && customer === undefined) {
    throw new Refusal(
      `there is no customer ${as}; there are ${judges.annexes.all.map((one) => one.customer).join(", ")}`,
    );
  }
  const moment = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(moment)) throw new Refusal("--at takes a moment such as 2026-01-31T12:00:00Z");
  return await explainMessage(readMessage(file, settings), judges, { at: moment, as: customer, language });
}

/** Of a file that is too large to be judged, no more than shows it. */
function readMessage(file: string, { largestMessage }: Settings): Uint8Array {
  try {
    if (statSync(file).size > largestMessage) return new Uint8Array(largestMessage + 1);
    return readFileSync(file);
  } catch {
    throw new Refusal(`${file} cannot be read`);
  }
}

/** What judges on-line, without anything behind it: no database, no registers, no funds. */
function judgesOf(settings: Settings): Judges {
  const annexes = readAnnexes(settings);
  if (!annexes.ok) throw new Refusal("the annexes are not in order: see `kruispunt annex check`");
  const unasked = async (): Promise<never> => {
    throw new Error("a source was asked off-line");
  };
  const selfEmployed = createSelfEmployedService({
    careers: { careerOf: unasked },
    funds: { contributionsOf: unasked },
    codes: loadSelfEmployedCodes(),
  });
  const mandates = createEmployerMandateService({ registers: { find: unasked }, codes: loadEmployerMandateCodes });
  const testConnection = createTestConnectionService({ subjectOf: () => undefined });
  const register = { declaration: unasked, declarations: unasked, employer: unasked, maySee: unasked };
  const consultation = {
    periodsOf: unasked,
    periodsAskedFor: unasked,
    relationsOf: unasked,
    relationsAskedFor: unasked,
  };
  const dimona = createDimonaSoap({
    writer: { declare: unasked },
    reader: register,
    consultation,
    codes: loadDimonaCodes(),
  });
  const health = { health: { ask: unasked }, place: placeOf(settings), deepLimit: createDeepLimit() };
  return {
    authorities: [readAuthorities(settings)],
    annexes: annexes.value,
    endpoints: [
      withHealthCheck(selfEmployed.endpoint, health),
      withHealthCheck(mandates.endpoint, health),
      withHealthCheck(dimona.endpoint, health),
      withHealthCheck(testConnection.endpoint, health),
    ],
    population: settings.mode === "demo" ? "synthetic" : "real",
    clockSkew: settings.clockSkew,
    timestampLife: settings.timestampLife,
    largestMessage: settings.largestMessage,
  };
}

function readAuthorities(settings: Settings): string {
  const { authorities } = keyFilesOf(settings);
  try {
    return readFileSync(authorities, "utf8");
  } catch {
    throw new Refusal(`the authorities at ${authorities} cannot be read: start the server once with \`npm start\``);
  }
}
