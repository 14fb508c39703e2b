import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { sign, X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { withoutOpenssl } from "../../../test/client-programs.ts";
import { issueCertificate, makeAuthority, partySubject } from "../../../test/pki.ts";
import {
  entries,
  entry,
  extension,
  listExtensions,
  madeAt,
  makeList,
  manyEntries,
  nothing,
  type Parts,
  reason,
  replacedAt,
  time,
  writeList,
} from "../../../test/revocation-lists.ts";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import { movableClock } from "../../kernel/clock.ts";
import { certain } from "../../kernel/outcome.ts";
import { readAuthorities } from "./authorities.ts";
import { BIT_STRING, BOOLEAN, der, INTEGER, identifierItem, itemsOf, itemWith, only, SEQUENCE, SET } from "./der.ts";
import { type RevocationList, readRevocationList, revokedBy } from "./revocation.ts";
import { createTrustStore } from "./trust.ts";

const noon = Date.parse("2026-06-01T12:00:00Z");
const minute = 60_000;
const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority, keyKind: "p-256" });
const other = await issueCertificate({
  issuer: authority,
  subject: partySubject("Other party", "0876543249"),
  keyKind: "p-256",
});

interface Believing {
  readonly authorities?: readonly { readonly certificatePem: string }[];
  readonly now?: number;
}

function read(list: Uint8Array, { authorities = [authority], now = noon }: Believing = {}) {
  const known = readAuthorities(authorities.map(({ certificatePem }) => certificatePem));
  return readRevocationList(list, { authorities: known, now, skew: minute });
}

async function faultIn(list: Uint8Array, believing: Believing = {}): Promise<string> {
  const outcome = await read(list, believing);
  return outcome.ok ? "believed" : outcome.reason;
}

/** The verdict on a certificate, with these lists. */
function verdict(
  lists: readonly RevocationList[],
  { base64 }: { readonly base64: string },
  authorities: readonly { readonly certificatePem: string }[] = [authority],
): string {
  const pems = authorities.map(({ certificatePem }) => certificatePem);
  const store = createTrustStore({ authorities: pems, clock: movableClock(noon), isRevoked: revokedBy(lists) });
  const judged = store.judge(base64);
  return judged.ok ? "accepted" : judged.reason.reason;
}

for (const keyKind of ["rsa-2048", "p-256", "p-384"] as const) {
  test(`a certificate in the list of its authority is refused, and no other: ${keyKind}`, async () => {
    const issuer = await makeAuthority({ keyKind });
    const revoked = await issueCertificate({ issuer, keyKind: "p-256" });
    const good = await issueCertificate({ issuer, keyKind: "p-256" });
    const made = await makeList(issuer, {
      revoked: [revoked.certificatePem],
      reason: "keyCompromise",
    });
    const list = certain(await read(made, { authorities: [issuer] }));
    assert.equal(list.issuer, "CN=Test authority,O=Kruispunt test,C=BE");
    assert.deepEqual([list.thisUpdate, list.nextUpdate], [madeAt.getTime(), replacedAt.getTime()]);
    assert.equal(verdict([list], revoked, [issuer]), "certificate-revoked");
    assert.equal(verdict([list], good, [issuer]), "accepted");
    assert.equal(verdict([], revoked, [issuer]), "accepted");
  });

  test(`OpenSSL verifies the lists that are read here: ${keyKind}`, { skip: withoutOpenssl }, async (t) => {
    const issuer = await makeAuthority({ keyKind });
    const { certificatePem } = await issueCertificate({ issuer, keyKind: "p-256" });
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, "ca.pem"), issuer.certificatePem);
    const serialNumber = Buffer.from("00c0ffee", "hex");
    for (const list of [
      await makeList(issuer, { revoked: [certificatePem] }),
      writeList(issuer, { entries: entries(entry(serialNumber, reason(1)), entry(Uint8Array.of(0x80))) }),
    ]) {
      writeFileSync(join(folder, "list.crl"), list);
      const parameters = ["-in", join(folder, "list.crl"), "-inform", "DER", "-CAfile", join(folder, "ca.pem")];
      const said = openssl(...parameters, "-verify", "-noout", "-text");
      assert.match(said, /verify OK/);
      const told = [...said.matchAll(/Serial Number: (-?)([0-9A-F]+)/g)].map(
        ([, sign = "", digits = ""]) => sign + digits.toLowerCase(),
      );
      const { serialNumbers } = certain(await read(list, { authorities: [issuer] }));
      assert.deepEqual([...serialNumbers].toSorted(), told.toSorted());
    }
  });
}

/** What `openssl crl` says, on either stream. */
function openssl(...parameters: readonly string[]): string {
  const { stdout, stderr } = spawnSync("openssl", ["crl", ...parameters], { encoding: "utf8", timeout: 30_000 });
  return stdout + stderr;
}

test("a list that OpenSSL made of an authority of its own is believed", { skip: withoutOpenssl }, async (t) => {
  const folder = temporaryFolder(t);
  const at = (name: string) => join(folder, name);
  const serialNumber = new X509Certificate(party.certificatePem).serialNumber;
  writeFileSync(at("ca.pem"), authority.certificatePem);
  writeFileSync(at("ca.key"), authority.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  writeFileSync(at("index.txt"), `R\t270101000000Z\t260531000000Z,keyCompromise\t${serialNumber}\tunknown\t/CN=x\n`);
  writeFileSync(at("number"), "01\n");
  writeFileSync(
    at("ca.cnf"),
    `[ca]\ndefault_ca=own\n[own]\ndatabase=${at("index.txt")}\ncrlnumber=${at("number")}\ndefault_md=sha384\ncrl_extensions=x\n[x]\nauthorityKeyIdentifier=issuer:always\n`,
  );
  const keys = ["-cert", at("ca.pem"), "-keyfile", at("ca.key"), "-config", at("ca.cnf")];
  execFileSync("openssl", ["ca", "-gencrl", ...keys, "-crldays", "7", "-out", at("list.pem")], { stdio: "pipe" });
  execFileSync("openssl", ["crl", "-in", at("list.pem"), "-outform", "DER", "-out", at("list.crl")]);
  const list = certain(await read(readFileSync(at("list.crl")), { now: Date.now() }));
  assert.equal(verdict([list], party), "certificate-revoked");
  assert.equal(verdict([list], other), "accepted");
});

test("who issued it counts besides the serial number", async () => {
  const elsewhere = await makeAuthority({ keyKind: "p-256", subject: "C=BE,O=Elsewhere,CN=Other authority" });
  const list = certain(
    await read(await makeList(elsewhere, { revoked: [party.certificatePem] }), { authorities: [authority, elsewhere] }),
  );
  assert.equal(verdict([list], party, [authority, elsewhere]), "accepted");
});

test("a certificate on hold is refused, and believed again once the next list leaves it out", async () => {
  const hold = { revoked: [party.certificatePem], reason: "certificateHold" as const };
  const first = certain(await read(await makeList(authority, hold)));
  const second = certain(await read(await makeList(authority, { thisUpdate: new Date(noon) })));
  assert.equal(first.series, second.series);
  assert.equal(verdict([first], party), "certificate-revoked");
  assert.equal(verdict([second], party), "accepted");
});

test("after an authority renewed its key, the lists of both keys count for its certificates", async () => {
  const renewed = await makeAuthority({ keyKind: "p-256", keyLabel: "renewed" });
  const authorities = [authority, renewed];
  const lists = await Promise.all([
    makeList(authority, { revoked: [other.certificatePem] }),
    makeList(renewed, { revoked: [party.certificatePem] }),
  ]);
  const [old, young] = await Promise.all(lists.map(async (list) => certain(await read(list, { authorities }))));
  assert.ok(old !== undefined && young !== undefined);
  assert.notEqual(old.series, young.series);
  for (const one of [party, other]) assert.equal(verdict([old, young], one, authorities), "certificate-revoked");
});

test("below an authority that the one above it revoked, nobody is believed", async () => {
  const intermediate = await makeAuthority({ issuer: authority, keyKind: "p-256", subject: "C=BE,CN=Intermediate" });
  const below = await issueCertificate({ issuer: intermediate, keyKind: "p-256" });
  const list = certain(await read(await makeList(authority, { revoked: [intermediate.certificatePem] })));
  assert.equal(verdict([], below, [authority, intermediate]), "accepted");
  assert.equal(verdict([list], below, [authority, intermediate]), "certificate-authority-not-valid");
  assert.equal(verdict([list], party, [authority, intermediate]), "accepted");
});

const impostor = await makeAuthority({ keyKind: "p-256", keyLabel: "impostor" });
const stranger = await makeAuthority({ keyKind: "p-256", subject: "C=BE,O=Strangers,CN=Strange authority" });
const onRsa = await makeAuthority({ keyLabel: "on RSA" });
const withoutLists = await makeAuthority({ keyKind: "p-256", keyLabel: "without lists", signsLists: false });
const one = entries(entry(Uint8Array.of(1)));
const indirectPoint = der(SEQUENCE, Uint8Array.of(0x84, 1, 0xff));
const attributesPoint = der(SEQUENCE, Uint8Array.of(0x85, 1, 0xff));
const sha1 = der(SEQUENCE, identifierItem("1.2.840.10045.4.1"));
const ecdsa = der(SEQUENCE, identifierItem("1.2.840.10045.4.3.2"));
const critical = { critical: true };

const refusals: readonly (readonly [situation: string, fault: string, list: Uint8Array, believing?: Believing])[] = [
  ["of an authority that is not known", "unknown-issuer", writeList(stranger)],
  ["of a party that is no authority", "unknown-issuer", writeList(party)],
  ["of somebody who took the name of a known authority", "signature-wrong", writeList(impostor)],
  ["with a byte changed after it was signed", "signature-wrong", altered(writeList(authority, { entries: one }))],
  ["signed with SHA-1", "signature-algorithm", writeList(authority, { algorithm: sha1 })],
  [
    "that tells another algorithm than its key's",
    "signature-wrong",
    writeList(onRsa, { algorithm: ecdsa }),
    { authorities: [onRsa] },
  ],
  ["that tells two algorithms", "unreadable", otherOutside(writeList(authority))],
  ["of a key that is not for lists", "key-usage", writeList(withoutLists), { authorities: [withoutLists] }],
  ["of the future", "of-the-future", writeList(authority, { thisUpdate: time(new Date(noon + minute + 1000)) })],
  ["without a date for the next", "without-end", writeList(authority, { nextUpdate: nothing })],
  ["of changes alone", "delta", withExtension("2.5.29.27", der(INTEGER, Uint8Array.of(1)), critical)],
  ["of changes alone that does not say so loudly", "delta", withExtension("2.5.29.27", der(INTEGER, Uint8Array.of(1)))],
  ["about certificates of others", "indirect", withExtension("2.5.29.28", indirectPoint, critical)],
  [
    "with an entry about a certificate of others",
    "indirect",
    writeList(authority, { entries: entries(entry(Uint8Array.of(1), certificateIssuer())) }),
  ],
  ["about attribute certificates", "attribute-certificates", withExtension("2.5.29.28", attributesPoint, critical)],
  [
    "with a critical extension that nobody knows",
    "extension-unknown",
    withExtension("1.3.6.1.4.1.1", nothing, critical),
  ],
  [
    "with a critical extension that nobody knows in an entry",
    "extension-unknown",
    writeList(authority, {
      entries: entries(entry(Uint8Array.of(1), der(SEQUENCE, extension("2.5.29.99", nothing, critical)))),
    }),
  ],
  [
    "that takes a revocation back",
    "removed-from-list",
    writeList(authority, { entries: entries(entry(Uint8Array.of(1)), entry(Uint8Array.of(2), reason(8))) }),
  ],
  ["of a version to come", "unreadable", writeList(authority, { version: der(INTEGER, Uint8Array.of(2)) })],
  [
    "made on the 31st of June",
    "unreadable",
    writeList(authority, { thisUpdate: der(0x17, Buffer.from("260631120000Z")) }),
  ],
  ["in local time", "unreadable", writeList(authority, { thisUpdate: der(0x17, Buffer.from("2605311200+02")) })],
  ["with bytes behind it", "unreadable", Buffer.concat([writeList(authority), Uint8Array.of(5, 0)])],
  ["that is a certificate", "unreadable", Buffer.from(party.base64, "base64")],
  ["that is text", "unreadable", Buffer.from("<html>404 Not Found</html>")],
  ["of no bytes", "unreadable", nothing],
];

for (const [situation, fault, list, believing] of refusals) {
  test(`a list ${situation} is not believed: ${fault}`, async () => {
    assert.equal(await faultIn(list, believing), fault);
  });
}

function withExtension(...own: Parameters<typeof extension>): Buffer {
  return writeList(authority, { entries: one, extensions: listExtensions(extension(...own)) });
}

function certificateIssuer(): Uint8Array {
  return der(SEQUENCE, extension("2.5.29.29", der(SEQUENCE), critical));
}

/** The only serial number is another one. */
function altered(list: Buffer): Buffer {
  const at = list.indexOf(Uint8Array.of(0x30, 0x12, 2, 1, 1));
  assert.ok(at > 0);
  const changed = Buffer.from(list);
  changed[at + 4] = 2;
  return changed;
}

/** ECDSA with SHA-384 as the algorithm that is not signed. */
function otherOutside(list: Buffer): Buffer {
  const at = list.lastIndexOf(ecdsa);
  const changed = Buffer.from(list);
  changed[at + ecdsa.length - 1] = 3;
  return changed;
}

const believed: readonly (readonly [situation: string, change: Partial<Parts>])[] = [
  ["without entries", { entries: nothing }],
  ["with a sequence of no entries", { entries: entries() }],
  ["of the first version, which has neither version nor extensions", { version: nothing }],
  ["made within the difference that clocks may have", { thisUpdate: time(new Date(noon + minute)) }],
  ["out of date: what is revoked stays so", { nextUpdate: time(new Date(noon - minute)) }],
  ["that has a successor only after 2049", { nextUpdate: time(new Date("2055-01-01T00:00:00Z")) }],
  ["with extensions that need not be understood", { extensions: listExtensions(extension("2.5.29.20", nothing)) }],
];

for (const [situation, change] of believed) {
  test(`a list ${situation} is believed`, async () => {
    assert.equal(await faultIn(writeList(authority, change)), "believed");
  });
}

test("a list of a part of an authority's certificates is believed, beside those of the other parts", async () => {
  const onlyUsers = der(SEQUENCE, Uint8Array.of(0x81, 1, 0xff));
  const onlyAuthorities = der(SEQUENCE, Uint8Array.of(0x82, 1, 0xff));
  const series = await Promise.all(
    [onlyUsers, onlyAuthorities].map(
      async (point) => certain(await read(withExtension("2.5.29.28", point, critical))).series,
    ),
  );
  series.push(certain(await read(writeList(authority))).series);
  assert.equal(new Set(series).size, 3);
});

/** Bytes of an INTEGER, and what an entry may write for it. */
const strangeSerialNumbers: readonly (readonly [inCertificate: string, inList: string])[] = [
  ["00", "00"],
  ["00", "0000"],
  ["7f", "7f"],
  ["7f", "00007f"],
  ["0080", "0080"],
  ["80", "80"],
  ["80", "ff80"],
  ["ff", "ffffff"],
  ["ff7f", "ff7f"],
  ["8000", "8000"],
  [`00${"ff".repeat(20)}`, `00${"ff".repeat(20)}`],
];

test("serial numbers that no authority should give are read in a list as in a certificate", async () => {
  for (const [inCertificate, inList] of strangeSerialNumbers) {
    const certificate = renumbered(Buffer.from(inCertificate, "hex"));
    const list = writeList(authority, { entries: entries(entry(Buffer.from(inList, "hex"))) });
    const revoked = certain(await read(list));
    assert.equal(verdict([revoked], certificate), "certificate-revoked", `${inCertificate} as ${inList}`);
    assert.equal(verdict([revoked], party), "accepted");
  }
});

test("an entry that stands there twice counts once", async () => {
  const twice = entries(entry(Uint8Array.of(7)), entry(Uint8Array.of(7), reason(1)), entry(Uint8Array.of(0, 7)));
  assert.deepEqual([...certain(await read(writeList(authority, { entries: twice }))).serialNumbers], ["07"]);
});

/** The party's certificate with another serial number, signed anew. */
function renumbered(serialNumber: Uint8Array): { readonly base64: string } {
  const [toBeSigned, algorithm] = itemsOf(only(itemsOf(Buffer.from(party.base64, "base64")), SEQUENCE));
  const [version, , ...rest] = itemsOf(itemWith(toBeSigned, SEQUENCE).content).map(({ whole }) => whole);
  const signed = der(SEQUENCE, version ?? nothing, der(INTEGER, serialNumber), ...rest);
  const signature = der(BIT_STRING, Uint8Array.of(0), sign("sha256", signed, authority.privateKey));
  const certificate = der(SEQUENCE, signed, algorithm?.whole ?? nothing, signature);
  return { base64: Buffer.from(certificate).toString("base64") };
}

test("whatever serial numbers are written, the same are read back", async () => {
  const serialNumber = fc.bigInt({ min: -(2n ** 159n), max: 2n ** 160n });
  const property = fc.asyncProperty(fc.uniqueArray(serialNumber, { maxLength: 40 }), async (numbers) => {
    const written = numbers.map((number) => entry(integerOf(number), number % 3n === 0n ? reason(4) : nothing));
    const list = certain(await read(writeList(authority, { entries: entries(...written) })));
    const expected = numbers.map((number) =>
      number < 0n ? `-${inHex(-number)}` : number === 0n ? "0" : inHex(number),
    );
    assert.deepEqual([...list.serialNumbers].toSorted(), expected.toSorted());
  });
  await fc.assert(property, { numRuns: 100, seed: 5280 });
});

/** The content of an INTEGER (ITU-T X.690 section 8.3), by another way than the reader's. */
function integerOf(number: bigint): Uint8Array {
  for (let size = 1; ; size++) {
    if (BigInt.asIntN(size * 8, number) !== number) continue;
    return Buffer.from(
      BigInt.asUintN(size * 8, number)
        .toString(16)
        .padStart(size * 2, "0"),
      "hex",
    );
  }
}

function inHex(number: bigint): string {
  const digits = number.toString(16);
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}

test("200,000 entries are read, and others are not kept waiting by it", async () => {
  const list = writeList(authority, { entries: manyEntries(200_000) });
  let turns = 0;
  const count = (): void => {
    turns += 1;
    turning = setImmediate(count);
  };
  let turning = setImmediate(count);
  const { serialNumbers } = certain(await read(list));
  clearImmediate(turning);
  assert.equal(serialNumbers.size, 200_000);
  assert.ok(turns >= 99, `${turns} turns`);
});

test("cut off anywhere, a list is refused without an exception", async () => {
  const list = writeList(authority, {
    entries: entries(entry(Uint8Array.of(1), reason(1))),
    extensions: listExtensions(extension("2.5.29.20", der(INTEGER, Uint8Array.of(1)))),
  });
  for (let length = 0; length < list.length; length++) {
    assert.equal(await faultIn(list.subarray(0, length)), "unreadable", `${length} bytes`);
  }
});

test("with any byte changed, a list is refused without an exception", async () => {
  const list = writeList(authority, { entries: entries(entry(Uint8Array.of(1), reason(1))) });
  const property = fc.asyncProperty(
    fc.nat({ max: list.length - 1 }),
    fc.integer({ min: 1, max: 255 }),
    async (at, mask) => {
      const changed = Buffer.from(list);
      changed[at] = (changed[at] ?? 0) ^ mask;
      assert.notEqual(await faultIn(changed), "believed");
    },
  );
  await fc.assert(property, { numRuns: 500, seed: 509 });
});

test("whatever an authority signs, reading it ends without an exception", async () => {
  // Bytes that look like DER here and there, in the places that are read once the signature holds.
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.constantFrom<Uint8Array>(one, entry(Uint8Array.of(1), reason(1)), extension("2.5.29.28", indirectPoint)),
  );
  const property = fc.asyncProperty(
    fc.array(piece, { maxLength: 4 }),
    fc.array(piece, { maxLength: 4 }),
    fc.constantFrom(SEQUENCE, SET, BOOLEAN),
    async (first, second, tag) => {
      const parts = { entries: der(tag, ...first), extensions: der(0xa0, der(tag, ...second)) };
      await read(writeList(authority, parts));
      await read(writeList(authority, { entries: entries(entry(Uint8Array.of(1), der(tag, ...second))) }));
    },
  );
  await fc.assert(property, { numRuns: 300, seed: 1988 });
});

const hostile: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ["a length of 4 GB", Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff)],
  ["a length of 2^1008", Buffer.concat([Uint8Array.of(0x30, 0xfe), Buffer.alloc(126, 0xff)])],
  ["a length that is not told", Buffer.concat([Uint8Array.of(0x30, 0x80), Buffer.alloc(64)])],
  ["a reserved length", Uint8Array.of(0x30, 0xff, 1, 2, 3)],
  ["100,000 levels", nested(100_000)],
  ["a million items where three belong", der(SEQUENCE, Buffer.alloc(2_000_000, Uint8Array.of(5, 0)))],
  [
    "an algorithm of a megabyte",
    writeList(authority, { algorithm: der(SEQUENCE, der(6, Buffer.alloc(1 << 20, 0xff))) }),
  ],
  ["a date of a megabyte", writeList(authority, { thisUpdate: der(0x18, Buffer.alloc(1 << 20, 0x30)) })],
  ["nothing but zeroes", Buffer.alloc(1 << 20)],
];

for (const [name, bytes] of hostile) {
  test(`a file with ${name} is refused at once`, async () => {
    const began = performance.now();
    assert.deepEqual(await read(bytes), { ok: false, reason: "unreadable" });
    assert.ok(performance.now() - began < 1000);
  });
}

test("of a stranger's list, however many entries it has, none is read", async () => {
  const levels = writeList(impostor, { entries: der(SEQUENCE, nested(100_000)) });
  assert.equal(await faultIn(levels), "signature-wrong");
  assert.equal(await faultIn(writeList(authority, { entries: der(SEQUENCE, nested(100_000)) })), "unreadable");
});

/** Sequences in sequences. */
function nested(levels: number): Uint8Array {
  const lengths: number[] = [0];
  for (let level = 1; level < levels; level++) {
    const inner = lengths[level - 1] ?? 0;
    lengths.push(inner + headOf(inner).length);
  }
  return Buffer.concat(lengths.toReversed().map(headOf));
}

function headOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(0x30, length);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return Buffer.concat([Uint8Array.of(0x30, 0x80 | bytes.length), bytes]);
}
