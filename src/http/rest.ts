// The REST side of the server: the token endpoint, the JSON faces of the services, and their description.

import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Texts } from "../crossroads/statuses.ts";
import type { Clock } from "../kernel/clock.ts";
import { newTicket } from "../kernel/ticket.ts";
import { httpWords, methodsTaken, tooLarge } from "../rest/http-words.ts";
import { languageOf } from "../rest/language.ts";
import { describeApi, describeInstallation, type OtherAddresses } from "../rest/openapi.ts";
import { isResource, methodOf, type RestApi, type RestFace } from "../rest/operation.ts";
import { type ProblemKind, problem } from "../rest/problem.ts";
import { answerQuestion, type RestCrossroads } from "../rest/question.ts";
import { referencePage } from "../rest/reference-page.ts";
import { answerTokenCall, type TokenService, tokenPath, tokenService } from "../rest/token-endpoint.ts";

export interface RestOptions {
  readonly crossroads: RestCrossroads;
  readonly tokens: TokenService;
  readonly apis: readonly RestApi[];
  /** What the reference also tells about. */
  readonly others: OtherAddresses;
  /** The address under which callers know this installation, without a slash at the end; a demonstration needs none. */
  readonly publicUrl: string | undefined;
  /** In a demonstration the endpoint may also be called by the address of the machine itself. */
  readonly loopback: boolean;
  readonly answered: (service: string, code: string, seconds: number) => void;
}

export interface RestSide {
  /** Whether an address is this side's to answer. */
  owns(path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** Bytes of one question: the largest that meets a schema is far below. */
const largestBody = 65_536;

/** Bodies are read here, each at most 64 KiB; every answer carries its ticket in BelGov-Trace-Id. */
export async function createRestSide(options: RestOptions): Promise<RestSide> {
  const refuse = refuser(options.crossroads.clock);
  const app = Fastify({
    logger: false,
    bodyLimit: largestBody,
    // An address that cannot be read would otherwise be said again, with whatever stands in it.
    frameworkErrors: (_, request, reply) => refuse(request, reply, "badRequest", httpWords.unreadableAddress),
  });
  takeBytes(app);
  addQuestions(app, options);
  addTokens(app, options);
  addDescription(app, options);
  addRefusals(app, refuse, options);
  await app.ready();
  return {
    owns: (path) => path.startsWith("/REST/") || path === "/openapi.json" || path === "/api",
    handle: (request, response) => app.routing(request, response),
    close: () => app.close(),
  };
}

/** Bodies stay bytes: the audit keeps a hash of what was received. One that is too large is known by its cap. */
function takeBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
}

function bytesOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

function addQuestions(app: FastifyInstance, { crossroads, apis, answered }: RestOptions): void {
  for (const { base, operations } of apis) {
    for (const face of operations) {
      const answer = async (
        request: FastifyRequest,
        reply: FastifyReply,
        body = bytesOf(request) as Uint8Array | { largest: number },
      ) => {
        const started = performance.now();
        const traceId = traceIdOf(request);
        const {
          status,
          contentType,
          headers,
          body: text,
          ticket,
          code,
        } = await answerQuestion(crossroads, face, {
          body,
          isJson: mediaTypeOf(request) === "application/json",
          encrypted: isEncrypted(request),
          authorization: request.headers.authorization,
          traceId,
          language: languageOf(request.headers["accept-language"]),
          accept: request.headers.accept,
          parameters: { ...Object(request.params), ...Object(request.query) },
          headers: headersFor(face, request),
        });
        answered(face.operation.service, code, (performance.now() - started) / 1000);
        return reply
          .code(status)
          .headers({ ...headers, ...tracing(ticket, traceId) })
          .type(contentType)
          .send(text);
      };
      app.route({
        method: methodOf(face),
        url: routeOf(`${base}${face.path}`),
        exposeHeadRoute: false,
        handler: (request, reply) => answer(request, reply),
        errorHandler: (error, request, reply) => {
          if (!isTooLarge(error)) throw error;
          return answer(request, reply, { largest: largestBody });
        },
      });
    }
  }
}

/** An address with its parameters as the router writes them. */
function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** Those that the operation says it reads. */
function headersFor(face: RestFace, { headers }: FastifyRequest): Readonly<Record<string, string | undefined>> {
  const names = isResource(face) ? Object.keys(face.headers ?? {}) : [];
  return Object.fromEntries(
    names.map((name) => {
      const value = headers[name];
      return [name, typeof value === "string" ? value : undefined];
    }),
  );
}

function addTokens(app: FastifyInstance, options: RestOptions): void {
  const { tokens, answered } = options;
  const answer = async (request: FastifyRequest, reply: FastifyReply, body: Uint8Array | { largest: number }) => {
    const started = performance.now();
    const traceId = traceIdOf(request);
    const {
      status,
      body: text,
      ticket,
      code,
    } = await answerTokenCall(tokens, {
      body,
      isForm: mediaTypeOf(request) === "application/x-www-form-urlencoded",
      encrypted: isEncrypted(request),
      audiences: audiencesOf(request, options),
    });
    answered(tokenService, code, (performance.now() - started) / 1000);
    return reply
      .code(status)
      .headers({ "Cache-Control": "no-store", Pragma: "no-cache", ...tracing(ticket, traceId) })
      .type("application/json")
      .send(text);
  };
  app.post(tokenPath, {
    handler: (request, reply) => answer(request, reply, bytesOf(request)),
    errorHandler: (error, request, reply) => {
      if (!isTooLarge(error)) throw error;
      return answer(request, reply, { largest: largestBody });
    },
  });
}

/** The public address, or in a demonstration the one that was called, as long as it is this machine's own. */
function audiencesOf(request: FastifyRequest, { publicUrl, loopback }: RestOptions): readonly string[] {
  if (publicUrl !== undefined) return [`${publicUrl}${tokenPath}`];
  const host = request.headers.host ?? "";
  if (!loopback || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/.test(host)) return [];
  return [`${isEncrypted(request) ? "https" : "http"}://${host}${tokenPath}`];
}

function addDescription(app: FastifyInstance, { apis, others }: RestOptions): void {
  const whole = describeInstallation(apis, others);
  const serve = (path: string, contentType: string, text: string) =>
    app.get(path, (_, reply) =>
      reply
        .type(contentType)
        .headers({
          "Cache-Control": "max-age=300",
          "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
          "X-Content-Type-Options": "nosniff",
        })
        .send(text),
    );
  serve("/openapi.json", "application/json", JSON.stringify(whole, undefined, 2));
  serve("/api", "text/html; charset=utf-8", referencePage(whole));
  for (const api of apis) {
    serve(`${api.base}/doc/openapi.json`, "application/json", JSON.stringify(describeApi(api), undefined, 2));
  }
}

type Refuse = (request: FastifyRequest, reply: FastifyReply, kind: ProblemKind, detail: Texts) => FastifyReply;

/** Problems of the HTTP side alone, which no question has to answer for. */
function refuser(clock: Clock): Refuse {
  return (request, reply, kind, detail) => {
    const ticket = newTicket(clock);
    const told = problem(kind, ticket, { detail: detail[languageOf(request.headers["accept-language"])] });
    return reply
      .code(told.status)
      .headers(tracing(ticket, traceIdOf(request)))
      .type("application/problem+json")
      .send(JSON.stringify(told));
  };
}

function addRefusals(app: FastifyInstance, refuse: Refuse, { crossroads: { log }, apis }: RestOptions): void {
  const addresses = addressesOf(apis);
  app.setNotFoundHandler((request, reply) => {
    const [path = ""] = request.url.split("?", 1);
    const allowed = addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (allowed.length === 0) {
      return refuse(request, reply, "resourceNotFound", httpWords.nothingHere);
    }
    const methods = allowed.toSorted().join(", ");
    reply.header("Allow", methods);
    return refuse(request, reply, "methodNotAllowed", methodsTaken(methods));
  });
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
    if (isTooLarge(error)) return refuse(request, reply, "payloadTooLarge", tooLarge(largestBody));
    if (status === 415) return refuse(request, reply, "unsupportedMediaType", httpWords.otherMediaType);
    if (typeof status === "number" && status < 500) return refuse(request, reply, "badRequest", httpWords.notReadable);
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "a request ended in an unexpected error");
    return refuse(request, reply, "internalServerError", httpWords.ownFault);
  });
}

/** Every address with the method that it takes. */
function addressesOf(apis: RestOptions["apis"]) {
  const faces = apis.flatMap(({ base, operations }) =>
    operations.map((face) => ({ path: `${base}${face.path}`, method: methodOf(face).toUpperCase() })),
  );
  return [...faces, { path: tokenPath, method: "POST" }].map(({ path, method }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
}

function isEncrypted({ raw }: FastifyRequest): boolean {
  return raw.socket instanceof TLSSocket;
}

function mediaTypeOf({ headers }: FastifyRequest): string {
  return (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** The caller's trace id, when it is one: the guide allows 36 characters. */
function traceIdOf({ headers }: FastifyRequest): string | undefined {
  const given = headers["belgov-trace-id"];
  return typeof given === "string" && /^[\x21-\x7e]{1,36}$/.test(given) ? given : undefined;
}

function tracing(ticket: string, related: string | undefined): Record<string, string> {
  return {
    "BelGov-Trace-Id": ticket,
    ...(related === undefined ? {} : { "BelGov-Related-Trace-Id": related }),
  };
}
