import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { withoutOpenssl } from "../../../test/client-programs.ts";
import { type Issued, issueCertificate, type KeyKind, makeAuthority } from "../../../test/pki.ts";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import { itemsOf, only, SEQUENCE } from "./der.ts";
import { checkOf } from "./detached-signature.ts";
import { signDetached } from "./sign-detached.ts";

const content = Buffer.from("<Dimona>\r\n<!-- é --></Dimona>\n");

type Signer = Pick<Issued, "certificatePem" | "privateKey">;

async function party(keyKind: KeyKind): Promise<Issued> {
  return await issueCertificate({ issuer: await makeAuthority(), keyKind });
}

/** The signature that OpenSSL makes of the content. */
function openssl(t: TestContext, { certificatePem, privateKey }: Signer, options: readonly string[] = []): Uint8Array {
  const folder = temporaryFolder(t);
  const [cert, key, file] = ["cert.pem", "key.pem", "content"].map((name) => join(folder, name));
  writeFileSync(cert ?? "", certificatePem);
  writeFileSync(key ?? "", privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  writeFileSync(file ?? "", content);
  const own = ["-sign", "-binary", "-signer", `${cert}`, "-inkey", `${key}`, "-in", `${file}`, "-outform", "DER"];
  return execFileSync("openssl", ["cms", ...own, ...options], { stdio: ["ignore", "pipe", "pipe"] });
}

/** The verdict: the signer's certificate in base64, or what is wrong. */
function verdict(signature: Uint8Array, signed: Uint8Array = content): string {
  const check = checkOf(signature);
  if (!check.ok) return check.reason;
  for (let at = 0; at < signed.length; at += 5) check.value.update(signed.subarray(at, at + 5));
  const concluded = check.value.conclude();
  return concluded.ok ? Buffer.from(concluded.value).toString("base64") : concluded.reason;
}

for (const keyKind of ["rsa-2048", "p-256"] as const) {
  for (const [how, options] of [
    ["with attributes", []],
    ["without attributes", ["-noattr"]],
    ["in PEM", ["-outform", "PEM"]],
  ] as const) {
    test(`a signature of OpenSSL is accepted over its bytes and no others: ${keyKind}, ${how}`, {
      skip: withoutOpenssl,
    }, async (t) => {
      const signer = await party(keyKind);
      const signature = openssl(t, signer, options);
      assert.equal(verdict(signature), signer.base64);
      assert.equal(verdict(signature, content.subarray(1)), "wrong");
      assert.equal(verdict(signature, Buffer.concat([content, Buffer.from(" ")])), "wrong");
    });
  }

  test(`OpenSSL accepts our own signature: ${keyKind}`, { skip: withoutOpenssl }, async (t) => {
    const signer = await party(keyKind);
    const signature = signDetached(content, signer.privateKey, signer.certificatePem);
    assert.equal(verdict(signature), signer.base64);
    const folder = temporaryFolder(t);
    const [file, own] = [join(folder, "content"), join(folder, "signature")];
    writeFileSync(file, content);
    writeFileSync(own, signature);
    const options = ["-verify", "-binary", "-noverify", "-inform", "DER", "-in", own, "-content", file];
    assert.deepEqual(execFileSync("openssl", ["cms", ...options], { stdio: ["ignore", "pipe", "pipe"] }), content);
  });
}

test("a signature may name its certificate by the identifier of the key", { skip: withoutOpenssl }, (t) => {
  const folder = temporaryFolder(t);
  const [cert, key] = [join(folder, "c.pem"), join(folder, "k.pem")];
  const making = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Test party", "-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", ...making], { stdio: "ignore" });
  const privateKey = createPrivateKey(readFileSync(key));
  const signature = openssl(t, { certificatePem: readFileSync(cert, "utf8"), privateKey }, ["-keyid"]);
  assert.equal(verdict(signature), new X509Certificate(readFileSync(cert)).raw.toString("base64"));
});

test("a signature in BER, whose outer parts mark their ends, is read as one in DER", {
  skip: withoutOpenssl,
}, async (t) => {
  const signer = await party("rsa-2048");
  const inDer = openssl(t, signer);
  const [type, wrapped] = itemsOf(only(itemsOf(inDer), SEQUENCE));
  const parts = itemsOf(only(itemsOf(wrapped?.content ?? inDer), SEQUENCE)).map(({ whole }) => whole);
  const marked = (tag: number, ...inside: readonly Uint8Array[]) =>
    Buffer.concat([Uint8Array.of(tag, 0x80), ...inside, Uint8Array.of(0, 0)]);
  const inBer = marked(SEQUENCE, type?.whole ?? inDer, marked(0xa0, marked(SEQUENCE, ...parts)));
  assert.equal(verdict(inBer), signer.base64);
  assert.equal(verdict(inBer.subarray(0, -1)), "unreadable");
});

test("a signature of another digest than SHA-256 is refused", { skip: withoutOpenssl }, async (t) => {
  assert.equal(verdict(openssl(t, await party("rsa-2048"), ["-md", "sha1"])), "algorithm");
  assert.equal(verdict(openssl(t, await party("rsa-2048"), ["-md", "sha512"])), "algorithm");
});

test("a signature with its content inside is refused: it could be of another file", {
  skip: withoutOpenssl,
}, async (t) => {
  assert.equal(verdict(openssl(t, await party("rsa-2048"), ["-nodetach"])), "unreadable");
});

test("a signature without its certificate is refused", { skip: withoutOpenssl }, async (t) => {
  assert.equal(verdict(openssl(t, await party("rsa-2048"), ["-nocerts"])), "certificate-missing");
});

test("a changed byte anywhere makes a signature wrong, unreadable, or leaves it whole where it means nothing", {
  skip: withoutOpenssl,
}, async (t) => {
  const signer = await party("p-256");
  const signature = openssl(t, signer);
  const spared = [...signature.keys()].filter((at) => {
    const changed = Buffer.from(signature);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const found = verdict(changed);
    // The certificate's own signature is judged by the trust store; its key and the rest of the message are not spared.
    return found === signer.base64;
  });
  // Versions, and the digest algorithms that the head repeats, are no part of what is believed.
  assert.ok(spared.length < 30, `${spared.length} bytes`);
});

test("any bytes at all are refused without an exception", () => {
  for (const bytes of [[], [0x30], [0x30, 0x80], [0x30, 0x80, 0, 0], [0x30, 0x03, 6, 1, 1], [45, 45, 45, 45, 45]]) {
    assert.equal(verdict(Uint8Array.from(bytes)), "unreadable");
  }
  assert.equal(verdict(Buffer.alloc(10_000, Buffer.from([0x30, 0x80]))), "unreadable");
});
