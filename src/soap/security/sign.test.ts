import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { issueCertificate, makeAuthority } from "../../../test/pki.ts";
import { canonicalize } from "../../xml/canonicalize.ts";
import { parseXml } from "../../xml/parse.ts";
import { createSigner } from "./sign.ts";

const authority = await makeAuthority({ keyKind: "p-256" });
const party = await issueCertificate({ issuer: authority, keyKind: "p-256" });

test("what is written is its own canonical form", () => {
  const message = createSigner(party).sign({ body: '<a xmlns="urn:a">é</a>', created: new Date(0), lifeMs: 1 });
  const parsed = parseXml(Buffer.from(message));
  assert.ok(parsed.ok);
  // Only the declarations that are repeated so that each signed part stands on its own go away.
  const withoutDeclarations = (text: string) => text.replaceAll(/ xmlns:\w+="[^"]*"/g, "");
  assert.equal(withoutDeclarations(canonicalize(parsed.value.root)), withoutDeclarations(message));
});

test("Created is the moment given and Expires a life later, to the millisecond in UTC", () => {
  const created = Date.parse("2026-02-28T23:59:59.999Z");
  const message = createSigner(party).sign({ body: "", created, lifeMs: 2 });
  assert.match(message, /<wsu:Created>2026-02-28T23:59:59\.999Z<\/wsu:Created><wsu:Expires>2026-03-01T00:00:00\.001Z</);
});

test("other headers stand before the Security header", () => {
  const message = createSigner(party).sign({ body: "", created: 0, lifeMs: 1, extraHeaders: '<x xmlns="urn:x"></x>' });
  assert.match(message, /<soapenv:Header><x xmlns="urn:x"><\/x><wsse:Security /);
});

test("a key that is not that of the certificate is refused", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  assert.throws(() => createSigner({ ...party, privateKey }), /not that of the certificate/);
});

test("a key that nobody here would believe is refused", async () => {
  for (const keyKind of ["p-384", "rsa-1024"] as const) {
    const weak = await issueCertificate({ issuer: authority, keyKind });
    assert.throws(() => createSigner(weak), /RSA of at least 2048 bits, or P-256/);
  }
});
