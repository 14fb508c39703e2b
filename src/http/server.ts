// The HTTP floor: bounded bodies in, replies out; SOAP by path, contracts by `?wsdl` and `?xsd=`, health and metrics.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Server } from "node:net";
import { TLSSocket } from "node:tls";
import type { Channel } from "../crossroads/authentication.ts";
import type { IncomingBody } from "../crossroads/reception.ts";
import type { Publication } from "../soap/publication.ts";

export interface SoapAddress {
  readonly path: string;
  readonly publication: Publication;
  answer(body: IncomingBody, channel: Channel): Promise<{ readonly httpStatus: number; readonly body: string }>;
}

export interface Page {
  readonly path: string;
  render(): Promise<{ readonly status: number; readonly contentType: string; readonly body: string }>;
}

export interface HttpOptions {
  readonly addresses: readonly SoapAddress[];
  readonly pages: readonly Page[];
  /** Bytes of one request body. */
  readonly largestBody: number;
  readonly onError: (error: unknown) => void;
}

export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
  /** Whose client certificates are taken at the handshake; they are judged again where they are used. */
  readonly ca: readonly string[];
}

/** Both servers take at most 64 KiB of headers, give a client 30 s to send a request and 72 s between two. */
export function createHttpServer(options: HttpOptions): Server {
  return tuned(createServer(serverOptions, listener(options)));
}

export function createHttpsServer(options: HttpOptions, tls: TlsOptions): Server {
  const ways = { key: tls.key, cert: tls.cert, ca: [...tls.ca], requestCert: true, rejectUnauthorized: false };
  return tuned(createTlsServer({ ...serverOptions, ...ways, minVersion: "TLSv1.2" as const }, listener(options)));
}

const serverOptions = {
  maxHeaderSize: 65_536,
  requestTimeout: 30_000,
  headersTimeout: 30_000,
  keepAliveTimeout: 72_000,
} as const;

function tuned<S extends Server>(server: S): S {
  server.maxConnections = 10_000;
  return server;
}

function listener({ addresses, pages, largestBody, onError }: HttpOptions): RequestListener {
  const soapByPath = new Map(addresses.map((address) => [address.path, address]));
  const pageByPath = new Map(pages.map((page) => [page.path, page]));
  return (request, response) => {
    const url = request.url ?? "/";
    const mark = url.indexOf("?");
    const path = mark < 0 ? url : url.slice(0, mark);
    const soap = soapByPath.get(path);
    if (soap !== undefined && request.method === "POST") {
      receiveBody(request, response, largestBody, (body) => {
        const last = body instanceof Uint8Array ? [] : ["Connection", "close"];
        soap.answer(body, channelOf(request)).then(
          (reply) => send(response, reply.httpStatus, "text/xml; charset=utf-8", reply.body, last),
          (error: unknown) => fail(response, onError, error),
        );
      });
      return;
    }
    request.resume();
    if (request.method !== "GET" && request.method !== "HEAD") {
      send(response, 405, "text/plain; charset=utf-8", "This address takes GET, and POST where it is a service.\n", [
        "Allow",
        "GET, HEAD, POST",
      ]);
      return;
    }
    if (soap !== undefined) {
      sendContract(request, response, soap, mark < 0 ? "" : url.slice(mark + 1));
      return;
    }
    const page = pageByPath.get(path);
    if (page === undefined) {
      send(response, 404, "text/plain; charset=utf-8", "There is nothing at this address.\n");
      return;
    }
    page.render().then(
      ({ status, contentType, body }) => send(response, status, contentType, body),
      (error: unknown) => fail(response, onError, error),
    );
  };
}

/** Hands over the whole body, or the cap as soon as it is known to be larger; the rest is then not read. */
function receiveBody(
  request: IncomingMessage,
  response: ServerResponse,
  largest: number,
  handle: (body: IncomingBody) => void,
): void {
  const giveUp = (): void => {
    request.pause();
    response.on("finish", () => request.destroy());
    handle({ largest });
  };
  if (Number(request.headers["content-length"] ?? 0) > largest) {
    giveUp();
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largest) {
      chunks.push(chunk);
      return;
    }
    request.removeAllListeners("data");
    request.removeAllListeners("end");
    giveUp();
  });
  request.on("end", () => {
    const [first] = chunks;
    handle(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  });
  request.on("error", () => response.destroy());
}

function channelOf(request: IncomingMessage): Channel {
  const { socket } = request;
  const authorization = request.headers.authorization;
  if (!(socket instanceof TLSSocket)) return { encrypted: false, clientCertificate: undefined, authorization };
  const certificate = socket.getPeerCertificate();
  const raw: unknown = certificate.raw;
  return { encrypted: true, clientCertificate: raw instanceof Uint8Array ? raw : undefined, authorization };
}

function sendContract(request: IncomingMessage, response: ServerResponse, soap: SoapAddress, query: string): void {
  const parameters = new URLSearchParams(query);
  const scheme = request.socket instanceof TLSSocket ? "https" : "http";
  const host = request.headers.host ?? "127.0.0.1";
  if (!/^[A-Za-z0-9.:[\]_-]{1,255}$/.test(host)) {
    send(response, 400, "text/plain; charset=utf-8", "The Host header is not a host.\n");
    return;
  }
  const address = `${scheme}://${host}${soap.path}`;
  const schema = parameters.get("xsd");
  const contract = schema === null ? soap.publication.wsdl(address) : soap.publication.schema(schema, address);
  if (contract === undefined) send(response, 404, "text/plain; charset=utf-8", "This service has no such schema.\n");
  else if (schema === null && !parameters.has("wsdl")) {
    send(
      response,
      405,
      "text/plain; charset=utf-8",
      `A SOAP service: POST a message here, or read its contract at ${address}?wsdl\n`,
      ["Allow", "POST"],
    );
  } else send(response, 200, "text/xml; charset=utf-8", contract);
}

function fail(response: ServerResponse, onError: (error: unknown) => void, error: unknown): void {
  onError(error);
  if (response.headersSent) response.destroy();
  else send(response, 500, "text/plain; charset=utf-8", "Something went wrong here.\n");
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  extra: readonly string[] = [],
): void {
  const bytes = Buffer.from(body, "utf8");
  response.writeHead(status, ["Content-Type", contentType, "Content-Length", String(bytes.length), ...extra]);
  response.end(bytes);
}
