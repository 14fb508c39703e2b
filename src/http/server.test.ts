import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { converse } from "../../test/raw-connection.ts";
import type { IncomingBody } from "../crossroads/reception.ts";
import { createHttpServer, type HttpOptions, type HttpServer } from "./server.ts";

const largestBody = 1000;

interface Scene {
  readonly server: HttpServer;
  readonly port: number;
  readonly bodies: readonly IncomingBody[];
  readonly errors: readonly unknown[];
}

type Answer = HttpOptions["addresses"][number]["answer"];

async function scene(
  t: TestContext,
  answer: Answer = async () => ({ httpStatus: 200, body: "<answer/>" }),
  publicUrl?: string,
): Promise<Scene> {
  const bodies: IncomingBody[] = [];
  const errors: unknown[] = [];
  const server = createHttpServer({
    largestBody,
    publicUrl,
    onError: (error) => errors.push(error),
    addresses: [
      {
        path: "/service",
        publication: {
          wsdl: (address) => `<wsdl at="${address}"/>`,
          schema: (name, address) => (name === "Known.xsd" ? `<schema at="${address}"/>` : undefined),
        },
        answer: (body, channel) => {
          bodies.push(body);
          return answer(body, channel);
        },
      },
    ],
    pages: [
      { path: "/health", render: async () => ({ status: 200, contentType: "application/json", body: "{}" }) },
      { path: "/broken", render: () => Promise.reject(new Error("85010100144")) },
    ],
  });
  const port = await server.listen(0, "127.0.0.1");
  t.after(() => server.stop(0));
  return { server, port, bodies, errors };
}

const post = (body: string, more = "") =>
  `POST /service HTTP/1.1\r\nHost: here\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

test("a body that comes in pieces is handed over whole", async (t) => {
  const { port, bodies } = await scene(t);
  const head = "POST /service HTTP/1.1\r\nHost: here\r\nConnection: close\r\n";
  const { text } = await converse(port, [`${head}Content-Length: 9\r\n\r\n`, 20, "<qu", 20, "est", 20, "io>"]);
  assert.equal(statusOf(text), 200);
  const chunked = [`${head}Transfer-Encoding: chunked\r\n\r\n`, "3\r\n<qu\r\n", 20, "6\r\nestio>\r\n", "0\r\n\r\n"];
  assert.equal(statusOf((await converse(port, chunked)).text), 200);
  assert.deepEqual(bodies.map(String), ["<questio>", "<questio>"]);
});

test("a body of the largest size is taken, one byte more is told the limit and not read", async (t) => {
  const { port, bodies } = await scene(t);
  const close = "Connection: close\r\n";
  await converse(port, [post("x".repeat(largestBody), close)]);
  await converse(port, [post("x".repeat(largestBody + 1), close)]);
  assert.deepEqual(
    bodies.map((body) => (body instanceof Uint8Array ? body.length : body)),
    [largestBody, { largest: largestBody }],
  );
});

test("who announces too much gets the answer before sending any of it", async (t) => {
  const { port, bodies } = await scene(t);
  const announced = "POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: 10000000\r\n";
  for (const head of [`${announced}\r\n`, `${announced}Expect: 100-continue\r\n\r\n`]) {
    const { text } = await converse(port, [head], { wait: 200 });
    assert.match(text, /<answer\/>$/);
    assert.match(text, /\r\nConnection: close\r\n/);
  }
  assert.deepEqual(bodies, [{ largest: largestBody }, { largest: largestBody }]);
});

test("who sends too much, and reads only then, gets the answer too", async (t) => {
  const { port, bodies } = await scene(t);
  const rest = Buffer.alloc(4_000_000, "x");
  const announced = `POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: ${rest.length}\r\n\r\n`;
  const chunked = "POST /service HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n";
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "x"), Buffer.from("\r\n")]);
  for (const parts of [
    [announced, rest],
    [chunked, ...Array.from({ length: 60 }, () => chunk), "0\r\n\r\n"],
  ]) {
    const { text, end } = await converse(port, parts);
    assert.match(text, /<answer\/>$/, end);
  }
  assert.deepEqual(bodies, [{ largest: largestBody }, { largest: largestBody }]);
});

test("who never stops sending too much is cut off", async (t) => {
  const { port } = await scene(t);
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write("POST /service HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "x"), Buffer.from("\r\n")]);
  let sent = 0;
  const timer = setInterval(() => {
    socket.write(chunk);
    sent += chunk.length;
  }, 5);
  await closed;
  clearInterval(timer);
  assert.ok(sent < 50_000_000, `${sent} bytes were taken`);
});

test("who fills the memory with bodies that never end is cut off, and who sends a message is not", async (t) => {
  const server = createHttpServer({
    largestBody: 1_048_576,
    onError: () => {},
    pages: [],
    addresses: [
      {
        path: "/service",
        publication: { wsdl: () => "", schema: () => undefined },
        answer: async () => ({ httpStatus: 200, body: "<answer/>" }),
      },
    ],
  });
  const port = await server.listen(0, "127.0.0.1");
  const hoard = (head: string, piece: Buffer) => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write(`POST /service HTTP/1.1\r\nHost: here\r\n${head}\r\n\r\n`);
    socket.write(piece);
    return socket;
  };
  const half = Array.from({ length: 80 }, () => hoard("Content-Length: 1048576", Buffer.alloc(1_000_000, "x")));
  const crumbs = hoard("Transfer-Encoding: chunked", Buffer.from("1\r\nx\r\n".repeat(500_000)));
  t.after(async () => {
    for (const socket of [...half, crumbs]) socket.destroy();
    await server.stop(0);
  });
  const deadline = performance.now() + 10_000;
  while (!crumbs.closed && performance.now() < deadline) await sleep(20);
  assert.ok(crumbs.closed, "a body of crumbs is kept");
  const kept = half.filter((socket) => !socket.closed).length;
  assert.ok(kept <= 67, `${kept} large bodies are kept`);
  assert.equal(statusOf((await converse(port, [post("<a/>", "Connection: close\r\n")])).text), 200);
});

test("what is no chunk, no header or no HTTP at all is 400, and the next one is served", async (t) => {
  const { port, bodies } = await scene(t);
  const nonsense = [
    "POST /service HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<a/>\r\n",
    "POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: many\r\n\r\n",
    "POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "POST /service HTTP/1.1\r\n\r\n",
    "GET /service HTTP/9.9\r\nHost: here\r\n\r\n",
    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
    "EHLO here\r\n",
  ];
  for (const part of nonsense) {
    const { text, end } = await converse(port, [part]);
    assert.ok(statusOf(text) === 400 || statusOf(text) === 505, `${JSON.stringify(part)}: ${text}`);
    assert.equal(end, "closed");
  }
  assert.equal(statusOf((await converse(port, [post("<a/>", "Connection: close\r\n")])).text), 200);
  assert.deepEqual(bodies.map(String), ["<a/>"]);
});

test("headers beyond 64 KiB are 431", async (t) => {
  const { port } = await scene(t);
  const { text } = await converse(port, [
    `GET /health HTTP/1.1\r\nHost: here\r\nX-Long: ${"x".repeat(70_000)}\r\n\r\n`,
  ]);
  assert.equal(statusOf(text), 431);
});

test("a question that breaks off halfway is nobody's, and the server goes on", async (t) => {
  const { port, bodies, errors } = await scene(t);
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: 500\r\n\r\n<half");
  await sleep(30);
  socket.resetAndDestroy();
  assert.equal(statusOf((await converse(port, [post("<a/>", "Connection: close\r\n")])).text), 200);
  assert.deepEqual(bodies.map(String), ["<a/>"]);
  assert.deepEqual(errors, []);
});

test("two questions sent in one breath are answered in their order", async (t) => {
  let count = 0;
  const { port } = await scene(t, async () => {
    count += 1;
    const own = count;
    await sleep(own === 1 ? 60 : 0);
    return { httpStatus: 200, body: `<answer number="${own}"/>` };
  });
  const { text } = await converse(port, [post("<a/>") + post("<b/>", "Connection: close\r\n")]);
  assert.deepEqual(text.match(/number="\d"/g), ['number="1"', 'number="2"']);
});

test("an error while answering is 500 without a word of it, and is reported", async (t) => {
  const { port, errors } = await scene(t, () => Promise.reject(new Error("the number 85010100144 is odd")));
  for (const parts of [[post("<a/>", "Connection: close\r\n")], ["GET /broken HTTP/1.0\r\nHost: here\r\n\r\n"]]) {
    const { text } = await converse(port, parts);
    assert.equal(statusOf(text), 500);
    assert.ok(!text.includes("85010100144"));
  }
  assert.equal(errors.length, 2);
});

const gets: readonly (readonly [what: string, line: string, status: number, body: RegExp])[] = [
  ["a page", "GET /health", 200, /^\{\}$/],
  ["a page with a query", "GET /health?x=1", 200, /^\{\}$/],
  ["the head of a page", "HEAD /health", 200, /^$/],
  ["the contract", "GET /service?wsdl", 200, /^<wsdl at="http:\/\/here\/service"\/>$/],
  ["the contract, written as others do", "GET /service?wsdl=1", 200, /^<wsdl/],
  ["a schema", "GET /service?xsd=Known.xsd", 200, /^<schema at="http:\/\/here\/service"\/>$/],
  ["a schema that is not there", "GET /service?xsd=Other.xsd", 404, /no such schema/],
  ["a file above", "GET /service?xsd=../../etc/passwd", 404, /no such schema/],
  ["a file above, hidden", "GET /service?xsd=..%2f..%2fetc%2fpasswd", 404, /no such schema/],
  ["a schema without name", "GET /service?xsd=", 404, /no such schema/],
  ["the service itself", "GET /service", 405, /POST a message here.*http:\/\/here\/service\?wsdl/],
  ["a query that says nothing", "GET /service?%", 405, /POST/],
  ["another address", "GET /other", 404, /nothing/],
  ["another address that takes questions", "POST /other", 404, /nothing/],
  ["the folder above", "GET /../../etc/passwd", 404, /nothing/],
  ["an address with a slash too many", "GET //service?wsdl", 404, /nothing/],
  ["a method that is not taken", "PUT /service", 405, /GET/],
  ["a method that is not taken anywhere", "DELETE /health", 405, /GET/],
  ["another method", "PATCH /other", 404, /nothing/],
  ["options", "OPTIONS *", 404, /nothing/],
];

for (const [what, line, status, body] of gets) {
  test(`${what}: ${line} is ${status}`, async (t) => {
    const { port } = await scene(t);
    const { text } = await converse(port, [`${line} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`]);
    assert.equal(statusOf(text), status, text);
    assert.match(text.slice(text.indexOf("\r\n\r\n") + 4).trim(), body);
    if (status === 405) assert.match(text, /\r\nAllow: /);
  });
}

test("the contract gives the public address where there is one, whatever Host a caller names", async (t) => {
  const { port } = await scene(t, undefined, "https://services.example.be");
  for (const host of ["here", "evil.example", "a host?"]) {
    const { text } = await converse(port, [`GET /service?wsdl HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`]);
    assert.match(text, /<wsdl at="https:\/\/services\.example\.be\/service"\/>$/);
  }
});

test("a Host that is none does not get into the contract", async (t) => {
  const { port } = await scene(t);
  for (const host of ['x"><script>', "a b", "x/../y", "x?y", "é", "h".repeat(300), "x'y"]) {
    const { text } = await converse(port, [`GET /service?wsdl HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`]);
    assert.equal(statusOf(text), 400, host);
    assert.doesNotMatch(text, /wsdl at/);
  }
  for (const host of ["localhost:8080", "[::1]:8443", "kruispunt.example"]) {
    const { text } = await converse(port, [`GET /service?wsdl HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`]);
    assert.ok(text.includes(`at="http://${host}/service"`), text);
  }
});

test("an answer under way at the stop goes out on a connection that then ends, and nothing new is taken", async (t) => {
  const { server, port } = await scene(t, async () => {
    await sleep(150);
    return { httpStatus: 200, body: "<late/>" };
  });
  const agent = new Agent({ keepAlive: true });
  const sent = request({ port, host: "127.0.0.1", path: "/service", method: "POST", agent });
  sent.end("<a/>");
  const answered = once(sent, "response");
  await sleep(50);
  const stopped = server.stop(5000);
  await assert.rejects(once(connect(port, "127.0.0.1"), "connect"));
  const [response] = await answered;
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers.connection, "close");
  assert.equal(String(Buffer.concat(await response.toArray())), "<late/>");
  const before = Date.now();
  await stopped;
  assert.ok(Date.now() - before < 2000, "the connection did not keep the server");
  agent.destroy();
});

test("who asks on and on does not keep a server that is to stop", async (t) => {
  const { server, port } = await scene(t, async () => {
    await sleep(5);
    return { httpStatus: 200, body: "<answer/>" };
  });
  const agent = new Agent({ keepAlive: true });
  let answers = 0;
  const asking = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (;;) {
        const sent = request({ port, host: "127.0.0.1", path: "/service", method: "POST", agent });
        const ended = Promise.race([
          once(sent, "response").then(([response]) => response.toArray()),
          once(sent, "error").then(() => undefined),
        ]);
        sent.end("<a/>");
        if ((await ended.catch(() => undefined)) === undefined) return;
        answers += 1;
      }
    }),
  );
  while (answers < 20) await sleep(5);
  const before = Date.now();
  await server.stop(5000);
  assert.ok(Date.now() - before < 2000);
  await asking;
  agent.destroy();
});

test("who sends too slowly, or nothing at all, is cut off when a stopping server has waited long enough", async (t) => {
  const { server, port, bodies } = await scene(t);
  const closed = ["", "GET /he", "POST /service HTTP/1.1\r\nHost: here\r\nContent-Length: 500\r\n\r\n<half"].map(
    (text) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(text));
      socket.on("error", () => {});
      return new Promise((resolve) => socket.once("close", resolve));
    },
  );
  await sleep(50);
  const before = Date.now();
  await server.stop(300);
  assert.ok(Date.now() - before < 2000);
  await Promise.all(closed);
  assert.deepEqual(bodies, []);
});
