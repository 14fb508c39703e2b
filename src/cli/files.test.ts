import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { demoDatabase } from "../../test/database.ts";
import { dimonaInBlock, document, form } from "../../test/dimona-file.ts";
import { type RunningServer, startServer } from "../../test/server.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { assertValid } from "../../test/xmllint.ts";
import { systemClock } from "../kernel/clock.ts";
import { addDays, today } from "../kernel/day.ts";

let server: RunningServer;
let database: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const context = t as TestContext;
  database = (await demoDatabase(context)).connectionString;
  server = await startServer(context, { DATABASE_URL: database });
});

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

async function kruispunt(...words: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, KRUISPUNT_HOME: server.home, DATABASE_URL: database };
  const { stdout } = await run(process.execPath, ["src/cli/main.ts", "files", ...words], { cwd: root, env });
  return stdout;
}

function declarations(): string {
  const day = today(systemClock);
  const ssin = server.network.personas[0]?.ssin ?? "";
  const nsso = Number(server.network.employers.find(({ nssoNumber }) => nssoNumber !== undefined)?.nssoNumber);
  return document([form(dimonaInBlock({ from: addDays(day, 1), ssin, nsso: String(nsso) }), { date: day })]);
}

test("a customer of the demo network signs a file, drops it, and the running server answers", async (t) => {
  const file = join(temporaryFolder(t), "declarations.xml");
  writeFileSync(file, declarations());
  const written = await kruispunt("sign", file, "--as", "payroll-provider", "--drop", "--number", "0000A");
  assert.match(written, /\/900009\/IN\/FI\.DMPI\.900009\.\d{8}\.0000A\.R\.1\.1\n/);
  const out = join(server.home, "files", "900009", "OUT");
  const answers = () => (existsSync(out) ? readdirSync(out).toSorted() : []);
  for (const deadline = Date.now() + 30_000; answers().length < 2; await sleep(50)) assert.ok(Date.now() < deadline);
  for (const name of answers()) assertValid(name, readFileSync(join(out, name), "utf8"));
  assert.match(
    await kruispunt("list"),
    /DMPI\.900009\.\d{8}\.0000A\.R\.1\.1 {2}payroll-provider {2}answered {2}1 forms {2}1 [AWB]\n/,
  );
});

test("the file of the documentation is answered as that says: one declaration accepted, one refused", async () => {
  await kruispunt(
    "sign",
    "examples/dimona/declarations.xml",
    "--as",
    "payroll-provider",
    "--drop",
    "--number",
    "0000B",
  );
  const answered = /\.0000B\.R\.1\.1 {2}payroll-provider {2}answered {2}2 forms {2}1 A, 1 B\n/;
  for (const deadline = Date.now() + 30_000; !answered.test(await kruispunt("list")); await sleep(200)) {
    assert.ok(Date.now() < deadline);
  }
});

test("without --drop the set comes to stand beside the file, for the environment that is named", async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "question.xml");
  writeFileSync(file, document([], "PersonnelFileConsultationRequest"));
  await kruispunt("sign", file, "--as", "caterer", "--environment", "T", "--number", "00007");
  const names = readdirSync(folder).toSorted();
  assert.deepEqual(
    names.map((name) => name.replace(/\d{8}/, "DAY")),
    ["FI", "FS", "GO"].map((prefix) => `${prefix}.PFREQ.900008.DAY.00007.T.1.1`).concat("question.xml"),
  );
});

test("a customer without the channel is told so in a sentence", async (t) => {
  const file = join(temporaryFolder(t), "declarations.xml");
  writeFileSync(file, declarations());
  await assert.rejects(kruispunt("sign", file, "--as", "health-fund"), (error: { stderr?: string }) =>
    /^kruispunt: health-fund drops no files/.test(error.stderr ?? ""),
  );
});
