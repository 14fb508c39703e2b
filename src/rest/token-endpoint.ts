// The token endpoint: a client proves who it is and gets an access token for what its annex allows (RFC 6749, 4.4).

import type { IncomingBody } from "../crossroads/admission.ts";
import type { Annex } from "../crossroads/annex.ts";
import type { Audit } from "../crossroads/audit.ts";
import { type Exchange, openExchange, recordExchange } from "../crossroads/exchange.ts";
import type { GateAnswer } from "../crossroads/passage.ts";
import type { StatusCode } from "../crossroads/statuses.ts";
import type { AccessTokens } from "./access-token.ts";
import { type AssertionCheck, verifyAssertion } from "./client-assertion.ts";
import { isGranted, type RestFace } from "./operation.ts";

export const tokenService = "oauth/v5";
export const tokenPath = "/REST/oauth/v5/token";
/** Opens the details of GET /health; given to customers whose annex says `monitoring`. */
export const monitoringScope = "scope:kruispunt:monitoring";
export const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

export interface TokenService extends AssertionCheck {
  readonly audit: Audit;
  readonly tokens: AccessTokens;
  readonly operations: readonly RestFace[];
  /** Whether tokens are given over TLS alone: a demonstration gives them on any connection. */
  readonly encryptedOnly: boolean;
  readonly log: { warn(details: object, message: string): void };
}

export interface TokenCall {
  readonly body: IncomingBody;
  readonly isForm: boolean;
  readonly encrypted: boolean;
  /** What the client may name as `aud`: the addresses of this endpoint. */
  readonly audiences: readonly string[];
}

export interface TokenReply {
  readonly status: number;
  readonly body: string;
  readonly ticket: string;
  /** As the audit and the metrics know it. */
  readonly code: string;
}

/** A token leaves only after its audit entry is durable, which also keeps its assertion from being used again. */
export async function answerTokenCall(service: TokenService, call: TokenCall): Promise<TokenReply> {
  const { body } = call;
  const exchange = openExchange(service.clock, tokenService, body instanceof Uint8Array ? body : undefined);
  exchange.operation = "token";
  const prepared = await prepare(service, call, exchange);
  try {
    if ((await record(service, exchange, prepared)) === "written") return replyOf(exchange, prepared);
    exchange.mark = undefined;
    const replayed = unproven("assertion-replayed", "an assertion with a jti of its own", "one that was used before");
    await record(service, exchange, replayed);
    return replyOf(exchange, replayed);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    service.log.warn({ ticket: exchange.ticket, error: name }, "no audit entry, so no token");
    return replyOf(exchange, {
      status: 503,
      body: { error: "temporarily_unavailable", error_description: "The audit is not available: try again later" },
      code: "MSG00001",
      trail: [],
    });
  }
}

interface Prepared {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
  readonly code: StatusCode;
  readonly trail: readonly GateAnswer[];
}

async function prepare(service: TokenService, call: TokenCall, exchange: Exchange): Promise<Prepared> {
  if (service.encryptedOnly && !call.encrypted) {
    return refusal("invalid_request", "MSG00015", "authentication", "a connection over TLS", "a plain one");
  }
  const form = readForm(call);
  if (typeof form === "string") return refusal("invalid_request", "MSG00004", "form", form, "another");
  const grantType = form.get("grant_type");
  if (grantType === undefined) return refusal("invalid_request", "MSG00004", "form", "grant_type", "none");
  if (grantType !== "client_credentials") {
    return refusal("unsupported_grant_type", "MSG00004", "form", "grant_type client_credentials", "another");
  }
  const assertion = form.get("client_assertion");
  if (form.get("client_assertion_type") !== assertionType || assertion === undefined) {
    return unproven("no-assertion", `client_assertion with client_assertion_type ${assertionType}`, "no such proof");
  }
  if (call.audiences.length === 0) {
    return withoutAddress(service, exchange);
  }
  const proven = await verifyAssertion(service, assertion, call.audiences);
  if (!proven.ok) return unproven(proven.reason.reason, proven.reason.expected, proven.reason.found);
  const { annex, clientId, fingerprint, mark } = proven.value;
  exchange.annex = annex;
  exchange.proof = `assertion ${fingerprint}`;
  exchange.mark = mark;
  const named = form.get("client_id");
  if (named !== undefined && named !== clientId) {
    return unproven("client-other", "no client_id, or that of the assertion", "another");
  }
  const allowed = scopesOf(annex, service.operations);
  const wished =
    form
      .get("scope")
      ?.split(" ")
      .filter((scope) => scope !== "") ?? allowed;
  const beyond = wished.filter((scope) => !allowed.includes(scope));
  if (beyond.length > 0 || wished.length === 0) {
    const expected = allowed.length === 0 ? "an annex that grants something" : `some of ${allowed.join(" ")}`;
    return refusal("invalid_scope", "MSG00016", "scope", expected, "others");
  }
  const scopes = [...new Set(wished)];
  const token = await service.tokens.issue({ clientId, scopes, ticket: exchange.ticket });
  return {
    status: 200,
    body: { access_token: token, token_type: "Bearer", expires_in: service.tokens.life, scope: scopes.join(" ") },
    code: "MSG00000",
    trail: [
      { gate: "authentication", passed: true },
      { gate: "scope", passed: true },
    ],
  };
}

/** The scopes of what an annex allows in any legal context. */
function scopesOf(annex: Annex, operations: readonly RestFace[]): readonly string[] {
  const granted = [...new Set(operations.filter((face) => isGranted(annex, face)).map(({ scope }) => scope))];
  return annex.monitoring === true ? [...granted, monitoringScope] : granted;
}

/** The parameters, or what was expected: each may stand there once (RFC 6749, 3.2). */
function readForm({ body, isForm }: TokenCall): ReadonlyMap<string, string> | string {
  if (!isForm) return "application/x-www-form-urlencoded";
  if (!(body instanceof Uint8Array)) return `at most ${body.largest} bytes`;
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString("utf8"))) {
    if (form.has(name)) return "each parameter once";
    if (value !== "") form.set(name, value);
  }
  return form;
}

function unproven(reason: string, expected: string, found: string): Prepared {
  return { ...refusal("invalid_client", "MSG00015", "authentication", expected, `${reason}: ${found}`), status: 401 };
}

/** The operator's mistake: without its address the installation cannot tell an assertion for it from one for somebody else. */
function withoutAddress({ log }: TokenService, { ticket }: Exchange): Prepared {
  log.warn({ ticket }, "no token, because the address by which clients call is not known: set KRUISPUNT_PUBLIC_URL");
  const trail = { gate: "authentication", passed: false, code: "MSG00001" } as const;
  return {
    status: 503,
    body: {
      error: "temporarily_unavailable",
      error_description: "This installation is not set up to give tokens at this address: tell its operator",
    },
    code: "MSG00001",
    trail: [{ ...trail, expected: "an installation that knows its address (KRUISPUNT_PUBLIC_URL)", found: "none" }],
  };
}

function refusal(error: string, code: StatusCode, gate: string, expected: string, found: string): Prepared {
  return {
    status: 400,
    body: { error, error_description: described(`Expected ${expected}; found ${found}`) },
    code,
    trail: [{ gate, passed: false, code, expected, found }],
  };
}

/** RFC 6749, 5.2: printable ASCII without quotation mark and backslash. */
function described(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'");
}

function record({ audit }: TokenService, exchange: Exchange, { body, code, trail }: Prepared) {
  return recordExchange(audit, exchange, { body: JSON.stringify(body), code, trail, filtered: [] });
}

function replyOf({ ticket }: Exchange, { status, body, code }: Prepared): TokenReply {
  return { status, body: JSON.stringify(body), ticket, code };
}
