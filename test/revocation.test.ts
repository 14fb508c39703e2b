// Customers whose certificate their authority revokes while the crossroads runs, on every way that a certificate speaks for somebody.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, type TestContext, test } from "node:test";
import { customerNamed } from "../src/cli/network.ts";
import { channelDirectory } from "../src/dimona/files/channel.ts";
import { openFileChannel } from "../src/http/file-channel.ts";
import { openRevocation, type Revocation } from "../src/http/revocation.ts";
import { readAnnexes, type Worker } from "../src/http/worker.ts";
import { systemClock } from "../src/kernel/clock.ts";
import { today } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { demoFiles } from "../src/population/demo-files.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { writeEnvelope } from "../src/soap/envelope.ts";
import { type Answer, careerIn, customerOf, faultIn, post } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { document, drop, texts } from "./dimona-file.ts";
import { freePort } from "./free-port.ts";
import { details, getHealth, goingClock, troubles } from "./health-client.ts";
import { type Installation, install } from "./installation.ts";
import { somebodyWith } from "./people.ts";
import { jsonOf, restCustomerOf } from "./rest-customer.ts";
import { makeList } from "./revocation-lists.ts";
import { startServer } from "./server.ts";

const name = "social-inspectorate";
const sender = "payroll-provider";
const senderNumber = "900009";

let site: Installation;
let lists: string;
let revocation: Revocation;
let worker: Worker;
let made = 0;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString, {}, goingClock());
  lists = join(site.settings.home, "lists");
  mkdirSync(lists);
});
after(() => site.stop());

beforeEach(async () => {
  await publish();
  const settings = { ...site.settings, revocationLists: lists };
  revocation = certain(await openRevocation({ settings, clock: site.clock, log: { info: () => {}, warn: () => {} } }));
  worker = await site.another({ ...settings, tlsPort: await freePort() }, { revocation });
});
afterEach(() => worker.stop());

const pem = (file = "") => readFileSync(join(site.network.directory, file), "utf8");

const hour = 3_600_000;

/** The demo's authority publishes a list with these customers. */
async function publish(revoked: readonly string[] = [], nextUpdate = site.clock.now() + 24 * hour): Promise<void> {
  made += 1;
  const { key, certificate } = demoFiles.authority;
  const list = await makeList(
    { certificatePem: pem(certificate), privateKey: createPrivateKey(pem(key)) },
    {
      revoked: revoked.map((customer) => pem(customerNamed(site.network, customer).cert)),
      // Dates of lists go by the second.
      thisUpdate: new Date(site.clock.now() - hour + made * 1000),
      nextUpdate: new Date(nextUpdate),
    },
  );
  writeFileSync(join(lists, "demo.crl"), list);
}

const question = () => somebodyWith(site, "main-activity");

async function revoke(...customers: readonly string[]): Promise<void> {
  await publish(customers);
  await revocation.look();
}

function assertRevoked(answer: Answer): void {
  const { code, faultcode, information } = faultIn(answer);
  assert.deepEqual(
    [code, faultcode, information.reason],
    ["MSG00015", "wsse:FailedAuthentication", "certificate-revoked"],
  );
}

test("a signed message is refused from the moment at which its certificate is revoked, and others are answered", async () => {
  const customer = customerOf(site.network, name, worker, site.clock);
  const other = customerOf(site.network, "health-fund", worker, site.clock);
  assert.equal(careerIn(await customer.ask(question())).status.code, "MSG00000");
  await revoke(name);
  assertRevoked(await customer.ask(question()));
  assert.equal(careerIn(await other.ask(question())).status.code, "MSG00000");
  await revoke();
  assert.equal(careerIn(await customer.ask(question())).status.code, "MSG00000", "it was on hold");
});

test("a certificate on the connection speaks for nobody once it is revoked", async () => {
  const { key, cert } = customerNamed(site.network, name);
  const message = writeEnvelope(customerOf(site.network, name, worker, site.clock).write(question()));
  const send = () =>
    post(`https://127.0.0.1:${worker.tlsPort}${servicePath}`, message, {
      ca: pem(site.network.ca),
      client: { key: pem(key), cert: pem(cert) },
    });
  assert.equal(careerIn(await send()).status.code, "MSG00000");
  await revoke(name);
  assertRevoked(await send());
});

test("a client whose certificate is revoked gets no access token", async () => {
  const client = restCustomerOf({ network: site.network, clock: site.clock, worker }, name);
  assert.equal((await client.requestToken()).status, 200);
  await revoke(name);
  const refused = await client.requestToken();
  assert.equal(refused.status, 401, refused.text);
  assert.equal(jsonOf(refused).error, "invalid_client");
  assert.match(String(jsonOf(refused).error_description), /certificate-revoked/);
});

test("a signed file is refused as a stranger's once its certificate is revoked", async (t) => {
  const channel = openFileChannel({
    settings: site.settings,
    connectionString: site.connectionString,
    annexes: certain(readAnnexes(site.settings)),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    revocation,
  });
  t.after(channel.close);
  await channel.scan();
  const folder = join(channelDirectory(site.settings.home), senderNumber);
  const { key, cert } = customerNamed(site.network, sender);
  const signer = { privateKey: createPrivateKey(pem(key)), certificatePem: pem(cert) };
  const errorsOf = async (number: string): Promise<readonly string[]> => {
    const set = `DMPI.${senderNumber}.${today(systemClock).replaceAll("-", "")}.${number}.R.1.1`;
    drop(join(folder, "IN"), set, document([]), signer);
    await channel.scan();
    const receipt = readdirSync(join(folder, "OUT")).find((file) => file.includes("ACRF") && file.includes(number));
    assert.ok(receipt !== undefined);
    return texts(readFileSync(join(folder, "OUT", receipt), "utf8"), "ErrorID");
  };
  const before = await errorsOf("00001");
  assert.ok(!before.includes("ACRF-125"), before.join());
  await revoke(sender);
  assert.deepEqual(await errorsOf("00002"), ["ACRF-125"]);
});

test("health tells whoever may know that a list is out of date, and the service goes on", async () => {
  assert.deepEqual(troubles(await details(site, "DEFAULT", worker)), []);
  await publish([name], site.clock.now() - 1000);
  await revocation.look();
  const { status, details: found } = await details(site, "DEFAULT", worker);
  assert.equal(status, "UP");
  const told = found.checks.find(({ id }) => id === "revocation");
  assert.deepEqual([told?.verdict, told?.code], ["WARNING", "LIST_OVERDUE"]);
  assert.doesNotMatch(JSON.stringify(told), /demo\.crl|\/|Kruispunt/);
  assert.equal((await getHealth(worker)).text, '{"status":"UP"}');
  assertRevoked(await customerOf(site.network, name, worker, site.clock).ask(question()));
});

test("a start with a list that the known authority did not sign is refused in a sentence", async (t) => {
  // The demo of that server has an authority of its own, of the same name.
  const refused: unknown = await startServer(t, { KRUISPUNT_REVOCATION_LISTS: lists }).catch((error: unknown) => error);
  assert.ok(refused instanceof Error, "it did not start");
  assert.match(refused.message, /^kruispunt: the revocation lists \(KRUISPUNT_REVOCATION_LISTS\) are not in order$/m);
  assert.match(refused.message, /^ {2}\/.*demo\.crl: it has the name of a known authority, .* Fetch it again/m);
  assert.doesNotMatch(refused.message.split("it said:")[1] ?? "", /^ +at /m);
});
