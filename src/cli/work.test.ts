import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { run } from "../../test/client-programs.ts";
import { dimonaCustomer } from "../../test/dimona-customer.ts";
import { type RunningServer, startServer } from "../../test/server.ts";
import { systemClock } from "../kernel/clock.ts";
import { addDays, today } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { encodeConsultPeriodsRequest } from "../schema/generated/dimona-service-v1.ts";
import { writeEnvelope } from "../soap/envelope.ts";
import { customerNamed } from "./network.ts";

let server: RunningServer;
let ssin: string;
const tomorrow = addDays(today(systemClock), 1);

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await startServer(t as TestContext);
  // Where the command, a child of this process, finds the demo network.
  process.env.KRUISPUNT_HOME = server.home;
  ssin = server.network.personas.find(({ traits }) => traits.includes("still-active"))?.ssin ?? "";
  const addresses = { port: Number(new URL(server.url).port) };
  const { declare } = dimonaCustomer({ network: server.network, addresses }, "caterer");
  await declare({
    declaration: {
      dimonaIn: {
        employer: { nossRegistrationNbr: "199903710" },
        naturalPerson: { ssin },
        startingDate: tomorrow,
        endingDate: tomorrow,
        startingHour: "1800",
        endingHour: "2330",
        dimonaFeatures: { jointCommissionNbr: "302", workerType: "EXT" },
      },
    },
  });
});

const consult = (what: string, as: string, ...more: string[]) =>
  run(process.execPath, ["src/cli/main.ts", "consult", what, "--as", as, "--url", server.url, ...more]);

test("periods are shown as a table, with the type in words, and the number that finds them again", async () => {
  const { code, stdout, stderr } = await consult("periods", "social-inspectorate", "--ssin", ssin, "--end", tomorrow);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^DATA_FOUND MSG00000: \S/);
  const [, number = ""] =
    /\n(\d{12}) {2}\S+ 1800 {2}\S+ 2330 {2}nsso:0199903710 {2}\d{11} {2}EXT \S.* 302\n/.exec(stdout) ?? [];
  assert.match(stdout, /\nticket [\da-f-]{36}\n$/);
  const again = await consult("periods", "health-fund", "--period", number, "--end", tomorrow, "--json");
  assert.equal(JSON.parse(again.stdout).periods.period[0].dimonaPeriodId, number);
});

test("relations are found by the employer, and every criterion of periods has its option", async () => {
  const relations = await consult("relations", "health-fund", "--employer", "nsso:0199903710", "--end", tomorrow);
  assert.equal(relations.code, 0, relations.stderr);
  assert.ok(relations.stdout.includes(`nsso:0199903710  ${ssin}  ${tomorrow}  ${tomorrow}\n`), relations.stdout);
  const narrowed = await consult(
    "periods",
    "social-inspectorate",
    "--employer",
    "nsso:0199903710",
    "cbe:1999903735",
    ...[
      ...["--type", "EXT", "STU", "--committee", "302", "--source", "RSZ", "--cancelled", "all", "--interim", "no"],
      ...["--started-or-ended", "--begin", tomorrow, "--end", tomorrow, "--xml"],
    ],
  );
  assert.equal(narrowed.code, 0, narrowed.stderr);
  assert.match(narrowed.stdout, /<interimIndicator>2<\/interimIndicator><\/criteria>.*MSG00000/);
  const other = await consult(
    "periods",
    "social-inspectorate",
    "--ssin",
    ssin,
    "--user",
    "cbe:1999900270",
    "--end",
    tomorrow,
  );
  assert.match(other.stdout, /^NO_DATA_FOUND MSG00100/);
});

test("a message about work is judged without a server, also one that names nobody", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-work-"));
  t.after(() => rm(folder, { recursive: true }));
  const criteria = { employer: { companyId: "1999903735" }, period: { beginDate: "2024-01-01" } };
  for (const [as, outcome] of [
    ["social-inspectorate", /^Nothing wrong was found/],
    ["caterer", /MSG00016/],
  ] as const) {
    const { cbeNumber = "", legalContexts } = customerNamed(server.network, as);
    const content = certain(
      encodeConsultPeriodsRequest({
        informationCustomer: { customerIdentification: { cbeNumber } },
        legalContext: legalContexts[0] ?? "",
        criteria: { ...criteria, cancellationIndicator: "1" },
      }),
    );
    const file = join(folder, `${as}.xml`);
    await writeFile(file, writeEnvelope(content));
    const words = ["src/cli/main.ts", "explain", "--message", file, "--as", as];
    const { code, stdout, stderr } = await run(process.execPath, words);
    assert.equal(code, 0, stderr);
    assert.match(stdout, outcome);
    assert.match(stdout, /consultPeriods/);
  }
});

test("a question that cannot be asked is refused in a sentence, one that may not be asked with its remedy", async () => {
  for (const [more, sentence] of [
    [["--sub-entity", "17"], /--sub-entity needs --employer/],
    [["--employer", "ppl:0099903835"], /a local administration by cbe: alone/],
    [["--user", "provisional:5000000120", "--ssin", ssin], /known by cbe: or nsso:/],
  ] as const) {
    const { code, stdout, stderr } = await consult("periods", "social-inspectorate", ...more);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, sentence);
  }
  const nobody = await consult("periods", "social-inspectorate");
  assert.equal(nobody.code, 2);
  assert.match(nobody.stdout, /^NO_RESULT MSG00008: .*\n {2}criteria: expected a worker, an employer or a period\n/);
});
