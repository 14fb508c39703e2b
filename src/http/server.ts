// The HTTP floor: bounded bodies in, replies out; SOAP by path, contracts by `?wsdl` and `?xsd=`, health and metrics.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Channel } from "../crossroads/authentication.ts";
import type { IncomingBody } from "../crossroads/reception.ts";
import type { Publication } from "../soap/publication.ts";
import { isLoopback } from "./loopback.ts";

export interface SoapAddress {
  readonly path: string;
  readonly publication: Publication;
  /** Absent where only the contract is: the service is one that others have. */
  answer?(body: IncomingBody, channel: Channel): Promise<{ readonly httpStatus: number; readonly body: string }>;
}

export interface Page {
  readonly path: string;
  render(request: PageRequest): Promise<Rendered>;
}

/** What a page may depend on. */
export interface PageRequest {
  /** Behind the question mark; "" where there is none. */
  readonly query: string;
  /** The HTTP header Authorization. */
  readonly authorization: string | undefined;
  /** Whether nobody on the way can read along: TLS, or a connection within this machine. */
  readonly unread: boolean;
}

/** An address that takes a POST of a size of its own and says itself what it answers with. */
interface PostAddress {
  readonly path: string;
  /** Bytes of one request body. */
  readonly largestBody: number;
  answer(body: IncomingBody, channel: Channel): Promise<Rendered>;
}

export interface Rendered {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers whole requests under addresses of its own. */
export interface Side {
  owns(path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface HttpOptions {
  readonly addresses: readonly SoapAddress[];
  readonly posts?: readonly PostAddress[];
  readonly pages: readonly Page[];
  readonly rest?: Side;
  /** Bytes of one request body. */
  readonly largestBody: number;
  readonly onError: (error: unknown) => void;
  /** By which callers know this server, without a slash at its end; contracts give what a caller named (Host) when absent. */
  readonly publicUrl?: string | undefined;
}

export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
  /** Whose client certificates are taken at the handshake; they are judged again where they are used. */
  readonly ca: readonly string[];
}

export interface HttpServer {
  /** Resolves to the port, once it listens there; 0 asks for any free one. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Takes no new connections, gives the answers under way and ends each connection with its next answer. Who has not
   * sent a whole request within `patience` milliseconds is cut off.
   */
  stop(patience: number): Promise<void>;
}

/** Both servers take at most 64 KiB of headers, give a client 10 s to agree on TLS, 30 s to send a request and 72 s between two. */
export function createHttpServer(options: HttpOptions): HttpServer {
  const server: Server = createServer(
    serverOptions,
    listener(options, () => !server.listening),
  );
  return stoppable(server);
}

export function createHttpsServer(options: HttpOptions, tls: TlsOptions): HttpServer {
  const ways = { key: tls.key, cert: tls.cert, ca: [...tls.ca], requestCert: true, rejectUnauthorized: false };
  const server: Server = createTlsServer(
    { ...serverOptions, ...ways, minVersion: "TLSv1.2" as const, handshakeTimeout: 10_000 },
    listener(options, () => !server.listening),
  );
  return stoppable(server);
}

const serverOptions = {
  maxHeaderSize: 65_536,
  requestTimeout: 30_000,
  headersTimeout: 30_000,
  keepAliveTimeout: 72_000,
} as const;

function stoppable(server: Server): HttpServer {
  server.maxConnections = 10_000;
  // Of TLS, too, the connections below it: one that never ends its handshake is no HTTP connection yet.
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port, host, backlog: 1024 }, () => {
          server.off("error", reject);
          resolve(portOf(server.address()));
        });
      }),
    stop: (patience) =>
      new Promise((resolve) => {
        const impatience = setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, patience);
        // Node also closes the connections that wait for a next request.
        server.close(() => {
          clearTimeout(impatience);
          resolve();
        });
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("A server without a port");
  return address.port;
}

function listener(options: HttpOptions, isStopping: () => boolean): RequestListener {
  const { addresses, posts = [], pages, rest: restSide, largestBody, onError, publicUrl } = options;
  const soapByPath = new Map(addresses.map((address) => [address.path, address]));
  const postByPath = new Map(posts.map((post) => [post.path, post]));
  const pageByPath = new Map(pages.map((page) => [page.path, page]));
  const last = (): readonly string[] => (isStopping() ? ["Connection", "close"] : []);
  const arriving = createArriving(largestTogether);
  return (request, response) => {
    const url = request.url ?? "/";
    const mark = url.indexOf("?");
    const path = mark < 0 ? url : url.slice(0, mark);
    const soap = soapByPath.get(path);
    const answer = soap?.answer;
    if (answer !== undefined && request.method === "POST") {
      receiveBody(request, response, arriving, largestBody, (body, rest) => {
        answer(body, channelOf(request)).then(
          (reply) => {
            const { httpStatus, body } = reply;
            if (rest === undefined) send(response, httpStatus, xml, body, last());
            else sendBeforeTheEnd(response, httpStatus, xml, body, rest);
          },
          (error: unknown) => fail(response, onError, error),
        );
      });
      return;
    }
    const post = postByPath.get(path);
    if (post !== undefined && request.method === "POST") {
      receiveBody(request, response, arriving, post.largestBody, (body, rest) => {
        post.answer(body, channelOf(request)).then(
          ({ status, contentType, body }) => {
            if (rest === undefined) send(response, status, contentType, body, last());
            else sendBeforeTheEnd(response, status, contentType, body, rest);
          },
          (error: unknown) => fail(response, onError, error),
        );
      });
      return;
    }
    if (restSide?.owns(path) === true) {
      response.on("finish", () => {
        if (isStopping()) request.socket.end();
      });
      restSide.handle(request, response);
      return;
    }
    request.resume();
    if (post !== undefined) {
      send(response, 405, plain, "This address takes POST.\n", ["Allow", "POST", ...last()]);
      return;
    }
    const page = pageByPath.get(path);
    if (soap === undefined && page === undefined) {
      send(response, 404, plain, "There is nothing at this address.\n", last());
      return;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      const allowed = answer === undefined ? "GET, HEAD" : "GET, HEAD, POST";
      send(response, 405, plain, `This address takes ${allowed}.\n`, ["Allow", allowed, ...last()]);
      return;
    }
    if (soap !== undefined) {
      sendContract(request, response, soap, mark < 0 ? "" : url.slice(mark + 1), publicUrl);
      return;
    }
    page?.render(pageRequest(request, mark < 0 ? "" : url.slice(mark + 1))).then(
      ({ status, contentType, body, headers = {} }) =>
        send(response, status, contentType, body, [...Object.entries(headers).flat(), ...last()]),
      (error: unknown) => fail(response, onError, error),
    );
  };
}

const xml = "text/xml; charset=utf-8";
const plain = "text/plain; charset=utf-8";

const largestTogether = 67_108_864;
const costOfPiece = 256; // bytes that a piece takes beside its own: a body may come in pieces of one byte

/** The bodies of which something has come and something is missing: what all connections together may make us keep. */
interface Arriving {
  /** Counts bytes for a request. */
  grew(request: IncomingMessage, bytes: number): void;
  /** The request's body is there, or will not come any more. */
  ended(request: IncomingMessage): void;
}

/**
 * Beyond `most` bytes, who has kept us waiting longest is cut off: messages come at once, and only who means to fill our
 * memory is long about many.
 */
function createArriving(most: number): Arriving {
  const sizes = new Map<IncomingMessage, number>();
  let total = 0;
  const ended = (request: IncomingMessage): void => {
    total -= sizes.get(request) ?? 0;
    sizes.delete(request);
  };
  return {
    ended,
    grew: (request, bytes) => {
      sizes.set(request, (sizes.get(request) ?? 0) + bytes);
      total += bytes;
      for (const oldest of sizes.keys()) {
        if (total <= most) return;
        ended(oldest);
        oldest.destroy();
      }
    },
  };
}

/**
 * Hands over the whole body; or the cap as soon as it is known to be larger, with a promise of when nothing more comes.
 */
function receiveBody(
  request: IncomingMessage,
  response: ServerResponse,
  arriving: Arriving,
  largest: number,
  handle: (body: IncomingBody, rest?: Promise<void>) => void,
): void {
  request.on("error", () => response.destroy());
  if (Number(request.headers["content-length"] ?? 0) > largest) {
    handle({ largest }, dropRest(request));
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("close", () => arriving.ended(request));
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largest) {
      chunks.push(chunk);
      arriving.grew(request, chunk.length + costOfPiece);
      return;
    }
    chunks.length = 0;
    arriving.ended(request);
    request.removeAllListeners("data");
    request.removeAllListeners("end");
    handle({ largest }, dropRest(request));
  });
  request.on("end", () => {
    arriving.ended(request);
    const [first] = chunks;
    handle(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  });
}

const longestDrop = 2000;
const largestDrop = 16_777_216;

/**
 * Reads on without keeping anything, for 2 s and 16 MiB at most: a connection that is closed with something unread in it
 * is reset, and the answer is lost with it for who sends first and reads afterwards.
 */
function dropRest(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestDrop);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestDrop) end();
    });
    request.on("end", end);
    request.on("close", end);
  });
}

function channelOf(request: IncomingMessage): Channel {
  const { socket } = request;
  const authorization = request.headers.authorization;
  if (!(socket instanceof TLSSocket)) return { encrypted: false, clientCertificate: undefined, authorization };
  const certificate = socket.getPeerCertificate();
  const raw: unknown = certificate.raw;
  return { encrypted: true, clientCertificate: raw instanceof Uint8Array ? raw : undefined, authorization };
}

function pageRequest({ headers, socket }: IncomingMessage, query: string): PageRequest {
  const unread = socket instanceof TLSSocket || isLoopback(socket.remoteAddress?.replace(/^::ffff:/, "") ?? "");
  return { query, authorization: headers.authorization, unread };
}

function sendContract(
  request: IncomingMessage,
  response: ServerResponse,
  soap: SoapAddress,
  query: string,
  publicUrl: string | undefined,
): void {
  // Clients and people write ?wsdl, ?WSDL and ?Wsdl.
  const parameters = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]));
  const origin = publicUrl ?? originNamed(request);
  if (origin === undefined) {
    send(response, 400, plain, "The Host header is not a host.\n");
    return;
  }
  const address = `${origin}${soap.path}`;
  const schema = parameters.get("xsd");
  const contract = schema === undefined ? soap.publication.wsdl(address) : soap.publication.schema(schema, address);
  if (contract === undefined) send(response, 404, plain, "This service has no such schema.\n");
  else if (schema === undefined && !parameters.has("wsdl")) {
    if (soap.answer === undefined) send(response, 200, plain, `A contract, to be read at ${address}?wsdl\n`);
    else {
      send(response, 405, plain, `A SOAP service: POST a message here, or read its contract at ${address}?wsdl\n`, [
        "Allow",
        "POST",
      ]);
    }
  } else send(response, 200, xml, contract);
}

/** Where the caller says that we are; undefined where that is no host. */
function originNamed({ headers, socket }: IncomingMessage): string | undefined {
  const host = headers.host ?? "127.0.0.1";
  const scheme = socket instanceof TLSSocket ? "https" : "http";
  return /^[A-Za-z0-9.:[\]_-]{1,255}$/.test(host) ? `${scheme}://${host}` : undefined;
}

function fail(response: ServerResponse, onError: (error: unknown) => void, error: unknown): void {
  onError(error);
  if (response.headersSent) response.destroy();
  else send(response, 500, plain, "Something went wrong here.\n", ["Connection", "close"]);
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  extra: readonly string[] = [],
): void {
  response.end(writeHead(response, status, contentType, body, extra));
}

/** The whole answer at once, the end of the connection only when the question is over. */
function sendBeforeTheEnd(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  rest: Promise<void>,
): void {
  response.write(writeHead(response, status, contentType, body, ["Connection", "close"]));
  rest.then(() => response.end());
}

/** Gives the body back as text: node then sends head and body in one piece. */
function writeHead(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  extra: readonly string[],
): string {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, ["Content-Type", contentType, "Content-Length", length, ...extra]);
  return body;
}
