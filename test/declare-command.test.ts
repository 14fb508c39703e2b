import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { demoDatabase } from "./database.ts";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const context = t as TestContext;
  server = await startServer(context, { DATABASE_URL: (await demoDatabase(context)).connectionString });
});

const root = fileURLToPath(new URL("..", import.meta.url));
const caterer = "199903710";
const gardener = "90051996036";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `kruispunt declare` as the caterer types it. */
function declare(words: readonly string[], input = ""): Promise<Ran> {
  const env = { PATH: process.env.PATH, KRUISPUNT_HOME: server.home, KRUISPUNT_PORT: new URL(server.url).port };
  return new Promise((resolve) => {
    const all = ["src/cli/main.ts", "declare", ...words, "--as", "caterer"];
    const child = execFile(process.execPath, all, { cwd: root, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

test("a caterer takes on a gardener, lets her stay longer, and takes it back", async () => {
  const hire = ["in", "--employer", caterer, "--ssin", gardener, "--start", "2032-01-05", "--committee", "302"];
  const taken = await declare([...hire, "--end", "2032-03-31", "--key", "winter"]);
  assert.equal(taken.code, 0, taken.err);
  const [, number] =
    /^A declaration (\d{12}): accepted\n {2}period \1: none -> 2032-01-05 \.\. 2032-03-31\n$/.exec(taken.out) ?? [];
  assert.ok(number !== undefined, taken.out);
  assert.equal((await declare([...hire, "--end", "2032-03-31", "--key", "winter"])).out, taken.out, "the same again");

  const longer = await declare(["update", "--period", number, "--end", "2032-04-30"]);
  assert.match(longer.out, /^A declaration \d{12}: accepted\n/);
  assert.ok(
    longer.out.includes(`  period ${number}: 2032-01-05 .. 2032-03-31 -> 2032-01-05 .. 2032-04-30\n`),
    longer.out,
  );
  const { out } = await declare(["show", number, "--json"]);
  assert.equal(JSON.parse(out).dimonaIn.endDate, "2032-03-31", "what was declared stays as it was");

  const cancelled = await declare(["cancel", "--period", number]);
  assert.ok(cancelled.out.endsWith(`  period ${number}: 2032-01-05 .. 2032-04-30 -> none\n`), cancelled.out);
});

test("what is refused ends with 2 and says in the clerk's language what stands in the way and what to do", async () => {
  const hire = ["in", "--employer", caterer, "--ssin", gardener, "--start", "2033-01-03", "--committee", "302"];
  const [, period] = /^A declaration (\d{12})/.exec((await declare(hire)).out) ?? [];
  const { code, out } = await declare([...hire, "--language", "nl"]);
  assert.equal(code, 2);
  assert.match(
    out,
    /^B declaration \d{12}: geweigerd: er is niets gewijzigd\n\n90373-333 \(B\) DimonaIn: Dubbele Dimonaperiode\n/,
  );
  assert.match(out, new RegExp(`\\n {2}period ${period}: OTH, 2033-01-03 \\.\\.\\n`));
  const ended = await declare(["out", "--period", String(period), "--end", "2033-06-30"]);
  assert.equal(ended.code, 0, ended.out);
});

test("a declaration in JSON is read from standard input, and what cannot be one is told field by field", async () => {
  const json = {
    employer: { employerId: Number(caterer) },
    worker: { ssin: gardener },
    dimonaIn: { startDate: "2034-01-02", features: { jointCommissionNumber: "XXX", workerType: "OTH" } },
  };
  assert.match((await declare(["file", "-"], JSON.stringify(json))).out, /^A declaration /);
  const wrong = await declare(["file", "-"], JSON.stringify({ ...json, worker: { ssin: "12" } }));
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /\/worker\/ssin: /);
  assert.match((await declare(["file", "-"], "no JSON")).err, /not readable as JSON/);
  assert.match((await declare(["show", "700000000999"])).err, /^kruispunt: /);
});
