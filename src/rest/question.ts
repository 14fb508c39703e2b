// A question in JSON on its way through the crossroads: known by its token, read, decided, audited, answered.

import type { IncomingBody } from "../crossroads/admission.ts";
import type { Annex } from "../crossroads/annex.ts";
import type { Audit } from "../crossroads/audit.ts";
import { type Decision, decide, type Registers } from "../crossroads/decision.ts";
import { type Exchange, lap, openExchange, recordExchange } from "../crossroads/exchange.ts";
import { type KszRequest, statusOf } from "../crossroads/operation.ts";
import { asAtGate, askSmals, trailOf } from "../crossroads/smals.ts";
import { type Status, statuses } from "../crossroads/statuses.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { type BearerCheck, bearerOf } from "./bearer.ts";
import type { Language } from "./language.ts";
import {
  isResource,
  isSmals,
  type RestFace,
  type RestInput,
  type RestOperation,
  type SmalsRestOperation,
} from "./operation.ts";
import {
  answeredWith,
  beyondQuota,
  lacksScope,
  misread,
  type Prepared,
  type RestReply,
  refusedAt,
  refusedWith,
  withoutProof,
} from "./prepared.ts";
import { readBody } from "./read-body.ts";
import { problemOf } from "./refusal.ts";
import { answerResource } from "./resource.ts";

export interface RestCrossroads extends Registers, BearerCheck {
  readonly audit: Audit;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
}

export interface RestCall {
  readonly body: IncomingBody;
  readonly isJson: boolean;
  readonly encrypted: boolean;
  /** The HTTP header Authorization. */
  readonly authorization: string | undefined;
  /** The HTTP header BelGov-Trace-Id: the caller's ticket where the body has none. */
  readonly traceId: string | undefined;
  readonly language: Language;
  /** The HTTP header Accept. */
  readonly accept: string | undefined;
  /** Of the address and the query. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Always resolves. An answer leaves only after its audit entry is durable. */
export async function answerQuestion(crossroads: RestCrossroads, face: RestFace, call: RestCall): Promise<RestReply> {
  const { clock, log } = crossroads;
  const { body, language } = call;
  const { operation } = face;
  const exchange = openExchange(clock, operation.service, body instanceof Uint8Array ? body : undefined);
  exchange.operation = operation.name;
  const { ticket } = exchange;
  const { unavailable, internal } = troublesOf(face);
  const prepared = await answer(crossroads, face, call, exchange).catch((error: unknown): Prepared => {
    const status = error instanceof DatabaseUnavailable ? unavailable : internal;
    if (status === internal) log.error({ ticket, error: nameOf(error) }, "a question ended in an unexpected error");
    const trail = [{ gate: "registers", passed: false, code: status.code }];
    return refusedWith(problemOf(status, undefined, ticket, language), status.code, trail);
  });
  try {
    await recordExchange(crossroads.audit, exchange, prepared);
    return { ...prepared, ticket };
  } catch (error) {
    log.warn({ ticket, error: nameOf(error) }, "no audit entry, so no answer");
    const status = error instanceof DatabaseUnavailable ? unavailable : internal;
    return { ...refusedWith(problemOf(status, undefined, ticket, language), status.code, []), ticket };
  }
}

/** How the two kinds of services call what goes wrong around an operation. */
function troublesOf(
  face: RestFace,
): Readonly<Record<"unavailable" | "internal" | "unproven" | "scope" | "schema", Status>> {
  return isSmals(face) ? smalsTroubles : kszTroubles;
}

const kszTroubles = {
  unavailable: statuses.MSG00001,
  internal: statuses.MSG00003,
  unproven: statuses.MSG00015,
  scope: statuses.MSG00016,
  schema: statuses.MSG00004,
};
const smalsTroubles = {
  unavailable: statuses["SOA-02002"],
  internal: statuses["SOA-00001"],
  unproven: statuses["SOA-01001"],
  scope: statuses["SOA-01002"],
  schema: statuses["SOA-03006"],
};

async function answer(
  crossroads: RestCrossroads,
  face: RestFace,
  call: RestCall,
  exchange: Exchange,
): Promise<Prepared> {
  const { language } = call;
  const { unproven, scope, schema } = troublesOf(face);
  const bearer = await bearerOf(crossroads, call);
  lap(exchange, "authenticated");
  if (!bearer.ok) return withoutProof(exchange, unproven, bearer.reason, language);
  const { token, annex } = bearer.value;
  exchange.annex = annex;
  exchange.proof = `bearer ${token.ticket}`;
  if (!token.scopes.includes(face.scope)) return lacksScope(exchange, scope, face.scope, language);

  if (isResource(face)) return await answerResource(crossroads, face, call, annex, exchange);
  const read = readBody<unknown>(face.input, call);
  lap(exchange, "decoded");
  if (!read.ok) return misread(exchange, schema, read.reason, language);
  if (isSmals(face)) return await answerSmals(crossroads, face, read.value, call, annex, exchange);
  return await answerKsz(crossroads, face, read.value as RestInput, call, annex, exchange); // read by the schema of this face
}

async function answerKsz(
  crossroads: RestCrossroads,
  face: RestOperation,
  input: RestInput,
  { traceId, language }: RestCall,
  annex: Annex,
  exchange: Exchange,
): Promise<Prepared> {
  const { ticket = traceId } = input;
  const request = face.toRequest(input, {
    ...(ticket === undefined ? {} : { ticket }),
    timestampSent: new Date(exchange.receivedAt).toISOString(),
    customerIdentification: annex.identification,
  });
  exchange.customerTicket = ticket;
  exchange.legalContext = request.legalContext;
  const decision = await decide(crossroads, exchange, face.operation, request, annex);
  const { status, trail, refusal } = decision;
  if (refusal?.usedUp !== undefined) {
    const beyond = { quota: annex.quota, usedUp: refusal.usedUp, now: crossroads.clock.now() };
    return beyondQuota(exchange, status, beyond, trail, language);
  }
  return respond(crossroads, face, request, exchange, decision, language);
}

/** The same operation that SOAP asks: its answer as JSON, or the problem for what it refused. */
async function answerSmals(
  crossroads: RestCrossroads,
  { operation, toRequest, toJson, pointers }: SmalsRestOperation,
  input: unknown,
  { traceId, language }: RestCall,
  annex: Annex,
  exchange: Exchange,
): Promise<Prepared> {
  const request = toRequest(input);
  exchange.customerTicket = operation.referenceOf?.(request) ?? traceId;
  const reply = await askSmals(operation, request, annex, exchange, crossroads);
  if (reply.kind !== "answer") {
    if (reply.usedUp !== undefined) {
      const beyond = { quota: annex.quota, usedUp: reply.usedUp, now: crossroads.clock.now() };
      return beyondQuota(exchange, reply.status, beyond, trailOf(reply), language);
    }
    const told = problemOf(reply.status, asAtGate(reply), exchange.ticket, language, pointers);
    return refusedWith(told, reply.status.code, trailOf(reply));
  }
  lap(exchange, "encoded");
  const { code, trail } = reply;
  return answeredWith(toJson(reply.answer), code, trail);
}

function respond(
  { log }: RestCrossroads,
  face: RestOperation,
  request: KszRequest,
  exchange: Exchange,
  decision: Decision<unknown>,
  language: Language,
): Prepared {
  const { status, trail, refusal, data, removed, persons, ssin } = decision;
  const { ticket } = exchange;
  if (status.value === "NO_RESULT" || status.value === "FAULT") {
    return refusedWith(problemOf(status, refusal, ticket, language, face.pointers), status.code, trail);
  }
  if (data !== undefined && !meetsContract(face, request, exchange, decision)) {
    log.error({ ticket }, "an answer does not meet its contract");
    const told = [...trail, refusedAt("contract", "MSG00023", "data that meets the contract", "other data")];
    return refusedWith(problemOf(statuses.MSG00023, undefined, ticket, language), "MSG00023", told);
  }
  const body = {
    ticket,
    status: { code: status.code, value: status.value, meaning: status.meaning },
    ...(ssin === undefined ? {} : { ssin: ssin.value }),
    ...(ssin?.replaces === undefined ? {} : { replacedSsin: ssin.replaces }),
    ...(removed.length === 0 ? {} : { filteredElements: removed }),
    items: data === undefined ? [] : face.toItems(data),
  };
  lap(exchange, "encoded");
  return { ...answeredWith(body, status.code, trail, removed), persons };
}

/** What SOAP could not carry does not leave by this door either: it is the supplier's incorrect answer. */
function meetsContract(
  { operation }: RestOperation,
  request: KszRequest,
  { ticket, receivedAt }: Exchange,
  { status, ssin, removed, data }: Decision<unknown>,
): boolean {
  const moment = new Date(receivedAt).toISOString();
  const informationCBSS = { ticketCBSS: ticket, timestampReceive: moment, timestampReply: moment };
  return operation.encodeResponse({
    request,
    informationCBSS,
    status: statusOf(status),
    ssin,
    dataFilters: removed,
    data,
  }).ok;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
