// A fund behind a socket: its search, its ping, its health and its published interface.
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Fund, problem } from "./fund.ts";
import { type FundReply, pingPath, problemSchema, searchPath } from "./interface.ts";
import { openApiOf } from "./openapi.ts";

interface FundServerOptions {
  readonly fund: Fund;
  /** Who searches or pings must show it; without one anybody who reaches the port may. */
  readonly token: string | undefined;
  readonly healthy: () => boolean;
  readonly onError: (error: unknown) => void;
}

const largestQuestion = 4096;

/** Not yet listening. */
export function createFundServer({ fund, token, healthy, onError }: FundServerOptions): Server {
  const document = openApiOf(fund.code);
  const expected = token === undefined ? undefined : digestOf(`Bearer ${token}`);

  const answer = async (request: IncomingMessage): Promise<FundReply | string> => {
    const { method, url } = request;
    if (url === "/health" && method === "GET") {
      return healthy() ? { status: 200, body: { status: "UP" } } : { status: 503, body: { status: "DOWN" } };
    }
    if (url === "/openapi.json" && method === "GET") return document;
    if (url !== searchPath && url !== pingPath) return problem(404, "There is nothing at this address");
    const taken = url === searchPath ? "POST" : "GET";
    if (method !== taken) return problem(405, `This address takes ${taken}`);
    // Digests of equal length, so that the time it takes tells nothing of the token.
    if (expected !== undefined && !timingSafeEqual(expected, digestOf(request.headers.authorization ?? ""))) {
      return problem(401, "The token is missing or wrong");
    }
    if (url === pingPath) return fund.ping();
    const body = await readBody(request);
    if (body === undefined) return problem(413, `A question has at most ${largestQuestion} bytes`);
    const read = readJson(body);
    return read.ok ? await fund.search(read.value) : problem(400, "The question is no JSON");
  };

  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 }, (request, response) => {
    answer(request).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        onError(error);
        send(response, problem(500, "Something went wrong here"));
      },
    );
  });
  server.maxConnections = 2000;
  return server;
}

function send(response: ServerResponse, reply: FundReply | string): void {
  const status = typeof reply === "string" ? 200 : reply.status;
  const text = typeof reply === "string" ? reply : JSON.stringify(reply.body);
  const bytes = Buffer.from(text);
  response.writeHead(status, {
    "Content-Type": isProblem(reply) ? "application/problem+json" : "application/json",
    "Content-Length": bytes.length,
    // What was not read of a refused question would be taken for the next one.
    ...(status >= 400 ? { Connection: "close" } : {}),
  });
  response.end(bytes);
}

function isProblem(reply: FundReply | string): boolean {
  return typeof reply !== "string" && problemSchema.safeParse(reply.body).success;
}

/** Undefined as soon as it is known to be too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestQuestion) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
