import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { demoDatabase } from "../../../test/database.ts";
import { eventually } from "../../../test/forwarding-scene.ts";
import { freePort } from "../../../test/free-port.ts";
import { annexesWith } from "../../../test/more-annexes.ts";
import { type RunningServer, startServer } from "../../../test/server.ts";
import { withClient } from "../../database/client.ts";

let server: RunningServer;
let environment: Readonly<Record<string, string | undefined>>;
let annexes: string;
let port: number;
let database: string;

const root = fileURLToPath(new URL("../../..", import.meta.url));
const institution = "disability-insurance";

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const context = t as TestContext;
  annexes = await annexesWith({});
  port = await freePort();
  const file = join(annexes, `${institution}.yaml`);
  await writeFile(file, (await readFile(file, "utf8")).replace(":9101/", `:${port}/`));
  database = (await demoDatabase(context)).connectionString;
  server = await startServer(context, { DATABASE_URL: database, KRUISPUNT_ANNEXES: annexes });
  environment = {
    PATH: process.env.PATH,
    KRUISPUNT_HOME: server.home,
    KRUISPUNT_PORT: new URL(server.url).port,
    KRUISPUNT_ANNEXES: annexes,
    DATABASE_URL: database,
  };
});
after(() => rm(annexes, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function kruispunt(...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["src/cli/main.ts", ...words], { cwd: root, env: environment }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

/** Until so many deliveries wait for the institution, and it was tried where any does. */
function waiting(count: number): Promise<void> {
  return eventually(async () => {
    await withClient(database, async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from forwarding.delivery where receiver = $1 and delivered_at is null) as waiting, failures > 0 as tried
         from   forwarding.receiver where customer = $1`,
        [institution],
      );
      assert.deepEqual(rows, [{ waiting: count, tried: count > 0 }]);
    });
  });
}

interface Receiving {
  said(): string;
  stop(): Promise<void>;
}

async function receiving(t: TestContext): Promise<Receiving> {
  const words = ["src/cli/main.ts", "receive", "--as", institution, "--port", String(port)];
  const child: ChildProcess = spawn(process.execPath, words, { cwd: root, env: environment });
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  t.after(stop);
  await eventually(async () => assert.match(said, /^ready http/));
  return { said: () => said, stop };
}

async function declare(content: object): Promise<string> {
  const { out: token } = await kruispunt("token", "--as", "caterer");
  const response = await fetch(`${server.url}/REST/dimona/v2/declarations`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token.trim()}`, "Content-Type": "application/json" },
    body: JSON.stringify({ employer: { employerId: 199903710 }, ...content }),
  });
  assert.equal(response.status, 201);
  return String(((await response.json()) as { declarationId: number }).declarationId);
}

function someone(isKnown: boolean): string {
  const found = server.network.personas.find(
    ({ ssin, traits }) => traits.includes("main-activity") && (ssin.charAt(8) !== "7") === isKnown,
  );
  assert.ok(found !== undefined);
  return found.ssin;
}

const features = { jointCommissionNumber: "XXX", workerType: "OTH" };

test("a caterer's declarations come to an institution that knows the worker; while it is stopped, status shows what waits", async (t) => {
  const ssin = someone(true);
  const first = await receiving(t);
  const period = await declare({ worker: { ssin }, dimonaIn: { startDate: "2031-03-03", features } });
  await eventually(async () =>
    assert.match(first.said(), new RegExp(`\n1 I ${ssin} OTH at 0199903710, period ${period}`)),
  );
  await first.stop();

  await declare({ dimonaOut: { periodId: Number(period), endDate: "2031-04-30" } });
  await declare({ dimonaUpdate: { periodId: Number(period), endDate: "2031-05-31" } });
  await waiting(2);
  const { code, out } = await kruispunt("forwarding", "status");
  assert.equal(code, 1);
  assert.match(out, /^disability-insurance +soap +3 +2 +\d+ s +0 +0 +no answer \d+ times: ECONNREFUSED$/m);
  assert.match(out, /^occupational-risks +json +0 +0 +0 +0$/m);

  const second = await receiving(t);
  await eventually(async () => assert.match(second.said(), /\n2 O [\s\S]*\n3 U .*2031-03-03 \.\. 2031-05-31\n/));
  await waiting(0);
  assert.equal((await kruispunt("forwarding", "status")).code, 0);

  const again = await kruispunt("forwarding", "resend", "--to", institution, "--from", "2", "--to-number", "3");
  assert.match(`${again.out}${again.err}`, /^2 mutations are sent again\nticket \S+\n$/);
  await waiting(0);
  const kept = await readFile(join(server.home, "received", `${institution}.jsonl`), "utf8");
  assert.deepEqual(
    kept
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).number),
    ["1", "2", "3"],
    "what came again is kept once",
  );
});

test("nothing about a worker whom no institution knows is kept for forwarding", async () => {
  const ssin = someone(false);
  await declare({ worker: { ssin }, dimonaIn: { startDate: "2031-03-03", features } });
  await eventually(async () => {
    await withClient(database, async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from forwarding.outbox) as waiting,
                (select count(*)::int from forwarding.delivery where person = $1 and receiver = $2) as told`,
        [ssin, institution],
      );
      assert.deepEqual(rows, [{ waiting: 0, told: 0 }]);
    });
  });
});

test("a dead letter is shown without a word about the person, and is tried again when somebody says so", async () => {
  const ssin = someone(true);
  await withClient(database, async (client) => {
    await client.query("update forwarding.delivery set delivered_at = null where receiver = $1 and number = 1", [
      institution,
    ]);
    await client.query(
      `insert into forwarding.trouble (receiver, person, attempts, due_at, dead_since, reason)
       select receiver, person, 10, now(), now(), 'CASE_CLOSED' from forwarding.delivery where receiver = $1 and number = 1`,
      [institution],
    );
  });
  const dead = await kruispunt("forwarding", "dead");
  const [, id] = /^(\d+) +disability-insurance +1 +\d{12} +CASE_CLOSED +10 /m.exec(dead.out) ?? [];
  assert.ok(id !== undefined, dead.out);
  assert.doesNotMatch(dead.out, new RegExp(ssin));
  assert.equal((await kruispunt("forwarding", "status")).code, 1);
  assert.match((await kruispunt("forwarding", "replay")).err, /say which: an id, --to INSTITUTION, or --all/);
  for (const [words, told] of [
    [["99999999"], /^kruispunt: there is no dead letter 99999999: see /],
    [["--to", "nobody"], /^kruispunt: there is no annex nobody to which mutations are forwarded\n/],
  ] as const) {
    const refused = await kruispunt("forwarding", "replay", ...words);
    assert.deepEqual([refused.code, refused.out], [1, ""]);
    assert.match(refused.err, told);
  }
  const replayed = await kruispunt("forwarding", "replay", id, "--by", "An operator");
  assert.match(replayed.out, /^1 dead letters are tried again\n$/);
  assert.match((await kruispunt("forwarding", "dead", "--to", institution)).out, /^There are no dead letters\.\n$/);
});

test("what nobody forwards to is refused in a sentence", async () => {
  const { code, err } = await kruispunt("forwarding", "resend", "--to", "caterer", "--from", "1", "--to-number", "2");
  assert.equal(code, 1);
  assert.match(err, /^kruispunt: there is no annex caterer to which mutations are forwarded\n$/);
  const { err: told } = await kruispunt("receive", "--as", "regional-employment", "--port", "0");
  assert.match(told, /^kruispunt: nothing is sent to an address of regional-employment: see its annex\n$/);
});

test("a receiver makes its side from the contract that is served", async () => {
  const wsdl = await (await fetch(`${server.url}/DimonaMutationReceiver/v1?wsdl`)).text();
  const [, schema = ""] = /schemaLocation="([^"]+)"/.exec(wsdl) ?? [];
  assert.match(await (await fetch(schema)).text(), /PublishMutationsRequestType/);
  const posted = await fetch(`${server.url}/DimonaMutationReceiver/v1`, { method: "POST", body: "x" });
  assert.equal(posted.status, 405, "the crossroads does not receive mutations itself");
});
