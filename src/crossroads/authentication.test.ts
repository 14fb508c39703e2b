import assert from "node:assert/strict";
import { test } from "node:test";
import { accepted, certain, refused } from "../kernel/outcome.ts";
import { type Envelope, readEnvelope, securityNamespace, soapNamespace } from "../soap/envelope.ts";
import type { TrustedCertificate } from "../soap/security/trust.ts";
import { parseXml } from "../xml/parse.ts";
import { childElement } from "../xml/query.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Annex } from "./annex.ts";
import type { Annexes } from "./annexes.ts";
import { type Channel, createAuthentication } from "./authentication.ts";

const annex: Annex = {
  customer: "inspectorate",
  name: "Inspectorate",
  identification: { cbeNumber: "1999990144" },
  publicWelfareCentre: false,
  authentication: { certificates: ["C=BE, O=Inspectorate, CN=x"], basic: { username: "E1" } },
  answers: { signed: false },
  quota: { perMinute: 1, perDay: 1 },
  services: new Map(),
  accessServices: new Map(),
};

const annexes: Annexes = {
  all: [annex],
  byCertificateSubject: (subject) => (subject === "CN=x,O=Inspectorate,C=BE" ? annex : undefined),
  byUsername: (username) => (username === "E1" ? annex : undefined),
  byClientId: () => undefined,
};

const header = `<s:Header><w:Security xmlns:w="${securityNamespace}"/></s:Header>`;
const read = (inside: string): Envelope =>
  certain(
    readEnvelope(
      certain(
        parseXml(Buffer.from(`<s:Envelope xmlns:s="${soapNamespace}">${inside}<s:Body><q/></s:Body></s:Envelope>`)),
      ).root,
    ),
  );
const bare = read("");
const secured = read(header);

const over = (channel: Partial<Channel>): Channel => ({
  encrypted: true,
  clientCertificate: undefined,
  authorization: undefined,
  ...channel,
});
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
const certificate = Buffer.from("a certificate");

/** Who is asked is noted; what nobody was to ask throws. */
function scene(
  ways: {
    readonly subject?: string;
    readonly bodyOf?: (envelope: Envelope) => XmlElement | undefined;
    readonly certificateRefused?: boolean;
    readonly signatureRefused?: boolean;
  } = {},
) {
  const pairs: (readonly [string, string])[] = [];
  const { subject = "CN=x,O=Inspectorate,C=BE", bodyOf = ({ root }) => childElement(root, soapNamespace, "Body") } =
    ways;
  // Only what is read of a certificate here; the rest is the trust store's own business.
  const trusted = { subject, fingerprint: "f1" } as TrustedCertificate;
  const authentication = createAuthentication({
    annexes,
    trust: {
      judge: () =>
        ways.certificateRefused === true
          ? refused({ reason: "certificate-unknown-issuer", expected: "a known issuer", found: "another" })
          : accepted(trusted),
    },
    verifier: {
      verify: (root) => {
        const body = bodyOf({ ...secured, root });
        assert.ok(body !== undefined);
        return ways.signatureRefused === true
          ? refused({ code: "FailedCheck", reason: "digest-mismatch", expected: "x", found: "y" })
          : accepted({ certificate: trusted, created: 1, expires: 2, body, signatureDigest: "d1", bodyDigest: "b1" });
      },
    },
    basic: {
      check: async (username, password) => {
        pairs.push([username, password]);
        return password === "right" || password === "a:b";
      },
    },
  });
  const ask = async (envelope: Envelope, channel: Channel) => await authentication.authenticate(envelope, channel);
  return { ask, pairs };
}

test("a signature speaks for the customer of its certificate, and marks the message", async () => {
  assert.deepEqual(
    await scene().ask(secured, over({})),
    accepted({ annex, proof: "signature f1", mark: { digest: "d1", expires: 2 } }),
  );
});

test("a certificate on the connection, and a user name with its password, speak for their customers", async () => {
  const { ask } = scene();
  assert.deepEqual(
    await ask(bare, over({ clientCertificate: certificate })),
    accepted({ annex, proof: "mutual-tls f1", mark: undefined }),
  );
  assert.deepEqual(
    await ask(bare, over({ authorization: basic("E1:right") })),
    accepted({ annex, proof: "basic E1", mark: undefined }),
  );
});

test("who is proven and stands in no annex is nobody's customer", async () => {
  const { ask } = scene({ subject: "CN=y,O=Other,C=BE" });
  for (const [envelope, channel] of [
    [secured, over({})],
    [bare, over({ clientCertificate: certificate })],
    [bare, over({ authorization: basic("E2:right") })],
  ] as const) {
    const outcome = await ask(envelope, channel);
    assert.ok(outcome.ok);
    assert.equal(outcome.value.annex, undefined);
  }
});

test("a message with a Security header stands or falls by it: nothing of the connection helps", async () => {
  const { ask, pairs } = scene({ signatureRefused: true });
  const outcome = await ask(secured, over({ clientCertificate: certificate, authorization: basic("E1:right") }));
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason.reason, "digest-mismatch");
  assert.deepEqual(pairs, []);
});

test("a Body other than the one that was signed is never read", async () => {
  const { ask } = scene({ bodyOf: ({ root }) => root });
  await assert.rejects(ask(secured, over({})), /not the one that was read/);
});

test("a certificate that is refused does not leave the word to a password", async () => {
  const { ask, pairs } = scene({ certificateRefused: true });
  const outcome = await ask(bare, over({ clientCertificate: certificate, authorization: basic("E1:right") }));
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason.code, "FailedAuthentication");
  assert.equal(outcome.reason.reason, "certificate-unknown-issuer");
  assert.deepEqual(pairs, []);
});

test("without any proof the sender is told which there are", async () => {
  const outcome = await scene().ask(bare, over({}));
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason.code, "SecurityTokenUnavailable");
  assert.equal(outcome.reason.reason, "no-proof");
});

test("a password that came unencrypted is not even looked at", async () => {
  const { ask, pairs } = scene();
  const outcome = await ask(bare, over({ encrypted: false, authorization: basic("E1:right") }));
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason.reason, "basic-without-tls");
  assert.deepEqual(pairs, []);
});

test("the user name ends at the first colon, the scheme is written as one likes", async () => {
  const { ask, pairs } = scene();
  assert.ok((await ask(bare, over({ authorization: basic("E1:a:b") }))).ok);
  assert.ok((await ask(bare, over({ authorization: basic("E1:right").replace("Basic", "bASIC") }))).ok);
  assert.deepEqual(pairs, [
    ["E1", "a:b"],
    ["E1", "right"],
  ]);
});

test("what is no user name with a password is not looked up, and told like a wrong one", async () => {
  const { ask, pairs } = scene();
  const wrong = await ask(bare, over({ authorization: basic("E1:wrong") }));
  assert.ok(!wrong.ok);
  assert.equal(pairs.length, 1);
  for (const authorization of [
    "",
    "Basic",
    "Basic ",
    "Bearer abc",
    "Basic %%%",
    basic("E1"),
    `${basic("E1:right")},x`,
    `Basic ${"A".repeat(1001)}`,
  ]) {
    const outcome = await ask(bare, over({ authorization }));
    assert.ok(!outcome.ok, authorization);
    assert.equal(outcome.reason.reason, wrong.reason.reason);
    assert.equal(outcome.reason.expected, wrong.reason.expected);
  }
  assert.equal(pairs.length, 1);
});
