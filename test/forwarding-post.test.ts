import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { before, type TestContext, test } from "node:test";
import { TLSSocket } from "node:tls";
import { reasonOf, wayTo } from "../src/forwarding/post.ts";
import { type Credential, createAuthority, issueCertificate } from "../src/population/certificates.ts";

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
  const way = wayTo(address, { key: crossroads.key, cert: crossroads.certificate, ca: authority.certificate });
  t.after(() => way.close());
  return way.post("hello", { "Content-Type": "text/plain" }, signal);
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
