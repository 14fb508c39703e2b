import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { connect, createServer, type TLSSocket } from "node:tls";
import { verify } from "@node-rs/argon2";
import { parse } from "yaml";
import { z } from "zod";
import { movableClock } from "../kernel/clock.ts";
import { parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { type DemoCustomer, type DemoNetworkOptions, writeDemoNetwork } from "./demo-network.ts";
import { synthesizeEmployers } from "./employers/network.ts";
import { personasOf } from "./personas.ts";

const day = 86_400_000;
const start = Date.parse("2026-11-23T10:00:00Z");
const today = certain(parseDay("2026-11-23"));
const { employers, personas: technicalUsers } = synthesizeEmployers(1, today);
const people = { personas: personasOf({ seed: 1, persons: 20, today }), employers, technicalUsers };
const customers = annexCustomers();

test("network.json says of every customer who it is, where its keys are, and what it may use", async (t) => {
  const { directory } = await written(t);
  const network = readNetwork(directory);
  assert.deepEqual(
    network.customers.map(({ name, cbeNumber, sector, institution, legalContexts, services }) => ({
      name,
      identification: cbeNumber === undefined ? { sector, institution } : { cbeNumber },
      legalContexts,
      services,
    })),
    customers.map(({ name, identification, legalContexts, services }) => ({
      name,
      identification,
      legalContexts,
      services,
    })),
  );
  const found = { personas: network.personas, employers: network.employers, technicalUsers: network.technicalUsers };
  assert.deepEqual(found, JSON.parse(JSON.stringify(people)));
  assert.deepEqual(network.users, []);
  const named = network.customers.flatMap(({ key, cert }) => [key ?? [], cert ?? []].flat());
  const own = ["server.key.pem", "server.cert.pem", "crossroads.key.pem", "crossroads.cert.pem", "ca.key.pem"];
  assert.deepEqual(readdirSync(directory).sort(), [...named, ...own, network.ca, "network.json"].sort());
});

test("every certificate carries the subject of its annex to the letter", async (t) => {
  const { directory } = await written(t);
  const subjects = readNetwork(directory).customers.flatMap(({ name, cert }) =>
    cert === undefined ? [] : [[name, readCertificate(directory, cert).subject.split("\n").join(", ")]],
  );
  assert.deepEqual(
    subjects,
    customers.flatMap(({ name, certificateSubject }) => (certificateSubject ? [[name, certificateSubject]] : [])),
  );
  assert.equal(subjects.length, 11);
});

test("a certificate carries whatever an annex can write in a subject", async (t) => {
  const subjects = [
    "C=BE, O=Fund\\, and Sons \\+ Co\\; Ltd, CN=\\#1",
    'O=\\"Fund\\", CN=a\\\\b',
    "C=BE, O=Café, CN=fund + serialNumber=7, emailAddress=fund@example.be, organizationIdentifier=NTRBE-0123456749",
  ];
  const named = subjects.map((certificateSubject, at) => ({
    name: `party-${at}`,
    identification: { sector: at, institution: 1 },
    certificateSubject,
    legalContexts: [],
    services: [],
  }));
  const { directory } = await written(t, { customers: named });
  const found = named.map(({ name }) => readCertificate(directory, `${name}.cert.pem`).subject.split("\n").join(", "));
  assert.deepEqual(found, subjects);
});

test("the authority signed every certificate, and each goes with its key", async (t) => {
  const { directory } = await written(t);
  const authority = readCertificate(directory, "ca.pem");
  const certificates = readdirSync(directory).filter((name) => name.endsWith(".cert.pem"));
  assert.equal(certificates.length, 13);
  for (const name of certificates) {
    const certificate = readCertificate(directory, name);
    assert.ok(certificate.checkIssued(authority) && certificate.verify(authority.publicKey), name);
    const key = createPrivateKey(readFileSync(join(directory, name.replace(".cert.", ".key."))));
    assert.ok(certificate.checkPrivateKey(key), name);
    assert.equal(certificate.ca, false);
    const [kind, detail] = [key.asymmetricKeyType, key.asymmetricKeyDetails];
    if (/^(server|guarantee-fund)/.test(name)) assert.equal(detail?.namedCurve, "prime256v1");
    else assert.deepEqual([kind, detail?.modulusLength], ["rsa", 2048]);
  }
  assert.ok(authority.ca && authority.checkIssued(authority) && authority.verify(authority.publicKey));
});

test("certificates are valid from before now, for at least a year, and no longer than the authority", async (t) => {
  const { directory } = await written(t);
  const authority = readCertificate(directory, "ca.pem");
  for (const name of readdirSync(directory).filter((name) => /(cert|ca)\.pem$/.test(name))) {
    const { validFromDate, validToDate } = readCertificate(directory, name);
    assert.ok(validFromDate.getTime() < start);
    assert.ok(validToDate.getTime() >= start + 365 * day && validToDate.getTime() <= start + 731 * day);
    assert.ok(validToDate <= authority.validToDate);
  }
});

test("the server's certificate is for this machine, the others are for clients that sign", async (t) => {
  const { directory } = await written(t);
  const server = readCertificate(directory, "server.cert.pem");
  assert.equal(server.checkHost("localhost"), "localhost");
  assert.equal(server.checkHost("elsewhere"), undefined);
  for (const address of ["127.0.0.1", "::1"]) assert.equal(server.checkIP(address), address);
  assert.deepEqual(server.keyUsage, ["1.3.6.1.5.5.7.3.1"]);
  for (const name of ["health-fund.cert.pem", "crossroads.cert.pem"]) {
    assert.deepEqual(readCertificate(directory, name).keyUsage, ["1.3.6.1.5.5.7.3.2"]);
  }
});

test("a client that trusts the authority and the server of the network know each other over TLS", async (t) => {
  const { directory } = await written(t);
  const read = (name: string) => readFileSync(join(directory, name));
  const authority = { ca: read("ca.pem") };
  const own = (name: string) => ({ key: read(`${name}.key.pem`), cert: read(`${name}.cert.pem`) });
  const server = createServer({ ...authority, ...own("server"), requestCert: true, rejectUnauthorized: true });
  t.after(() => server.close());
  server.on("secureConnection", (socket) => socket.end(socket.getPeerX509Certificate()?.subject ?? ""));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  for (const name of ["health-fund", "guarantee-fund"]) {
    const client: TLSSocket = connect({
      ...authority,
      ...own(name),
      host: "127.0.0.1",
      port: address.port,
      servername: "localhost",
    });
    const subject: string = (await text(client)).split("\n").join(", ");
    assert.equal(subject, customers.find((customer) => customer.name === name)?.certificateSubject);
    assert.ok(client.authorized);
  }
});

test("secrets are for their owner's eyes only", async (t) => {
  const { home, directory } = await written(t);
  const mode = (file: string) => statSync(file).mode & 0o777;
  for (const name of readdirSync(directory)) {
    const secret = name.endsWith(".key.pem") || name === "network.json";
    assert.equal(mode(join(directory, name)) & 0o077 & (secret ? 0o077 : 0o022), 0, name);
  }
  assert.equal(mode(join(home, "credentials")), 0o700);
  assert.equal(mode(join(home, "credentials", "E1999990540")), 0o600);
});

test("a customer without certificate gets a password, of which only the hash is kept among the credentials", async (t) => {
  const { home, directory } = await written(t);
  const fund = readNetwork(directory).customers.find(({ name }) => name === "family-allowance-fund");
  assert.equal(fund?.username, "E1999990540");
  assert.deepEqual([fund?.key, fund?.cert], [undefined, undefined]);
  const stored = readFileSync(join(home, "credentials", "E1999990540"), "utf8").trim();
  assert.match(stored, /^\$argon2id\$/);
  assert.ok((fund?.password?.length ?? 0) >= 32);
  assert.ok(await verify(stored, fund?.password ?? ""));
  assert.deepEqual(readdirSync(join(home, "credentials")), ["E1999990540"]);
});

test("a network that is good is left as it is", async (t) => {
  const { directory, again } = await written(t);
  const before = snapshot(directory);
  const folder = statSync(directory).ino;
  assert.deepEqual(await again(), { directory, changed: false });
  assert.deepEqual(snapshot(directory), before);
  assert.equal(statSync(directory).ino, folder);
});

test("certificates that end within 30 days are made anew; keys, passwords and the authority stay", async (t) => {
  const { directory, again, clock } = await written(t);
  const before = snapshot(directory);
  clock.set(start + 366 * day);
  assert.deepEqual(await again(), { directory, changed: false });
  clock.set(start + 370 * day);
  assert.deepEqual(await again(), { directory, changed: true });
  const after = snapshot(directory);
  for (const [name, content] of before) {
    assert.equal(after.get(name) === content, !name.endsWith(".cert.pem"), name);
  }
  const { validToDate } = readCertificate(directory, "server.cert.pem");
  assert.ok(validToDate.getTime() > clock.now() + 300 * day);
});

test("an authority that ends takes every certificate with it, but not the customers' keys", async (t) => {
  const { directory, again, clock } = await written(t);
  const before = snapshot(directory);
  clock.set(start + 720 * day);
  await again();
  const after = snapshot(directory);
  for (const [name, content] of before) {
    const kept = name === "network.json" || (name.endsWith(".key.pem") && name !== "ca.key.pem");
    assert.equal(after.get(name) === content, kept, name);
  }
});

test("what is damaged or lost is replaced, and nothing else", async (t) => {
  const { home, directory, again } = await written(t);
  const before = snapshot(directory);
  unlinkSync(join(directory, "health-fund.cert.pem"));
  writeFileSync(join(directory, "guarantee-fund.key.pem"), "no key");
  const server = readFileSync(join(directory, "crossroads.cert.pem"));
  writeFileSync(join(directory, "social-inspectorate.cert.pem"), server);
  writeFileSync(join(directory, "stray.txt"), "not ours");
  unlinkSync(join(home, "credentials", "E1999990540"));
  assert.equal((await again()).changed, true);
  const after = snapshot(directory);
  assert.deepEqual([...after.keys()].toSorted(), [...before.keys(), "stray.txt"].toSorted());
  const changed = [...before.keys()].filter((name) => before.get(name) !== after.get(name));
  assert.deepEqual(changed, [
    "guarantee-fund.cert.pem",
    "guarantee-fund.key.pem",
    "health-fund.cert.pem",
    "network.json",
    "social-inspectorate.cert.pem",
  ]);
});

test("customers without an annex for a while find their keys and passwords again, and others their files", async (t) => {
  const { home, directory, again } = await written(t);
  mkdirSync(join(directory, "mine"));
  writeFileSync(join(directory, "mine", "notes.txt"), "mine");
  mkdirSync(join(home, "demo.old"));
  const before = snapshot(directory);
  const others = customers.filter(({ name }) => name !== "health-fund" && name !== "family-allowance-fund");
  assert.equal((await again({ customers: others })).changed, true);
  assert.equal(snapshot(directory).get("health-fund.key.pem"), before.get("health-fund.key.pem"));
  assert.equal(readNetwork(directory).customers.length, customers.length - 2);
  assert.deepEqual(await again({ customers: others }), { directory, changed: false });
  await again();
  assert.deepEqual([...snapshot(directory)].toSorted(), [...before].toSorted());
  assert.equal(readFileSync(join(directory, "mine", "notes.txt"), "utf8"), "mine");
  assert.deepEqual(readdirSync(home).toSorted(), ["credentials", "demo", "demo.old"]);
});

test("a key that was put in the place of another gets a certificate of its own", async (t) => {
  const { directory, again } = await written(t);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(join(directory, "health-fund.key.pem"), key);
  assert.equal((await again()).changed, true);
  assert.equal(snapshot(directory).get("health-fund.key.pem"), key);
  assert.ok(readCertificate(directory, "health-fund.cert.pem").checkPrivateKey(privateKey));
});

test("a folder whose replacement was cut short between two steps comes back", async (t) => {
  const { home, directory, again } = await written(t);
  const before = snapshot(directory);
  renameSync(directory, join(home, ".demo.old"));
  assert.deepEqual(await again(), { directory, changed: false });
  assert.deepEqual(snapshot(directory), before);
});

test("an unreadable network.json is written anew", async (t) => {
  const { directory, again } = await written(t);
  writeFileSync(join(directory, "network.json"), "{");
  assert.equal((await again()).changed, true);
  assert.equal(readNetwork(directory).customers.length, customers.length);
});

test("people who are not given stay as they were", async (t) => {
  const { directory, again } = await written(t);
  assert.deepEqual(await again({ people: undefined }), { directory, changed: false });
  assert.equal((await again({ people: { ...people, personas: people.personas.slice(0, 3) } })).changed, true);
  assert.equal(readNetwork(directory).personas.length, 3);
  assert.equal((await again({ people: { ...people, technicalUsers: [] } })).changed, true);
  assert.deepEqual(readNetwork(directory).technicalUsers, []);
});

test("a subject that changes in the annex gets a certificate of its own, for the same key", async (t) => {
  const { directory, again } = await written(t);
  const before = snapshot(directory);
  const subject = "C=BE, O=Kas\\, Fonds & Caisse é, OU=demo, CN=kruispunt:demo:health-fund";
  const renamed = customers.map((customer) =>
    customer.name === "health-fund" ? { ...customer, certificateSubject: subject } : customer,
  );
  await again({ customers: renamed });
  assert.equal(readCertificate(directory, "health-fund.cert.pem").subject.split("\n").join(", "), subject);
  assert.equal(snapshot(directory).get("health-fund.key.pem"), before.get("health-fund.key.pem"));
});

test("a name that cannot be a file's, or that is taken, is refused", async (t) => {
  const home = temporaryHome(t);
  const customer = { identification: { cbeNumber: "1999990144" }, legalContexts: [], services: [] };
  const write = (...customers: readonly DemoCustomer[]) => writeDemoNetwork({ home, customers });
  await assert.rejects(write({ ...customer, name: "../outside" }));
  await assert.rejects(write({ ...customer, name: "ca" }));
  await assert.rejects(write({ ...customer, name: "one" }, { ...customer, name: "one" }));
  await assert.rejects(write({ ...customer, name: "one", username: "../outside" }));
  await assert.rejects(write({ ...customer, name: "one", username: "..", certificateSubject: "CN=one" }));
  await assert.rejects(write({ ...customer, name: "one", username: "u" }, { ...customer, name: "two", username: "u" }));
  await assert.rejects(write({ ...customer, name: "one", certificateSubject: "no attribute" }));
  assert.deepEqual(readdirSync(home), []);
});

/** The customers of the demo network, as their annexes have them. */
function annexCustomers(): readonly DemoCustomer[] {
  const grant = z.object({ legalContext: z.string() });
  const annex = z.object({
    customer: z.string(),
    identification: z.union([
      z.object({ cbeNumber: z.string() }),
      z.object({ sector: z.number(), institution: z.number() }),
    ]),
    authentication: z.object({
      certificates: z.array(z.string()).optional(),
      basic: z.object({ username: z.string() }).optional(),
    }),
    // A service that decides on access has one grant.
    services: z.record(z.string(), z.union([z.array(grant), grant.transform((one) => [one])])),
  });
  const folder = new URL("../../annexes/", import.meta.url);
  return readdirSync(folder).map((file) => {
    const { customer, identification, authentication, services } = annex.parse(
      parse(readFileSync(new URL(file, folder), "utf8")),
    );
    return {
      name: customer,
      identification,
      certificateSubject: authentication.certificates?.[0],
      username: authentication.basic?.username,
      legalContexts: Object.values(services).flatMap((grants) => grants.map(({ legalContext }) => legalContext)),
      services: Object.keys(services),
    };
  });
}

/** A home with the demo network in it, and a way to write it again. */
async function written(t: TestContext, others: Partial<DemoNetworkOptions> = {}) {
  const home = temporaryHome(t);
  const clock = movableClock(start);
  const options: DemoNetworkOptions = { home, customers, people, clock, ...others };
  const { directory, changed } = await writeDemoNetwork(options);
  assert.equal(changed, true);
  const again = (others: Partial<DemoNetworkOptions> = {}) => writeDemoNetwork({ ...options, ...others });
  return { home, directory, clock, again };
}

function temporaryHome(t: TestContext): string {
  const home = mkdtempSync(join(tmpdir(), "kruispunt-demo-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

const networkShape = z.object({
  customers: z.array(
    z.strictObject({
      name: z.string(),
      cbeNumber: z.string().optional(),
      sector: z.number().optional(),
      institution: z.number().optional(),
      key: z.string().optional(),
      cert: z.string().optional(),
      username: z.string().optional(),
      password: z.string().optional(),
      legalContexts: z.array(z.string()),
      services: z.array(z.string()),
    }),
  ),
  ca: z.string(),
  personas: z.array(z.unknown()),
  employers: z.array(z.unknown()),
  users: z.array(z.unknown()),
  technicalUsers: z.array(z.unknown()),
});

function readNetwork(directory: string): z.infer<typeof networkShape> {
  return networkShape.parse(JSON.parse(readFileSync(join(directory, "network.json"), "utf8")));
}

function readCertificate(directory: string, name: string): X509Certificate {
  return new X509Certificate(readFileSync(join(directory, name)));
}

function snapshot(directory: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(directory, { withFileTypes: true })
      .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
      .sort()
      .map((name) => [name, readFileSync(join(directory, name), "utf8")]),
  );
}
