import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Client } from "pg";
import { demoDatabase } from "../../test/database.ts";
import { onServer } from "../../test/database-server.ts";
import { freePort } from "../../test/free-port.ts";
import { type RunningServer, startServer } from "../../test/server.ts";
import type { Situation } from "../population/employers/traits.ts";
import type { Trait } from "../population/traits.ts";
import type { NetworkUser } from "./network.ts";

let server: RunningServer;
let database: string;
let folder: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const context = t as TestContext;
  database = (await demoDatabase(context)).connectionString;
  server = await startServer(context, { DATABASE_URL: database });
  folder = await mkdtemp(join(tmpdir(), "kruispunt-cli-"));
});
after(() => rm(folder, { recursive: true }));

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as somebody beside the server does. */
function kruispunt(words: readonly string[], changes: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const env = {
    PATH: process.env.PATH,
    KRUISPUNT_HOME: server.home,
    KRUISPUNT_PORT: new URL(server.url).port,
    KRUISPUNT_TLS_PORT: new URL(server.tlsUrl).port,
    DATABASE_URL: database,
    ...changes,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["src/cli/main.ts", ...words],
      { cwd: root, env, maxBuffer: 1 << 26 },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

function somebody(trait: Trait): string {
  const found = server.network.personas.find(({ traits }) => traits.includes(trait));
  assert.ok(found !== undefined, trait);
  return found.ssin;
}

const career = (as: string, ssin: string, ...more: string[]) =>
  kruispunt(["consult", "career", "--as", as, "--ssin", ssin, ...more]);

/** One sentence for the person at the keyboard, and no stack. */
function assertSentence({ code, out, err }: Ran, sentence: RegExp): void {
  assert.equal(code, 1, err);
  assert.equal(out, "");
  assert.match(err, sentence);
  assert.doesNotMatch(err, /^ +at /m);
}

test("--help says on every level what there is", async () => {
  const levels: readonly (readonly [words: readonly string[], says: RegExp])[] = [
    [[], /consult[\s\S]*KRUISPUNT_HOME/],
    [["consult", "career"], /--as <customer>[\s\S]*--begin <day>/],
  ];
  const ran = await Promise.all(levels.map(([words]) => kruispunt([...words, "--help"])));
  for (const [index, { code, out }] of ran.entries()) {
    assert.equal(code, 0);
    assert.match(out, levels[index]?.[1] ?? /./);
  }
});

test("an unknown command, option or value is refused in a sentence", async () => {
  for (const [words, sentence] of [
    [["consult"], /Usage: kruispunt consult/],
    [["consult", "career", "--as", "x"], /required option '--ssin/],
    [["consult", "career", "--as", "x", "--ssin", "1", "--language", "es"], /Allowed choices are en, nl, fr, de/],
  ] as const) {
    const { code, out, err } = await kruispunt(words);
    assert.equal(code, 1);
    assert.equal(out, "");
    assert.match(err, sentence);
  }
});

test("a career is shown as a timeline, in the reader's language, with its ticket", async () => {
  const ssin = somebody("main-activity");
  const shown = await Promise.all(
    (["nl", "fr"] as const).map((language) => career("social-inspectorate", ssin, "--language", language)),
  );
  for (const { code, out, err } of shown) {
    assert.equal(code, 0, err);
    assert.match(out, /^DATA_FOUND MSG00000: \S/);
    assert.match(out, /\nfund \d{3} /);
    assert.match(out, /\n {2}\d{4}-\d\d-\d\d \.\. .* \(100\)/);
    assert.match(out, /\nticket [\da-f-]{36}\n$/);
  }
  assert.equal(new Set(shown.map(({ out }) => out.split("\n")[0])).size, 2);
  assert.match(shown[0]?.out ?? "", /Hoofdberoep \(100\)/);
  assert.match(shown[1]?.out ?? "", /principale \(100\)/);
});

test("what the annex left out is told, and that the answer is signed", async () => {
  const { code, out } = await career("health-fund", somebody("main-activity"));
  assert.equal(code, 0);
  assert.match(out, /\nleft out by the annex: selfEmployedEnterpriseNumber, occupation, signatureDate\n/);
  assert.match(out, /, answer signed\n$/);
});

test("a customer with a password asks over TLS, and is refused an address without it", async () => {
  const ssin = somebody("family-fund-overlap");
  const { code, out, err } = await career("family-allowance-fund", ssin);
  assert.equal(code, 0, err);
  assert.match(out, /^DATA_FOUND/);
  const plain = await career("family-allowance-fund", ssin, "--url", server.url);
  assertSentence(plain, /needs an https address/);
});

function userIn(situation: Situation): NetworkUser {
  const found = server.network.technicalUsers.find(({ traits }) => traits.includes(situation));
  assert.ok(found !== undefined, situation);
  return found;
}

const access = (as: string, { technicalId, question: { employer, object } }: NetworkUser, ...more: string[]) =>
  kruispunt([
    ...["consult", "access", "--as", as, "--user", technicalId, "--employer", ...employer],
    ...[`--${object.type.toLowerCase()}`, object.code, ...more],
  ]);

test("access is told in words: yes and by what, or no and what to do", async () => {
  const [yes, no, undisclosed, json, xml] = await Promise.all([
    access("contact-centre", userIn("through-mandate"), "--basis"),
    access("contact-centre", userIn("blocked-user"), "--language", "fr"),
    access("notification-centre", userIn("own-entity"), "--basis"),
    access("contact-centre", userIn("whole-group"), "--json"),
    access("contact-centre", userIn("no-mandate"), "--xml"),
  ]);
  for (const { code, err } of [yes, no, undisclosed, json, xml]) assert.equal(code, 0, err);
  assert.match(
    yes.out,
    /^ACCESS\n\nAPPLICATION DMFA: yes\n {2}EMC00002: The user has access through a mandate\.\n {2}MANDATE SSC-\d{4}-\d{6} \(SSC\) as QUAL_SSC, \d{4}Q\d \.\.\n {2}You may show .*\n\nticket [\da-f-]{36}\n$/,
  );
  assert.match(no.out, /^NO ACCESS\n\nAPPLICATION DMFA: no\n {2}EMC00102: .*\n {2}\S.*\n\nticket /);
  assert.match(no.out, /utilisateur/);
  assert.match(undisclosed.out, /EMC00001: .*\n {2}by what is not disclosed[\s\S]*, answer signed\n$/);
  assert.equal(JSON.parse(json.out).AccessResult[0].Decision.Code, "EMC00002");
  assert.match(xml.out, /^<soapenv:Envelope.*EMC00105/);
});

test("a question about access that cannot be decided, or is not allowed, ends with 2 and the fault", async () => {
  const [undecided, wrong, stranger] = await Promise.all([
    access("contact-centre", userIn("numbers-of-two-entities")),
    access("contact-centre", userIn("own-entity"), "--context", "nsso:0199900025", "--quality", "QUAL_SSC", "--json"),
    access("health-fund", userIn("own-entity")),
  ]);
  for (const { code, err } of [undecided, wrong, stranger]) assert.equal(code, 2, err);
  assert.match(undecided.out, /^Refused with EMC10002: .*\n {2}\S.*\nticket [\da-f-]{36}\n$/);
  assert.equal(JSON.parse(wrong.out).Code, "SOA-03007");
  assert.match(stranger.out, /^Refused with SOA-01002: /);
});

test("a question about access that names too little is not sent", async () => {
  const asked = ["consult", "access", "--as", "contact-centre", "--user", "UM-1", "--employer", "1999900072"];
  const ran = await Promise.all([
    kruispunt(asked),
    kruispunt([...asked, "--application", "DMFA", "--context", "1999900072"]),
    kruispunt([...asked, "--application", "DMFA", "--quarter", "2026"]),
    kruispunt([...asked, "--application", "DMFA", "--quarter", "2026Q1", "--date", "2026-01-01"]),
  ]);
  const sentences = [
    /name an application/,
    /--context needs --quality/,
    /refuses this question at .*Quarter/,
    /cannot be used with/,
  ];
  for (const [place, one] of ran.entries()) assertSentence(one, sentences[place] ?? /./);
});

test("a connection is tested: the text comes back, with whose certificate was seen, or who signed in", async () => {
  const test = (...words: readonly string[]) => kruispunt(["test-connection", ...words]);
  const [signed, signedIn, json, unheard] = await Promise.all([
    test("--as", "health-fund", "--echo", "Hallo?"),
    test("--as", "family-allowance-fund"),
    test("--as", "social-inspectorate", "--json"),
    test("--as", "social-inspectorate", "--echo", "\u0001"),
  ]);
  assert.equal(signed.code, 0, signed.err);
  assert.match(
    signed.out,
    /^Hallo\?\nseen as: CN=kruispunt:demo:health-fund,.*SHA-256 [\da-f]{64}; .*\n\nreceived .*Z\n/,
  );
  assert.match(signed.out, /ticket [\da-f-]{36}, answer signed\n$/);
  assert.equal(signedIn.code, 0, signedIn.err);
  assert.match(signedIn.out, /seen as: no certificate; signed in as E1999990540 with a password/);
  assert.equal(JSON.parse(json.out).echo, "Is anybody there?");
  assertSentence(unheard, /the contract refuses this question at .*echo/);
});

test("a connection that works, but does not know who asks, ends with 2 and the fault", async () => {
  const home = join(folder, "forgetful");
  await mkdir(join(home, "demo"), { recursive: true });
  await copyFile(join(server.home, "demo", "ca.pem"), join(home, "demo", "ca.pem"));
  const customers = server.network.customers.map((one) => ({ ...one, password: "forgotten" }));
  await writeFile(join(home, "demo", "network.json"), JSON.stringify({ ...server.network, customers }));
  const { code, out, err } = await kruispunt(["test-connection", "--as", "family-allowance-fund"], {
    KRUISPUNT_HOME: home,
  });
  assert.equal(code, 2, err);
  assert.match(out, /^Refused with MSG00015: .*\n(?: {2}.*\n)+ticket [\da-f-]{36}\n$/);
});

test("a refusal ends with 2, its code, its details and what to do about it", async () => {
  const { code, out } = await career("public-welfare-centre", somebody("welfare-file-closed"));
  assert.equal(code, 2);
  assert.match(out, /^NO_RESULT MSG00012: .*\n {2}details: .*\n {2}ssin: \d{11}\n {2}cbeNumber: 1999990441\n {2}\S/);
});

test("no data is an answer too: it ends with 0", async () => {
  const { code, out } = await career("social-inspectorate", somebody("never-self-employed"));
  assert.equal(code, 0);
  assert.match(out, /^NO_DATA_FOUND MSG00021/);
});

test("the answer can be had as data, and as it came", async () => {
  const ssin = somebody("fund-change");
  const [json, xml] = await Promise.all([
    career("social-inspectorate", ssin, "--json"),
    career("social-inspectorate", ssin, "--url", `${server.url}/`, "--xml"),
  ]);
  assert.equal(JSON.parse(json.out).status.code, "MSG00000");
  assert.match(xml.out, /^<soapenv:Envelope/, "a slash behind the address does no harm");
});

test("a question that the contract refuses is not sent", async () => {
  assertSentence(await career("social-inspectorate", "850101001"), /the contract refuses this question at .*ssin/);
  const end = await career("social-inspectorate", somebody("gap"), "--end", "2020-01-01");
  assertSentence(end, /--end needs --begin/);
});

test("a customer, a server or a network that is not there is named", async () => {
  const ssin = somebody("gap");
  assertSentence(await career("the-tax-office", ssin), /there is no customer the-tax-office; there are .*health-fund/);
  const nobody = `http://127.0.0.1:${await freePort()}`;
  assertSentence(await career("health-fund", ssin, "--url", nobody), /does not answer .*is the server running/);
  const nowhere = await kruispunt(["personas"], { KRUISPUNT_HOME: join(folder, "nowhere") });
  assertSentence(nowhere, /there is no demo network at .*nowhere/);
});

test("personas are found by trait, so many as are wanted, and an unknown trait is told which there are", async () => {
  const few = await kruispunt(["personas", "--trait", "gap", "--limit", "2"]);
  assert.match(few.out, /^\d{11} {2}.*\bgap\b.*\n\d{11} {2}.*\bgap\b.*\n\.\.\. \d+ more; see them with --limit \d+\n$/);
  const all = await kruispunt(["personas", "--limit", "100000", "--json"]);
  assert.deepEqual(JSON.parse(all.out), [...server.network.personas, ...server.network.technicalUsers]);
  assertSentence(
    await kruispunt(["personas", "--trait", "rich"]),
    /nobody has the trait rich; there are access-manager, article-37, .*through-mandate, /,
  );
});

test("every trait is told with its meaning, and a worker with the employers whose files to look into", async () => {
  const { out } = await kruispunt(["personas", "--traits"]);
  assert.match(out, /\ndimona-late {2,}was declared after the work had begun \(460\)\n/);
  const named = new Set(server.network.personas.flatMap(({ traits }) => traits));
  for (const trait of named) assert.match(out, new RegExp(`^${trait} `, "m"));
  const late = await kruispunt(["personas", "--trait", "dimona-late", "--limit", "1"]);
  assert.match(late.out, /^\d{11} {2}.*\bdimona-late\b.* {2}at \d{10}/);
});

test("a user among the personas comes with the words of a question, and its code", async () => {
  const { out } = await kruispunt(["personas", "--trait", "foreign-context", "--limit", "1"]);
  const [, code, words = ""] = /^UM-[\da-f]{8} {2}foreign-context .* {2}(EMC\d{5}): (.*)\n/.exec(out) ?? [];
  assert.equal(code, "EMC00103", out);
  const asked = await kruispunt(["consult", "access", "--as", "contact-centre", ...words.split(" ")]);
  assert.match(asked.out, /\n {2}EMC00103: /);
});

test("annexes are judged file by file, with the line of each fault", async () => {
  const good = join(root, "annexes", "health-fund.yaml");
  const bad = join(folder, "bad.yaml");
  const text = await readFile(good, "utf8");
  await writeFile(bad, text.replace("consultContributions", "consultPension"));
  const line = text.split("\n").findIndex((one) => one.includes("consultContributions")) + 1;
  const judged = await kruispunt(["annex", "check", good, bad]);
  assert.equal(judged.code, 1);
  assert.match(judged.out, /health-fund\.yaml: in order \(customer health-fund, 2 legal contexts?\)\n/);
  assert.match(judged.out, new RegExp(`bad\\.yaml:${line}: services\\..*operations\\.1: unknown operation`));
  assertSentence(await kruispunt(["annex", "check", join(folder, "none.yaml")]), /none\.yaml cannot be read/);
  const twin = join(folder, "twin.yaml");
  await writeFile(twin, text.replace("customer: health-fund", "customer: twin").replaceAll("CN=kruispunt", "CN=twin"));
  const together = await kruispunt(["annex", "check", good, twin]);
  assert.equal(together.code, 1);
  assert.match(together.out, /twin\.yaml:4: identification: already used by \S+health-fund\.yaml;/);
  const named = join(folder, "named.yaml");
  await writeFile(named, text.replace(/C=BE, O=Demo Health.*/, "health-fund"));
  const subject = await kruispunt(["annex", "check", named]);
  assert.match(subject.out, /named\.yaml:8: authentication\.certificates\.0: expected a distinguished name such as /);
});

test("the audit is verified, its heads can be kept, and a change before them is found", async () => {
  await career("social-inspectorate", somebody("main-activity"));
  const whole = await kruispunt(["audit", "verify"]);
  assert.equal(whole.code, 0, whole.err);
  assert.match(whole.out, /^chain 1: \d+ entries, whole, head \d+ [\da-f]{64}\n\d+ entries in 1 chains?\n$/);
  const heads = join(folder, "heads.json");
  await writeFile(heads, (await kruispunt(["audit", "verify", "--json"])).out);
  await onServer(database, (client: Client) =>
    client.query(
      `update crossroads.audit set entry = replace(entry::text, '"code":"MSG', '"code":"SES')::json where sequence = 1`,
    ),
  );
  const broken = await kruispunt(["audit", "verify", "--since", heads]);
  assert.equal(broken.code, 1);
  assert.match(broken.out, /^chain 1: 0 entries, BROKEN at 1: entry-changed/);
});

test("heads that are none, or not there, are told in a sentence", async () => {
  const file = join(folder, "no-heads.json");
  for (const text of ["{}", "not JSON"]) {
    await writeFile(file, text);
    assertSentence(await kruispunt(["audit", "verify", "--since", file]), /no-heads\.json/);
  }
  assertSentence(await kruispunt(["audit", "verify", "--since", join(folder, "none.json")]), /none\.json/);
});

test("a population is not made over another one unless it is to be replaced, nor in a production installation", async () => {
  assertSentence(await kruispunt(["population", "--persons", "10"]), /the registers are not empty: .*--replace/);
  assertSentence(await kruispunt(["population", "--persons", "0"]), /from 1 to 2000000 persons/);
  const files = ["AUTHORITIES", "SERVER_KEY", "SERVER_CERTIFICATE", "SIGNING_KEY", "SIGNING_CERTIFICATE"];
  const production = Object.fromEntries(files.map((name) => [`KRUISPUNT_${name}`, "/nowhere"]));
  const refused = await kruispunt(["population"], {
    ...production,
    KRUISPUNT_MODE: "production",
    KRUISPUNT_PUBLIC_URL: "https://services.example.be",
    KRUISPUNT_ANNEXES: "/nowhere",
  });
  assertSentence(refused, /a production installation takes no synthetic persons/);
});

test("a database that is not there is told in a sentence, without its password", async () => {
  const away = `postgresql://kruispunt:hunter2@127.0.0.1:${await freePort()}/kruispunt`;
  const ran = await kruispunt(["audit", "verify"], { DATABASE_URL: away });
  assertSentence(ran, /DATABASE_URL cannot be reached/);
  assert.ok(!ran.err.includes("hunter2"));
  assert.match(ran.err, /\(ECONNREFUSED: nothing listens at its host and port\)/);
  const missing = new URL(database);
  missing.pathname = "/nowhere";
  const none = await kruispunt(["audit", "verify"], { DATABASE_URL: missing.href });
  assertSentence(none, /\(3D000: there is no database of this name: make it with createdb\)/);
});

test("whoever reads no further, as head does, ends a listing quietly", async () => {
  const child = spawn(process.execPath, ["src/cli/main.ts", "personas", "--limit", "2000", "--json"], {
    cwd: root,
    env: { PATH: process.env.PATH, KRUISPUNT_HOME: server.home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stdout.destroy();
  const [code] = await once(child, "close");
  assert.deepEqual([code, said], [0, ""]);
});

test("an address that is none is told in a sentence", async () => {
  for (const words of [
    ["consult", "career", "--as", "social-inspectorate", "--ssin", somebody("main-activity")],
    ["explain", "--as", "social-inspectorate", "00000000-0000-4000-8000-000000000000"],
    ["token", "--as", "social-inspectorate"],
    ["health"],
  ]) {
    for (const url of ["foo", "localhost:8080"]) {
      assertSentence(await kruispunt([...words, "--url", url]), new RegExp(`^kruispunt: --url: .*found ${url}\n`));
    }
  }
});
