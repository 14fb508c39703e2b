import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { issueCertificate, makeAuthority } from "../../test/pki.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { movableClock } from "../kernel/clock.ts";
import { certain, refused } from "../kernel/outcome.ts";
import { parsePeriod } from "../kernel/period.ts";
import { auditChecks } from "./audit-checks.ts";
import { certificateCheck } from "./certificate-check.ts";
import type { Check, CheckFacts, Finding } from "./check.ts";
import { databaseChecks } from "./database-checks.ts";
import { filesCheck } from "./files.ts";
import { partyCheck } from "./party-check.ts";
import { referenceCheck } from "./reference-check.ts";

const facts: CheckFacts = {
  id: "it",
  description: "It is well",
  type: "DEFAULT",
  failSafe: false,
  vital: false,
  resource: { name: "It", type: "OTHER" },
};

const run = ({ run: look }: Pick<Check, "run">): Promise<Finding> => look(new AbortController().signal);
const summary = async (check: Pick<Check, "run">): Promise<string> => {
  const { level, code } = await run(check);
  return code === undefined ? level : `${level} ${code}`;
};

async function folder(t: TestContext): Promise<(name: string, text: string) => Promise<string>> {
  const path = await mkdtemp(join(tmpdir(), "health-"));
  t.after(() => rm(path, { recursive: true }));
  return async (name, text) => {
    await writeFile(join(path, name), text);
    return join(path, name);
  };
}

test("a file that is gone or was changed under a running program is a warning, named without its folder", async (t) => {
  const write = await folder(t);
  const files = new Map([
    [await write("a.wsdl", "a"), "a"],
    [await write("b.xsd", "b"), "b"],
  ]);
  const check = filesCheck(facts, files);
  assert.equal(await summary(check), "OK");
  const changed = await write("b.xsd", "B");
  assert.deepEqual(await run(check), { level: "WARNING", code: "FILE_CHANGED", message: "b.xsd is another now" });
  await rm(changed);
  assert.deepEqual(await run(check), { level: "WARNING", code: "FILE_UNREADABLE", message: "b.xsd cannot be read" });
});

const day = 86_400_000;
const now = Date.parse("2026-06-01T00:00:00Z");
const at = (days: number) => new Date(now + days * day);

test("a certificate is judged by the day, to the millisecond", async () => {
  const issuer = await makeAuthority();
  const { certificatePem } = await issueCertificate({ issuer, notBefore: at(-10), notAfter: at(100) });
  const clock = movableClock(now);
  const check = certificateCheck(facts, { certificates: [certificatePem], files: new Map(), clock });
  for (const [moment, found] of [
    [-10 * day - 1, "CRITICAL CERTIFICATE_EARLY"],
    [-10 * day, "OK"],
    [70 * day - 1, "OK"],
    [70 * day, "WARNING CERTIFICATE_EXPIRES"],
    [100 * day, "WARNING CERTIFICATE_EXPIRES"],
    [100 * day + 1, "CRITICAL CERTIFICATE_EXPIRED"],
  ] as const) {
    clock.set(now + moment);
    assert.equal(await summary(check), found, String(moment));
  }
});

test("a key that is not that of the certificate is critical, whatever the day", async () => {
  const issuer = await makeAuthority();
  const dates = { issuer, notBefore: at(-10), notAfter: at(100) };
  const right = await issueCertificate({ ...dates, keyLabel: "right" });
  const other = await issueCertificate({ ...dates, keyLabel: "other" });
  const parts = { certificates: [right.certificatePem], files: new Map(), clock: movableClock(now) };
  assert.equal(await summary(certificateCheck(facts, { ...parts, key: right.privateKey })), "OK");
  assert.equal(await summary(certificateCheck(facts, { ...parts, key: other.privateKey })), "CRITICAL KEY_OTHER");
});

test("of several authorities one may have expired: its successor is there", async () => {
  const valid = await makeAuthority({ notBefore: at(-10), notAfter: at(100) });
  const past = await makeAuthority({ notBefore: at(-900), notAfter: at(-1) });
  const check = (...certificates: readonly string[]) =>
    summary(certificateCheck(facts, { certificates, files: new Map(), clock: movableClock(now) }));
  assert.equal(await check(valid.certificatePem), "OK");
  assert.equal(await check(past.certificatePem, valid.certificatePem), "WARNING CERTIFICATE_EXPIRED");
  assert.equal(await check(past.certificatePem), "CRITICAL CERTIFICATE_EXPIRED");
});

test("a certificate file that was replaced is told until the program starts again with it", async (t) => {
  const write = await folder(t);
  const issuer = await makeAuthority();
  const { certificatePem } = await issueCertificate({ issuer, notBefore: at(-10), notAfter: at(100) });
  const files = new Map([[await write("signing.pem", certificatePem), certificatePem]]);
  const check = certificateCheck(facts, { certificates: [certificatePem], files, clock: movableClock(now) });
  assert.equal(await summary(check), "OK");
  await write("signing.pem", "another");
  assert.equal(await summary(check), "WARNING FILE_CHANGED");
});

const table = (name: string, ...periods: readonly (readonly [from: string, to?: string])[]) => ({
  name,
  rows: periods.map(([from, to]) => ({ period: certain(parsePeriod(from, to)) })),
});

test("a code table without a row of today is critical; one that lies otherwise on the disk, or not at all, a warning", async () => {
  const current = table("current", ["2000-01-01", "2020-12-31"], ["2021-01-01"]);
  const ended = table("ended", ["2000-01-01", "2026-05-31"]);
  const coming = table("coming", ["2026-06-02"]);
  const clock = movableClock(now);
  const check = (tables: readonly (typeof current)[], reload = () => tables) =>
    run(referenceCheck(facts, { tables, reload, clock }));
  assert.equal((await check([current])).level, "OK");
  assert.deepEqual(await check([current, ended, coming]), {
    level: "CRITICAL",
    code: "CODES_EXPIRED",
    message: "nothing is in force in ended, coming",
  });
  assert.equal((await check([current], () => [table("current", ["2021-01-01"])])).code, "FILE_CHANGED");
  const unreadable = () => {
    throw new Error("/secret/place.tsv:3: the columns must be");
  };
  assert.deepEqual(await check([current], unreadable), {
    level: "WARNING",
    code: "FILE_UNREADABLE",
    message: "a code table cannot be read",
  });
});

test("entries that wait are a warning, and too many of them critical", async () => {
  let waiting = 0;
  const [, queue] = auditChecks({ probe: async () => "writable", pending: () => waiting, connected: () => true });
  assert.ok(queue !== undefined);
  for (const [count, found] of [
    [999, "OK"],
    [1000, "WARNING QUEUE_LONG"],
    [9999, "WARNING QUEUE_LONG"],
    [10_000, "CRITICAL QUEUE_LONG"],
  ] as const) {
    waiting = count;
    assert.equal(await summary(queue), found);
  }
});

test("what the audit says to an attempt is what is told, and a database that is away as well", async () => {
  const probed = async (probe: Parameters<typeof auditChecks>[0]["probe"]) => {
    const [audit] = auditChecks({ probe, pending: () => 0, connected: () => true });
    assert.ok(audit !== undefined);
    return summary(audit);
  };
  assert.equal(await probed(async () => "writable"), "OK");
  assert.equal(await probed(async () => "locked"), "CRITICAL LOCKED");
  assert.equal(await probed(async () => "read-only"), "CRITICAL READ_ONLY");
  assert.equal(await probed(async () => "refused"), "CRITICAL REFUSED");
  assert.equal(await probed(() => Promise.reject(new DatabaseUnavailable("timeout"))), "CRITICAL DOWN");
  await assert.rejects(
    probed(() => Promise.reject(new TypeError("a bug"))),
    TypeError,
  );
});

test("a database whose first connection is still being made is asked; one that went away is not waited for", async () => {
  let healthy = false;
  let asked = 0;
  const reader = {
    healthy: () => healthy,
    query: async () => {
      asked += 1;
      return [];
    },
  };
  const [database] = databaseChecks({ reader, migrations: [], clock: movableClock(now), clockSkew: 60_000 });
  assert.ok(database !== undefined);
  assert.equal(await summary(database), "OK");
  assert.equal(asked, 1);
  healthy = true;
  assert.equal(await summary(database), "OK");
  healthy = false;
  assert.equal(await summary(database), "CRITICAL DOWN");
  assert.equal(asked, 2);
});

test("the time that a question is on its way is no difference of clocks", async () => {
  const clock = movableClock(now);
  let journey = 0;
  let database = now;
  const rows: readonly unknown[] = [];
  const query = async () => {
    const row = { now: database };
    clock.advance(journey);
    return [...rows, row];
  };
  const reader = { healthy: () => true, query: query as never };
  const check = databaseChecks({ reader, migrations: [], clock, clockSkew: 60_000 })[2];
  assert.ok(check !== undefined);
  journey = 30_000;
  database = clock.now() + 15_000;
  assert.equal(await summary(check), "OK");
  journey = 0;
  for (const [apart, found] of [
    [1999, "OK"],
    [2000, "WARNING CLOCK_DIFFERS"],
    [-59_999, "WARNING CLOCK_DIFFERS"],
    [-60_000, "CRITICAL CLOCK_DIFFERS"],
  ] as const) {
    database = clock.now() + apart;
    assert.equal(await summary(check), found, String(apart));
  }
});

test("a party is judged by its PING, and by whether questions are spared it", async () => {
  const answers = async () => ({ ok: true, value: undefined }) as const;
  const party = { id: "mandates", name: "register of mandates" };
  const check = partyCheck({ ...party, ping: answers });
  assert.equal(check.description, "Register of mandates answers its PING");
  assert.equal(await summary(check), "OK");
  assert.equal(await summary(partyCheck({ ...party, ping: answers, circuit: () => "open" })), "WARNING CIRCUIT_OPEN");
  const says = (kind: "silent" | "other") => async () => refused({ kind, message: "no" });
  assert.equal(await summary(partyCheck({ ...party, ping: says("silent") })), "CRITICAL NO_ANSWER");
  assert.equal(await summary(partyCheck({ ...party, ping: says("other") })), "CRITICAL WRONG_ANSWER");
  const unreachable = await run(
    partyCheck({ ...party, ping: () => Promise.reject(new Error("ECONNREFUSED 10.0.0.1")) }),
  );
  assert.deepEqual(unreachable, { level: "CRITICAL", code: "NO_ANSWER", message: "it cannot be reached" });
});
