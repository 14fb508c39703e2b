import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { certain } from "../kernel/outcome.ts";
import { createAuthority, issueCertificate } from "../population/certificates.ts";
import { faultsOfKeyFiles } from "./key-file-faults.ts";
import { readSettings } from "./settings.ts";

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "kruispunt-keys-"));
  const authority = await createAuthority("C=BE, O=Test, CN=authority", Date.now());
  const issue = (name: string) =>
    issueCertificate(
      authority,
      { subject: `C=BE, O=Test, CN=${name}`, keyKind: "ec-p256", purpose: "party" },
      Date.now(),
    );
  const [one, two] = [await issue("one"), await issue("two")];
  const { privateKey: small } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const files = {
    "ca.pem": authority.certificate,
    "one.key": one.key,
    "one.pem": one.certificate,
    "two.pem": two.certificate,
    "chain.pem": `${one.certificate}${authority.certificate}`,
    "text.pem": "not PEM",
    "encrypted.key": createPrivateKey(one.key).export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "secret",
    }),
    "p384.key": small.export({ type: "pkcs8", format: "pem" }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
after(() => rm(folder, { recursive: true }));

const right = {
  AUTHORITIES: "ca.pem",
  SERVER_KEY: "one.key",
  SERVER_CERTIFICATE: "chain.pem",
  SIGNING_KEY: "one.key",
  SIGNING_CERTIFICATE: "one.pem",
};

function faults(changes: Partial<Record<keyof typeof right, string>>): readonly string[] {
  const files = Object.entries({ ...right, ...changes }).map(([name, file]) => [
    `KRUISPUNT_${name}`,
    join(folder, file),
  ]);
  const settings = readSettings({
    ...Object.fromEntries(files),
    KRUISPUNT_MODE: "production",
    KRUISPUNT_ANNEXES: "annexes",
    KRUISPUNT_PUBLIC_URL: "https://services.example.be",
  });
  return faultsOfKeyFiles(certain(settings));
}

test("keys with their certificates, of a chain too, and an authority are in order", () => {
  assert.deepEqual(faults({}), []);
});

const wrong: readonly (readonly [what: string, changes: Parameters<typeof faults>[0], told: RegExp])[] = [
  ["a key that is not there", { SERVER_KEY: "none" }, /^KRUISPUNT_SERVER_KEY: \S+none cannot be read \(ENOENT\)/],
  ["a key that is none", { SIGNING_KEY: "text.pem" }, /^KRUISPUNT_SIGNING_KEY: \S+text\.pem holds no private key/],
  ["a key behind a password", { SERVER_KEY: "encrypted.key" }, /^KRUISPUNT_SERVER_KEY: .* is encrypted.*openssl pkey/],
  ["a certificate in the place of a key", { SIGNING_KEY: "one.pem" }, /^KRUISPUNT_SIGNING_KEY: .* no private key/],
  [
    "a certificate that is none",
    { SERVER_CERTIFICATE: "text.pem" },
    /^KRUISPUNT_SERVER_CERTIFICATE: \S+text\.pem holds no certificate/,
  ],
  [
    "the certificate of another key",
    { SIGNING_CERTIFICATE: "two.pem" },
    /^KRUISPUNT_SIGNING_CERTIFICATE: \S+two\.pem is not the certificate of KRUISPUNT_SIGNING_KEY, \S+one\.key/,
  ],
  [
    "an authority that is none",
    { AUTHORITIES: "one.pem" },
    /^KRUISPUNT_AUTHORITIES: \S+one\.pem holds what cannot be an authority: authority CN=one,O=Test,C=BE is not marked/,
  ],
  ["no authority at all", { AUTHORITIES: "text.pem" }, /^KRUISPUNT_AUTHORITIES: \S+text\.pem holds no certificate/],
];

for (const [what, changes, told] of wrong) {
  test(`${what} is told with its setting and its file`, () => {
    const [fault, ...others] = faults(changes);
    assert.match(fault ?? "", told);
    assert.deepEqual(others, []);
  });
}

test("a signing key of a kind that no receiver believes is told, also where its certificate is another's", () => {
  const [key, certificate] = faults({ SIGNING_KEY: "p384.key" });
  assert.match(key ?? "", /^KRUISPUNT_SIGNING_KEY: \S+p384\.key is a key that no receiver believes: expected RSA/);
  assert.match(certificate ?? "", /is not the certificate of KRUISPUNT_SIGNING_KEY/);
});
