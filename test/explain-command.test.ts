import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { careerIn, customerOf, faultIn } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
let database: string;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const context = t as TestContext;
  database = (await demoDatabase(context)).connectionString;
  server = await startServer(context, { DATABASE_URL: database });
});

const root = fileURLToPath(new URL("..", import.meta.url));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function kruispunt(...words: readonly string[]): Promise<Ran> {
  const { port: tlsPort } = new URL(server.tlsUrl);
  const env = {
    PATH: process.env.PATH,
    KRUISPUNT_HOME: server.home,
    KRUISPUNT_TLS_PORT: tlsPort,
    DATABASE_URL: database,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ["src/cli/main.ts", "explain", ...words], { cwd: root, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

function customer(name: string) {
  const port = Number(new URL(server.url).port);
  return customerOf(server.network, name, { port, tlsPort: Number(new URL(server.tlsUrl).port) });
}

const wish = { ssin: "85010100101", legalContext: "DEMO:NO_SUCH_PURPOSE" };

test("a customer with a certificate, and one with a password, read why their question was refused", async () => {
  for (const name of ["social-inspectorate", "guarantee-fund"]) {
    const ticket = careerIn(await customer(name).ask(wish)).informationCBSS.ticketCBSS;
    const { code, out, err } = await kruispunt(ticket, "--as", name, "--language", "nl");
    assert.equal(code, 0, err);
    assert.match(out, /^Geweigerd: MSG00013 NO_RESULT\n/);
    assert.match(out, new RegExp(`ticket: ${ticket}`));
    assert.match(out, /✓ customer-identification/);
    assert.match(out, /✗ legal-context/);
    assert.match(out, /gevonden: DEMO:NO_SUCH_PURPOSE/);
    assert.match(out, /Wat u kunt doen:\n/);
    assert.ok(!out.includes(wish.ssin));
  }
});

test("another customer reads nothing; the operator reads it all", async () => {
  const ticket = careerIn(await customer("social-inspectorate").ask(wish)).informationCBSS.ticketCBSS;
  const other = await kruispunt(ticket, "--as", "health-fund");
  const unknown = await kruispunt(crypto.randomUUID(), "--as", "health-fund");
  assert.deepEqual(other, unknown);
  assert.equal(other.code, 2);
  assert.equal(other.out, "");
  const operator = await kruispunt(ticket, "--operator", "--json");
  assert.equal(operator.code, 0, operator.err);
  const { customer: asker, status } = JSON.parse(operator.out);
  assert.deepEqual([asker, status.code], ["social-inspectorate", "MSG00013"]);
});

test("a message that got a ticket of nobody is explained to its sender from the file", async () => {
  const { write, seal, send } = customer("social-inspectorate");
  const message = seal(write({ ssin: wish.ssin })).replace("DEMO:", "demo:");
  const { ticket, code } = faultIn(await send(message));
  assert.equal(code, "MSG00015");
  assert.equal((await kruispunt(ticket, "--as", "social-inspectorate")).code, 2);
  assert.match((await kruispunt(ticket, "--operator")).out, /digest-mismatch: /);
  const file = join(server.home, "message.xml");
  await writeFile(file, message);
  const { code: exit, out, err } = await kruispunt("--message", file);
  assert.equal(exit, 0, err);
  assert.match(out, /✗ authentication/);
  assert.match(out, /changed after signing: Body/);
  assert.ok(!out.includes(wish.ssin));
  const late = await kruispunt("--message", file, "--at", "2037-01-01T00:00:00Z", "--json");
  assert.equal(JSON.parse(late.out).cause.reason, "timestamp-expired");
});

test("what cannot be explained is said in a sentence", async () => {
  for (const [words, told] of [
    [[], /give a ticket/],
    [["no-ticket", "--as", "health-fund"], /a ticket is a UUID/],
    [[crypto.randomUUID()], /say who asks/],
    [[crypto.randomUUID(), "--as", "nobody-known"], /there is no customer nobody-known/],
    [[crypto.randomUUID(), "--as", "health-fund", "--url", server.url], /over https only/],
    [["--message", "/nowhere.xml"], /cannot be read/],
    [["--message", join(root, "package.json"), "--at", "noon"], /--at takes a moment/],
  ] as const) {
    const { code, err } = await kruispunt(...words);
    assert.equal(code, 1, err);
    assert.match(err, told);
    assert.ok(!err.includes("    at "), "no stack");
  }
});
