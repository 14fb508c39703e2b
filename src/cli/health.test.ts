import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { freePort } from "../../test/free-port.ts";
import { type RunningServer, startServer } from "../../test/server.ts";
import { createAuthority, issueCertificate } from "../population/certificates.ts";

let server: RunningServer;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  server = await startServer(t as TestContext, {
    KRUISPUNT_FUNDS: `003=http://127.0.0.1:${await freePort()}`,
    KRUISPUNT_ENVIRONMENT: "TST",
    KRUISPUNT_NODE: "node-1",
  });
});

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the command as somebody beside the server does. */
async function health(words: readonly string[], changes: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ["src/cli/main.ts", "health", ...words], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      KRUISPUNT_HOME: server.home,
      KRUISPUNT_PORT: new URL(server.url).port,
      ...changes,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const [code] = await once(child, "close");
  return { code: Number(code), ...said };
}

test("UP ends with 0 and shows a line for each check", async () => {
  const { code, out, err } = await health([]);
  assert.equal(code, 0, err);
  assert.match(out, /^UP at level DEFAULT \(OK\): Kruispunt \d+\.\d+\.\d+ on node-1, TST, as of \d{4}-/);
  assert.match(out, /\n\nstate +check +level +took +found +what was found\n/);
  assert.match(out, /\nOK +database +DEFAULT +\d+ ms +\d+ s ago +The database answers\n/);
  assert.match(out, /\nOK +signing-key .* valid until \d{4}-\d\d-\d\d\n/);
});

test("PING has nothing to show but itself", async () => {
  const { code, out } = await health(["--level", "PING", "--url", server.url]);
  assert.equal(code, 0);
  assert.match(out, /^UP at level PING \(OK\): [^\n]*\n$/);
});

test("DEGRADED ends with 1 and shows the worst first; over TLS as well", async () => {
  const { code, out, err } = await health(["--level", "DEEP", "--url", server.tlsUrl]);
  assert.equal(code, 1, err);
  assert.match(out, /^DEGRADED at level DEEP \(CRITICAL\)/);
  assert.match(out, /found\nCRITICAL +fund-003 +DEEP +.* NO_ANSWER: it cannot be reached\nOK /);
});

test("the answer can be had as it came", async () => {
  const { out } = await health(["--json"]);
  const { status, details } = JSON.parse(out);
  assert.equal(status, "UP");
  assert.equal(details.checks.length > 5, true);
});

test("a server with a private authority is believed by its own installation and with --ca; otherwise it cannot be told", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-health-"));
  t.after(() => rm(folder, { recursive: true }));
  const authority = await createAuthority("C=BE, O=Test, CN=authority", Date.now());
  const request = { subject: "C=BE, O=Test, CN=localhost", keyKind: "ec-p256", purpose: "server" } as const;
  const { key, certificate } = await issueCertificate(authority, request, Date.now());
  const [caFile, certificateFile] = [join(folder, "ca.pem"), join(folder, "server.pem")];
  await writeFile(caFile, authority.certificate);
  await writeFile(certificateFile, certificate);
  const stub = createTlsServer({ key, cert: certificate }, (_, response) => void response.end('{"status":"UP"}'));
  stub.listen(0, "127.0.0.1");
  t.after(() => stub.close());
  await once(stub, "listening");
  const address = stub.address();
  assert.ok(address !== null && typeof address !== "string");
  const url = `https://127.0.0.1:${address.port}`;
  const elsewhere = { KRUISPUNT_HOME: "/nowhere" };
  const stranger = await health(["--url", url], elsewhere);
  assert.deepEqual([stranger.code, stranger.out], [3, ""]);
  assert.match(stranger.err, /TLS does not come about with it \(UNABLE_TO_.*--ca FILE\n$/);
  const named = await health(["--url", url, "--ca", caFile], elsewhere);
  assert.deepEqual([named.code, named.out], [0, "UP\n"], named.err);
  const none = await health(["--url", url, "--ca", join(folder, "none.pem")], elsewhere);
  assert.deepEqual([none.code, none.out], [3, ""]);
  assert.match(none.err, /--ca: \S+none\.pem cannot be read/);
  const nowhere = Object.fromEntries(
    ["AUTHORITIES", "SERVER_KEY", "SIGNING_KEY", "SIGNING_CERTIFICATE"].map((name) => [
      `KRUISPUNT_${name}`,
      "/nowhere",
    ]),
  );
  const own = await health(["--url", url], {
    ...nowhere,
    KRUISPUNT_MODE: "production",
    KRUISPUNT_ANNEXES: "/nowhere",
    KRUISPUNT_PUBLIC_URL: "https://services.example.be",
    KRUISPUNT_SERVER_CERTIFICATE: certificateFile,
  });
  assert.deepEqual([own.code, own.out], [0, "UP\n"], own.err);
});

test("who may not read the signing key gets the status alone, and is told why there is nothing deeper", async () => {
  const elsewhere = { KRUISPUNT_HOME: "/nowhere" };
  const bare = await health([], elsewhere);
  assert.deepEqual([bare.code, bare.out], [0, "UP\n"]);
  const deep = await health(["--level", "DEEP"], elsewhere);
  assert.deepEqual([deep.code, deep.out], [3, ""]);
  assert.match(deep.err, /signing key/);
});

test("DOWN ends with 2, and so does nobody there; what is no answer about health ends with 3", async () => {
  let reply = { status: 503, text: '{"status":"DOWN"}' };
  const stub = createServer((_, response) => void response.writeHead(reply.status).end(reply.text));
  stub.listen(0, "127.0.0.1");
  await once(stub, "listening");
  const address = stub.address();
  assert.ok(address !== null && typeof address !== "string");
  const url = `http://127.0.0.1:${address.port}`;
  const down = await health(["--url", url]);
  assert.deepEqual([down.code, down.out], [2, "DOWN\n"]);
  reply = { status: 404, text: "<html>" };
  const other = await health(["--url", url]);
  assert.deepEqual([other.code, other.out], [3, ""]);
  assert.match(other.err, /not about health/);
  stub.close();
  const nobody = await health(["--url", url]);
  assert.equal(nobody.code, 2);
  assert.match(nobody.err, /^kruispunt: DOWN: http:\S+ does not answer/);
});
