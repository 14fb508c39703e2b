import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Issued, issueCertificate, makeAuthority, partySubject } from "../../test/pki.ts";
import { inPem, makeList, replacedAt, writeList } from "../../test/revocation-lists.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { revocationCheck } from "../health/revocation-check.ts";
import { type MovableClock, movableClock } from "../kernel/clock.ts";
import { certain, type Outcome } from "../kernel/outcome.ts";
import { largestFile } from "./list-files.ts";
import { openRevocation, type Revocation } from "./revocation.ts";
import { readSettings } from "./settings.ts";

const noon = Date.parse("2026-06-01T12:00:00Z");
const hour = 3_600_000;
const authority = await makeAuthority({ keyKind: "p-256" });
const second = await makeAuthority({ keyKind: "p-256", subject: "C=BE,O=Kruispunt test,CN=Second authority" });
const stranger = await makeAuthority({ keyKind: "p-256", subject: "C=BE,O=Strangers,CN=Strange authority" });
const party = await issueCertificate({ issuer: authority, keyKind: "p-256" });
const other = await issueCertificate({
  issuer: second,
  keyKind: "p-256",
  subject: partySubject("Other party", "0876543249"),
});

/** Who knows both authorities, and is given what lies in a folder. */
interface Scene {
  readonly folder: string;
  readonly clock: MovableClock;
  /** What was logged so far, from this level on. */
  logged(level: "info" | "warn"): readonly string[];
  put(name: string, content: Uint8Array | string): void;
  /** With the setting as given; the folder unless told. */
  open(place?: string): Promise<Outcome<Revocation, readonly string[]>>;
}

function scene(t: TestContext): Scene {
  const home = temporaryFolder(t);
  const folder = join(home, "lists");
  mkdirSync(folder);
  const known = join(home, "authorities.pem");
  writeFileSync(known, authority.certificatePem + second.certificatePem);
  const clock = movableClock(noon);
  const said: { readonly level: "info" | "warn"; readonly text: string }[] = [];
  const note = (level: "info" | "warn") => (details: object, message?: string) =>
    void said.push({ level, text: `${message} ${JSON.stringify(details)}` });
  const log = { info: note("info"), warn: note("warn") };
  const files = Object.fromEntries(
    ["SERVER_KEY", "SERVER_CERTIFICATE", "SIGNING_KEY", "SIGNING_CERTIFICATE"].map((name) => [
      `KRUISPUNT_${name}`,
      "none",
    ]),
  );
  return {
    folder,
    clock,
    logged: (level) => said.filter((one) => one.level === level).map(({ text }) => text),
    put: (name, content) => {
      writeFileSync(join(folder, `${name}.tmp`), content);
      renameSync(join(folder, `${name}.tmp`), join(folder, name));
    },
    open: async (place = folder) => {
      const settings = certain(
        readSettings({
          ...files,
          KRUISPUNT_MODE: "production",
          KRUISPUNT_ANNEXES: home,
          KRUISPUNT_AUTHORITIES: known,
          KRUISPUNT_REVOCATION_LISTS: place,
        }),
      );
      const opened = await openRevocation({ settings, clock, log });
      if (opened.ok) t.after(opened.value.close);
      return opened;
    },
  };
}

/** As `trust.ts` asks. */
function isRevoked({ isRevoked: ask }: Revocation, { certificatePem }: Issued): boolean {
  const { issuer, serialNumber } = new X509Certificate(certificatePem);
  return ask({ issuer: issuer.split("\n").toReversed().join(","), serialNumber });
}

async function health({ standing }: Revocation, clock: MovableClock): Promise<string> {
  const { level, code, message = "" } = await revocationCheck(standing, clock).run(new AbortController().signal);
  // Customers that monitor read it, and the names of files are often those of hosts.
  assert.doesNotMatch(message, /\/|crl|authority/);
  return code === undefined ? level : `${level} ${code}`;
}

const listOf = (...revoked: readonly Issued[]) =>
  makeList(authority, { revoked: revoked.map(({ certificatePem }) => certificatePem) });

test("the lists of a folder count, in DER and PEM, and what has another ending is left alone", async (t) => {
  const { put, open, clock, logged } = scene(t);
  put("one.crl", await listOf(party));
  put("two.pem", `# of both\n${inPem(await makeList(second, { revoked: [other.certificatePem] }))}\n`);
  put("README", "these are our lists");
  put("one.crl.part", (await listOf(party)).subarray(0, 40));
  const revocation = certain(await open());
  assert.deepEqual([isRevoked(revocation, party), isRevoked(revocation, other)], [true, true]);
  assert.equal(await health(revocation, clock), "OK");
  assert.equal(logged("info").length, 2);
  assert.deepEqual(logged("warn"), []);
});

test("a setting may name one file, whatever it is called, with lists of several authorities", async (t) => {
  const { put, open, folder } = scene(t);
  put("lists", inPem(await listOf(party)) + inPem(await makeList(second, { revoked: [other.certificatePem] })));
  const revocation = certain(await open(join(folder, "lists")));
  assert.deepEqual([isRevoked(revocation, party), isRevoked(revocation, other)], [true, true]);
});

test("without the setting nobody is revoked, and health says why", async () => {
  const settings = certain(readSettings({}));
  const log = { info: assert.fail, warn: assert.fail };
  const revocation = certain(await openRevocation({ settings, clock: movableClock(noon), log }));
  assert.equal(isRevoked(revocation, party), false);
  const { level, message } = await revocationCheck(revocation.standing, movableClock(noon)).run(
    new AbortController().signal,
  );
  assert.equal(level, "OK");
  assert.match(message ?? "", /believed until they expire/);
});

test("an authority without a list is told at the start", async (t) => {
  const { put, open, logged } = scene(t);
  put("one.crl", await listOf());
  await open();
  assert.match(logged("warn").join(), /an authority without a list.*Second authority/);
});

test("a list that takes the place of another counts without a new start", async (t) => {
  const { put, open, clock } = scene(t);
  put("one.crl", await listOf());
  const revocation = certain(await open());
  assert.equal(isRevoked(revocation, party), false);
  put("one.crl", await makeList(authority, { revoked: [party.certificatePem], thisUpdate: new Date(noon) }));
  await revocation.look();
  assert.equal(isRevoked(revocation, party), true);
  put("one.crl", await makeList(authority, { thisUpdate: new Date(noon + 1000) }));
  await revocation.look();
  assert.equal(isRevoked(revocation, party), false, "it was on hold");
  assert.equal(await health(revocation, clock), "OK");
});

test("the folder is looked at every minute", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const { put, open } = scene(t);
  put("one.crl", await listOf());
  const revocation = certain(await open());
  put("one.crl", await listOf(party));
  t.mock.timers.tick(59_999);
  await sleep(50);
  assert.equal(isRevoked(revocation, party), false);
  t.mock.timers.tick(1);
  for (const deadline = Date.now() + 10_000; !isRevoked(revocation, party); await sleep(10)) {
    assert.ok(Date.now() < deadline);
  }
});

test("a list under a new name follows the one of its authority and key, whether that is still there or not", async (t) => {
  const { put, open, folder, clock, logged } = scene(t);
  put("2026-05.crl", await listOf(party));
  put("other.crl", await makeList(second));
  const revocation = certain(await open());
  put("2026-06.crl", await makeList(authority, { thisUpdate: new Date(noon) }));
  await revocation.look();
  assert.equal(isRevoked(revocation, party), false);
  rmSync(join(folder, "2026-05.crl"));
  await revocation.look();
  assert.equal(isRevoked(revocation, party), false);
  assert.equal(await health(revocation, clock), "OK");
  assert.deepEqual(logged("warn"), []);
});

const spoilt: readonly (readonly [situation: string, spoil: (scene: Scene) => Promise<void> | void])[] = [
  ["is half written", async ({ folder }) => writeFileSync(join(folder, "one.crl"), (await listOf()).subarray(0, 100))],
  ["is a page of a web server", ({ put }) => put("one.crl", "<html>503</html>")],
  ["is empty", ({ put }) => put("one.crl", "")],
  ["is that of a stranger", async ({ put }) => put("one.crl", await makeList(stranger))],
  [
    "is of the future",
    async ({ put }) => put("one.crl", await makeList(authority, { thisUpdate: new Date(noon + hour) })),
  ],
  ["is gone", ({ folder }) => rmSync(join(folder, "one.crl"))],
  [
    "has become an older one",
    async ({ put }) => put("one.crl", await makeList(authority, { thisUpdate: new Date(noon - 48 * hour) })),
  ],
  ["has become that of another authority", async ({ put }) => put("one.crl", await makeList(second))],
  ["is gone with its folder", ({ folder }) => rmSync(folder, { recursive: true })],
];

for (const [situation, spoil] of spoilt) {
  test(`where a list ${situation}, the one before stays in force; log and health tell`, async (t) => {
    const own = scene(t);
    own.put("one.crl", await listOf(party));
    own.put("other.crl", await makeList(second, { revoked: [other.certificatePem] }));
    const revocation = certain(await own.open());
    await spoil(own);
    for (let time = 0; time < 2; time += 1) await revocation.look();
    assert.deepEqual([isRevoked(revocation, party), isRevoked(revocation, other)], [true, true]);
    assert.equal(await health(revocation, own.clock), "WARNING LIST_UNUSABLE");
    const told = own.logged("warn");
    assert.equal(new Set(told).size, told.length, "each told once");
    assert.match(told.join("\n"), /stays? in force/);
    mkdirSync(own.folder, { recursive: true });
    own.put("one.crl", await makeList(authority, { thisUpdate: new Date(noon) }));
    own.put("other.crl", await makeList(second));
    await revocation.look();
    assert.deepEqual([isRevoked(revocation, party), isRevoked(revocation, other)], [false, false]);
    assert.equal(await health(revocation, own.clock), "OK");
  });
}

test("what was wrong for a reason outside the file is read again though the file did not change", async (t) => {
  const { put, open, clock } = scene(t);
  put("one.crl", await listOf());
  const revocation = certain(await open());
  put("one.crl", await makeList(authority, { revoked: [party.certificatePem], thisUpdate: new Date(noon + hour) }));
  await revocation.look();
  assert.equal(isRevoked(revocation, party), false);
  clock.advance(hour);
  await revocation.look();
  assert.equal(isRevoked(revocation, party), true);
});

test("a list past the day of its successor stays in force; log and health tell", async (t) => {
  const { put, open, clock, logged } = scene(t);
  put("one.crl", await listOf(party));
  put("other.crl", await makeList(second));
  const revocation = certain(await open());
  clock.set(replacedAt.getTime());
  assert.equal(await health(revocation, clock), "OK");
  clock.advance(1);
  assert.equal(await health(revocation, clock), "WARNING LIST_OVERDUE");
  await revocation.look();
  assert.equal(isRevoked(revocation, party), true);
  assert.match(logged("warn").join(), /Test authority.* should have had a successor by 2026-06-07T12:00:00.000Z/);
  assert.equal(isRevoked(certain(await open()), party), true, "also at a start");
});

const refusals: readonly (readonly [
  situation: string,
  lay: (scene: Scene) => Promise<string | undefined> | string | undefined,
  told: RegExp,
])[] = [
  ["there is nothing at the place", ({ folder }) => join(folder, "nowhere"), /nowhere: it cannot be read \(ENOENT\)/],
  ["the folder is empty", () => undefined, /lists: no file in it ends in .crl, .der or .pem/],
  [
    "a file is cut off",
    async ({ put }) => void put("a.crl", (await listOf()).subarray(0, 99)),
    /a\.crl: .* Fetch it again/,
  ],
  [
    "one list of a file is cut off",
    async ({ put }) => void put("a.pem", inPem(await listOf()) + inPem(await makeList(second)).slice(0, 200)),
    /a\.pem: .* Fetch it again/,
  ],
  [
    "a list is a stranger's",
    async ({ put }) => void put("a.crl", await makeList(stranger)),
    /a\.crl: .* not known here/,
  ],
  [
    "a list is not signed by whom it names",
    async ({ put }) => void put("a.crl", await ofImpostor()),
    /a\.crl: .* not its signature/,
  ],
  [
    "a file is too large",
    async ({ put, folder }) => {
      put("a.crl", await listOf());
      truncateSync(join(folder, "a.crl"), largestFile + 1);
      return undefined;
    },
    /a\.crl: it has more than 64 MiB/,
  ],
  ["a folder is called as a file", ({ folder }) => void mkdirSync(join(folder, "a.crl")), /a\.crl: it is no file/],
];

for (const [situation, lay, told] of refusals) {
  test(`a start is refused where ${situation}: file, reason and what to do`, async (t) => {
    const own = scene(t);
    const place = await lay(own);
    const opened = await own.open(place);
    assert.ok(!opened.ok);
    assert.equal(opened.reason.length, 1);
    assert.match(opened.reason.join("\n"), told);
  });
}

test("every file that is wrong is named, and one that is right does not make up for it", async (t) => {
  const { put, open } = scene(t);
  put("a.crl", "x");
  put("b.crl", await listOf());
  put("c.crl", await makeList(stranger));
  const opened = await open();
  assert.ok(!opened.ok);
  assert.deepEqual(
    opened.reason.map((line) => /\/([abc])\.crl: /.exec(line)?.[1]),
    ["a", "c"],
  );
});

async function ofImpostor(): Promise<Uint8Array> {
  const impostor = await makeAuthority({ keyKind: "p-256", keyLabel: "impostor" });
  return writeList(impostor);
}
