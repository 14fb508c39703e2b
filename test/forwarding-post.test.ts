import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { before, type TestContext, test } from "node:test";
import { TLSSocket } from "node:tls";
import { reasonOf, type TlsSide, type Way, wayTo } from "../src/forwarding/post.ts";
import { type Credential, createAuthority, issueCertificate } from "../src/population/certificates.ts";
import type { IssuedCertificate } from "../src/soap/security/authorities.ts";
import { issueCertificate as issueParty, makeAuthority } from "./pki.ts";

let authority: Credential;
let institution: Credential;
let crossroads: Credential;
let stranger: Credential;

before(async () => {
  const now = Date.now();
  const make = (subject: string, purpose: "server" | "party", by = authority) =>
    issueCertificate(by, { subject, keyKind: "ec-p256", purpose }, now);
  authority = await createAuthority("C=BE, O=Test, CN=authority", now);
  institution = await make("C=BE, O=Test, CN=localhost", "server");
  crossroads = await make("C=BE, O=Test, CN=crossroads", "party");
  stranger = await make("C=BE, O=Test, CN=localhost", "server", await createAuthority("C=BE, O=Test, CN=other", now));
});

async function listening(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

function send(t: TestContext, address: string, signal = AbortSignal.timeout(5000)) {
  return open(t, address, () => false).post("hello", { "Content-Type": "text/plain" }, signal);
}

function open(t: TestContext, address: string, isRevoked: TlsSide["isRevoked"]): Way {
  const { key, certificate: cert } = crossroads;
  const way = wayTo(address, { key, cert, ca: authority.certificate, isRevoked });
  t.after(() => way.close());
  return way;
}

function secure(t: TestContext, { key, certificate }: Credential, answer: RequestListener): Promise<number> {
  const ways = { key, cert: certificate, ca: authority.certificate, requestCert: true, rejectUnauthorized: true };
  return listening(t, createTlsServer(ways, answer));
}

test("over TLS the crossroads shows its certificate, to an institution whose own an authority issued", async (t) => {
  let seen = "";
  const port = await secure(t, institution, ({ socket }, response) => {
    seen = socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : "";
    response.end("thanks");
  });
  const { status, body } = await send(t, `https://localhost:${port}/mutations`);
  assert.deepEqual([status, body.toString(), seen], [200, "thanks", "crossroads"]);
});

test("an institution with a certificate of somebody else's authority gets nothing", async (t) => {
  let asked = 0;
  const port = await secure(t, stranger, (_, response) => {
    asked += 1;
    response.end();
  });
  await assert.rejects(send(t, `https://localhost:${port}/mutations`));
  assert.equal(asked, 0);
});

test("an institution whose certificate was revoked gets nothing, from the next connection on", async (t) => {
  let asked = 0;
  const port = await secure(t, institution, (_, response) => {
    asked += 1;
    response.setHeader("Connection", "close").end();
  });
  const { serialNumber } = new X509Certificate(institution.certificate);
  let isRevoked = false;
  const way = open(
    t,
    `https://localhost:${port}/mutations`,
    (one) => isRevoked && one.issuer === "CN=authority,O=Test,C=BE" && one.serialNumber === serialNumber,
  );
  const post = () => way.post("hello", {}, AbortSignal.timeout(5000));
  await post();
  isRevoked = true;
  await assert.rejects(post(), (error) => reasonOf(error) === "CERT_REVOKED");
  assert.equal(asked, 1);
});

test("an authority below another that was revoked speaks for no institution", async (t) => {
  const dates = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 3_600_000) };
  const root = await makeAuthority(dates);
  const below = await makeAuthority({ ...dates, issuer: root, subject: "C=BE,O=Kruispunt test,CN=below" });
  const server = await issueParty({ ...dates, issuer: below, subject: "C=BE,O=Kruispunt test,CN=localhost" });
  const key = server.privateKey.export({ type: "pkcs8", format: "pem" });
  const chain = `${server.certificatePem}\n${below.certificatePem}\n`;
  const port = await listening(
    t,
    createTlsServer({ key, cert: chain }, (_, response) => response.end("thanks")),
  );
  const { serialNumber } = new X509Certificate(below.certificatePem);
  const asked: IssuedCertificate[] = [];
  const to = (isRevoked: TlsSide["isRevoked"]) => {
    const way = wayTo(`https://localhost:${port}/`, {
      key: crossroads.key,
      cert: crossroads.certificate,
      ca: root.certificatePem,
      isRevoked,
    });
    t.after(() => way.close());
    return way.post("hello", {}, AbortSignal.timeout(5000));
  };
  const { status } = await to((one) => {
    asked.push(one);
    return false;
  });
  assert.equal(status, 200);
  assert.deepEqual(
    asked.map(({ issuer }) => issuer),
    ["CN=below,O=Kruispunt test,C=BE", "CN=Test authority,O=Kruispunt test,C=BE"],
  );
  await assert.rejects(
    to((one) => one.serialNumber === serialNumber),
    (error) => reasonOf(error) === "CERT_REVOKED",
  );
});

test("a redirection is an answer like others: nothing goes to an address that no annex names", async (t) => {
  let elsewhere = 0;
  const other = await listening(
    t,
    createServer((_, response) => {
      elsewhere += 1;
      response.end();
    }),
  );
  const port = await listening(
    t,
    createServer((_, response) => response.writeHead(307, { Location: `http://127.0.0.1:${other}/` }).end()),
  );
  assert.equal((await send(t, `http://127.0.0.1:${port}/mutations`)).status, 307);
  assert.equal(elsewhere, 0);
});

test("an answer that does not end is broken off, and so is one that does not come", async (t) => {
  const endless = await listening(
    t,
    createServer((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    }),
  );
  await assert.rejects(send(t, `http://127.0.0.1:${endless}/`), /too large/);
  const silent = await listening(
    t,
    createServer(() => {}),
  );
  const error: unknown = await send(t, `http://127.0.0.1:${silent}/`, AbortSignal.timeout(100)).catch(
    (reason: unknown) => reason,
  );
  assert.equal(reasonOf(error), "TIMEOUT");
});
