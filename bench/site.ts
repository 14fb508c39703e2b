// Where the contenders meet: one database with the demo network, one customer, questions that are known to have answers.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { customerNamed, type Network, readNetwork } from "../src/cli/network.ts";
import { startEmbedded } from "../src/database/embedded.ts";
import { declarantScope } from "../src/dimona/names.ts";
import { systemClock } from "../src/kernel/clock.ts";
import { today } from "../src/kernel/day.ts";
import { newTicket } from "../src/kernel/ticket.ts";
import { demoDirectory, demoFiles } from "../src/population/demo-files.ts";
import { createAccessTokens } from "../src/rest/access-token.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { kruispunt, timestampLife } from "./contenders/kruispunt.ts";
import { type Launch, launch, type Running } from "./contenders/launch.ts";
import { type Scene, sceneVariable } from "./contenders/scene.ts";
import { workersVariable } from "./contenders/workers.ts";
import { type DroppedFile, dropFile } from "./declaration-file.ts";
import { addDeclarants, declarationOf, declarationRequest, expectAccepted } from "./declarations.ts";
import { addMandates } from "./mandates.ts";
import { messageIn, type Operation, type Questioner, type SignedOperation, signMessages } from "./messages.ts";
import { addPeriods } from "./periods.ts";

export interface Site {
  readonly postgresVersion: string;
  /** Bytes of a typical question and answer. */
  readonly sizes: { readonly question: number; readonly answer: number };
  /** A whole HTTP request: as many with a message of their own as were asked for, then the same again. */
  request(operation: Operation, place: number): Uint8Array;
  /** Our own server, with an annex that asks for signed answers or one that does not, or with customers that drop files. */
  ours(workers: number, kind?: "signed" | "unsigned" | "files"): Promise<Running>;
  /** Drops a file of so many declarations, and waits until it is answered. */
  dropFile(count: number, running: Running): Promise<DroppedFile>;
  /** A contender of bench/contenders. */
  other(name: "limit" | "library-stack" | "node-soap", workers: number): Promise<Running>;
  /**
   * Before each turn. Replays are refused: by each process from memory, and across processes by a table. A contender gets each
   * message once, and the table is emptied, so that all contenders can be sent the same messages. Access tokens are renewed.
   */
  prepareTurn(): Promise<void>;
  /** After the last: throws where something was taken that should not have been, or the other way round. */
  check(): Promise<void>;
}

const customer = "social-inspectorate";
const accessCustomer = "contact-centre";
const declaringCustomer = "payroll-provider";
/** What `npm start` gives the process that takes the files: without a bound, garbage piles up. */
const asNpmStarts = ["--max-old-space-size=512", "--max-semi-space-size=16"];
/** Its number on the channel of files. */
const fileSender = "900009";
const root = fileURLToPath(new URL("..", import.meta.url));

/** Calls `use` with a site and takes everything down afterwards, also when the process is asked to end. */
export async function withSite(
  options: {
    /** How many different messages of each operation. */
    readonly messages: ReadonlyMap<Operation, number>;
    /** How many declarations all files hold together. */
    readonly inFiles: number;
    readonly nodeFlags: readonly string[];
    readonly progress: (line: string) => void;
  },
  use: (site: Site) => Promise<void>,
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const takeDown = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  const interrupted = (): void => {
    takeDown().finally(() => process.exit(130));
  };
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    await use(await open(options, undo));
  } finally {
    await takeDown();
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
  }
}

async function open(
  { messages, inFiles, nodeFlags, progress }: Parameters<typeof withSite>[0],
  undo: (() => Promise<void>)[],
): Promise<Site> {
  // Under var/, not in the system's folder for temporary files: that may be memory, and the audit must reach a disk.
  await mkdir(join(root, "var"), { recursive: true });
  const home = await mkdtemp(join(root, "var", "bench-"));
  undo.push(() => rm(home, { recursive: true, force: true }));
  // The user that PostgreSQL runs as must be able to reach its data.
  await chmod(home, 0o755);

  progress("starting PostgreSQL");
  const database = await startEmbedded({ home, log: progress });
  if (!database.ok) throw new Error(database.reason.message);
  const { connectionString, dataDirectory, stop } = database.value;
  undo.push(() => rm(dirname(dataDirectory), { recursive: true, force: true }));
  undo.push(stop);
  const client = new Client({ connectionString, application_name: "kruispunt bench" });
  client.on("error", () => {});
  await client.connect();
  undo.push(() => client.end());

  const annexes = join(home, "annexes");
  const signingAnnexes = join(home, "annexes-signed");
  const filingAnnexes = join(home, "annexes-files");
  const annexesOf = { unsigned: annexes, signed: signingAnnexes, files: filingAnnexes };
  // Dereferenced: where annexes/ is a link, what is changed below must be the copy.
  await cp(join(root, "annexes"), annexes, { recursive: true, dereference: true });
  // Who asks about access may ask less often than this machine can answer.
  await setInAnnex(join(annexes, `${accessCustomer}.yaml`), /perMinute: \d+/, "perMinute: 1000000");
  await cp(annexes, filingAnnexes, { recursive: true });
  // One server alone takes the files.
  for (const name of [declaringCustomer, "caterer"]) await setInAnnex(join(annexes, `${name}.yaml`), /files: .*\n/, "");
  await cp(annexes, signingAnnexes, { recursive: true });
  await setInAnnex(join(annexes, `${customer}.yaml`), answersSigned, "signed: false");
  await setInAnnex(join(signingAnnexes, `${customer}.yaml`), answersSigned, "signed: true");

  const started = async (what: Launch): Promise<Running> => {
    const running = await launch(what);
    undo.push(running.stop);
    return running;
  };
  const ours: Site["ours"] = (workers, kind = "unsigned") =>
    started(
      kruispunt({
        home,
        annexes: annexesOf[kind],
        connectionString,
        workers,
        nodeFlags: kind === "files" ? [...nodeFlags, ...asNpmStarts] : nodeFlags,
      }),
    );

  progress("loading the demo network");
  const first = await ours(1);
  const network = readNetwork(home);
  const questioner = questionerNamed(network, customer);
  await client.query(libraryStackAudit);
  // What autovacuum does by itself within a minute of loading.
  await client.query("vacuum analyze");
  const { rows } = await client.query<{ ssin: string }>(peopleWithCareers);
  const lifeMs = timestampLife * 1000;
  const everybody = rows.map(({ ssin }) => ssin);
  // Only about people who have an answer: what is measured is answering.
  const known = async (operation: SignedOperation) => {
    const probes = await signMessages({ operation, questioner, subjects: everybody, count: everybody.length, lifeMs });
    const answers = await askEach(first.port, probes);
    return { answers, subjects: everybody.filter((_, place) => answers[place]?.includes("DATA_FOUND")) };
  };
  const { answers, subjects: answered } = await known("consultCareer");
  const questionsOf = async (operation: SignedOperation) => {
    switch (operation) {
      case "consultCareer":
        return { questioner, subjects: answered };
      case "consultContributions":
        return { questioner, subjects: (await known(operation)).subjects };
      case "checkUnauthenticatedUserAccess": {
        progress("loading users and mandates");
        const subjects = await addMandates(client);
        await client.query("vacuum analyze");
        return { questioner: questionerNamed(network, accessCustomer), subjects };
      }
      case "consultPeriods": {
        progress("loading workers and their periods");
        const subjects = await addPeriods(client);
        await client.query("vacuum analyze");
        return { questioner, subjects };
      }
    }
  };
  const pools = new Map<SignedOperation, readonly Uint8Array[]>();
  const declaring = questionerNamed(network, declaringCustomer);
  const day = today(systemClock);
  const inMessages = messages.get("declareDimona") ?? 0;
  const declared = inMessages + inFiles;
  const declarants = declared === 0 ? [] : await addDeclarants(client, declaring.cbeNumber, declared);
  const declarations = declarants.slice(0, inMessages).map((subject) => declarationOf(subject, day));
  if (declared > 0) await client.query("vacuum analyze");
  let dropped = inMessages;
  let files = 0;
  for (const [operation, count] of messages) {
    if (operation === "declareDimona") continue;
    const questions = await questionsOf(operation);
    progress(`signing ${count} messages of ${operation} about ${questions.subjects.length} others`);
    pools.set(operation, await signMessages({ operation, ...questions, count, lifeMs }));
  }
  await first.stop();
  const typical = answers.filter((answer) => answer.includes("DATA_FOUND")).sort((a, b) => a.length - b.length);
  const [sample] = await signMessages({ operation: "consultCareer", questioner, subjects: answered, count: 1, lifeMs });
  const question = messageIn(sample ?? Buffer.alloc(0));
  const answer = typical[typical.length >> 1] ?? "";
  const scene: Scene = {
    connectionString,
    authority: join(network.directory, network.ca),
    key: questioner.key,
    certificate: questioner.certificate,
    cbeNumber: questioner.cbeNumber,
    legalContext: questioner.legalContext,
    question,
    answer,
  };
  const sceneFile = join(home, "scene.json");
  await writeFile(sceneFile, JSON.stringify(scene), { mode: 0o600 });
  const version = await client.query<{ server_version: string }>("show server_version");

  const { clientId = "" } = customerNamed(network, declaringCustomer);
  const signingKey = readFileSync(join(demoDirectory(home), demoFiles.crossroads.key));
  const tokens = createAccessTokens({ privateKey: createPrivateKey(signingKey), clock: systemClock });
  let token = "";

  return {
    postgresVersion: version.rows[0]?.server_version ?? "unknown",
    sizes: { question: Buffer.byteLength(question), answer: Buffer.byteLength(answer) },
    request: (operation, place) => {
      if (operation === "declareDimona") {
        return declarationRequest(declarations[place % declarations.length] ?? "", token);
      }
      const requests = pools.get(operation) ?? [];
      return requests[place % requests.length] ?? Buffer.alloc(0);
    },
    ours,
    prepareTurn: async () => {
      await client.query("truncate crossroads.seen_message");
      token = await tokens.issue({ clientId, scopes: [declarantScope], ticket: newTicket(systemClock) });
    },
    check: () => (declared > 0 ? expectAccepted(client) : Promise.resolve()),
    dropFile: async (count, { memory }) => {
      const subjects = declarants.slice(dropped, dropped + count);
      dropped += count;
      files += 1;
      return await dropFile(subjects, files, { home, sender: fileSender, signer: declaring, today: day, memory });
    },
    other: (name, workers) =>
      started({
        arguments: [fileURLToPath(new URL(`contenders/${name}.ts`, import.meta.url))],
        environment: { [sceneVariable]: sceneFile, [workersVariable]: String(workers) },
      }),
  };
}

function questionerNamed(network: Network, name: string): Questioner {
  const { key = "", cert = "", cbeNumber = "", legalContexts } = customerNamed(network, name);
  const file = (own: string): string => join(network.directory, own);
  return { key: file(key), certificate: file(cert), cbeNumber, legalContext: legalContexts[0] ?? "" };
}

const libraryStackAudit = `
create table public.library_stack_audit (
  received_at timestamptz not null default now(), ticket uuid primary key, subject text not null, entry json not null
)`;

const peopleWithCareers = "select distinct ssin from arza.self_employed where known_until = 'infinity' order by ssin";

async function setInAnnex(file: string, place: RegExp, setting: string): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!place.test(text)) throw new Error(`the annex ${file} says nothing of ${place.source}`);
  await writeFile(file, text.replace(place, setting));
}

const answersSigned = /signed: (?:true|false)/;

/** Asks one after the other; a faulted answer is an answer too. */
async function askEach(port: number, requests: readonly Uint8Array[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const request of requests) {
    const response = await fetch(`http://127.0.0.1:${port}${servicePath}`, {
      method: "POST",
      headers: { "Content-Type": "text/xml; charset=utf-8" },
      body: messageIn(request),
    });
    answers.push(await response.text());
  }
  return answers;
}
