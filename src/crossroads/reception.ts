// A message on its way through the crossroads: read, authenticated, decoded, asked, filtered, audited, answered.
import { hash } from "node:crypto";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { Clock } from "../kernel/clock.ts";
import { today } from "../kernel/day.ts";
import { newTicket } from "../kernel/ticket.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { readEnvelope, writeEnvelope } from "../soap/envelope.ts";
import { parseXml } from "../xml/parse.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Annex } from "./annex.ts";
import type { Audit, AuditEntry, MessageMark } from "./audit.ts";
import type { Authentication, Channel } from "./authentication.ts";
import { writeCrossroadsFault } from "./fault.ts";
import { gates } from "./gates/all.ts";
import type { KnownPersons } from "./known-persons.ts";
import { type KszRequest, type Operation, statusOf } from "./operation.ts";
import {
  type GateAnswer,
  type Information,
  type Passage,
  type Population,
  passGates,
  type Question,
  type RefusedAtGate,
} from "./passage.ts";
import type { QuotaLedger } from "./quota.ts";
import { type Status, statuses } from "./statuses.ts";

export interface Crossroads {
  readonly clock: Clock;
  readonly authentication: Authentication;
  readonly persons: KnownPersons;
  readonly quotas: QuotaLedger;
  readonly audit: Audit;
  readonly population: Population;
  /** Signs an answer's canonical body content, for customers whose annex asks for it. */
  readonly sign: (content: string) => string;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
}

/** An address of a service and the operations that are called there. */
export interface Endpoint {
  readonly service: string;
  readonly operations: readonly [Operation, ...Operation[]];
}

export interface Reply {
  readonly httpStatus: 200 | 500;
  readonly body: string;
  readonly ticket: string;
  /** The status or fault code, for metrics. */
  readonly code: string;
}

/**
 * Answers one message. Always resolves to a reply: what goes wrong becomes the status or fault of the facts, with a
 * ticket. A reply that carries an answer leaves only after its audit entry is durable; when it cannot be made durable
 * the reply is the fault MSG00001.
 */
export async function receive(
  crossroads: Crossroads,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
): Promise<Reply> {
  const message = openMessage(crossroads, endpoint, body);
  const outcome = await answer(crossroads, endpoint, body, channel, message).catch((error: unknown): Prepared => {
    if (error instanceof DatabaseUnavailable) {
      return faulted(message, soap("Server"), statuses.MSG00001, []);
    }
    crossroads.log.error({ ticket: message.ticket, error: traceOf(error) }, "a question ended in an unexpected error");
    return faulted(message, soap("Server"), statuses.MSG00003, []);
  });
  return await settle(crossroads, message, outcome);
}

/** A body, or the size that was allowed where it was larger and therefore not read. */
export type IncomingBody = Uint8Array | { readonly largest: number };

/** What is known of a message while it is worked on. */
interface Message {
  readonly ticket: string;
  readonly receivedAt: number;
  readonly started: number;
  readonly requestDigest: string;
  readonly service: string;
  readonly timings: Record<string, number>;
  operation: Operation;
  operationKnown: boolean;
  annex: Annex | undefined;
  proof: string | undefined;
  mark: MessageMark | undefined;
  request: KszRequest | undefined;
  subject: string | undefined;
}

interface Prepared {
  readonly httpStatus: 200 | 500;
  readonly body: string;
  readonly code: string;
  readonly trail: readonly GateAnswer[];
  readonly filtered: readonly string[];
}

function openMessage({ clock }: Crossroads, { service, operations }: Endpoint, body: IncomingBody): Message {
  return {
    ticket: newTicket(clock),
    receivedAt: clock.now(),
    started: performance.now(),
    requestDigest: body instanceof Uint8Array ? hash("sha256", body) : "",
    service,
    timings: {},
    operation: operations[0],
    operationKnown: false,
    annex: undefined,
    proof: undefined,
    mark: undefined,
    request: undefined,
    subject: undefined,
  };
}

async function answer(
  crossroads: Crossroads,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
  message: Message,
): Promise<Prepared> {
  if (!(body instanceof Uint8Array)) {
    return structureFault(message, "size", `at most ${body.largest} bytes`, "more");
  }
  const document = parseXml(body);
  if (!document.ok) {
    const { line, column, message: expected } = document.reason;
    return structureFault(message, "xml", `well-formed XML`, `line ${line}, column ${column}: ${expected}`);
  }
  const envelope = readEnvelope(document.value.root);
  if (!envelope.ok) {
    const { code, expected, found } = envelope.reason;
    return structureFault(message, "envelope", expected, found, code);
  }
  const { content } = envelope.value;
  const operation = endpoint.operations.find((candidate) => isFor(candidate, content));
  if (operation !== undefined) {
    message.operation = operation;
    message.operationKnown = true;
  }

  const authenticated = await crossroads.authentication.authenticate(envelope.value, channel);
  lap(message, "authenticated");
  if (!authenticated.ok) {
    const { code, reason, expected, found } = authenticated.reason;
    const trail = [
      { gate: "authentication", passed: false, code: statuses.MSG00015.code, expected, found: `${reason}: ${found}` },
    ];
    return faulted(message, { space: "wsse", name: code }, statuses.MSG00015, trail, [
      { fieldName: "reason", fieldValue: reason },
      { fieldName: "expected", fieldValue: expected },
    ]);
  }
  const { annex, proof, mark } = authenticated.value;
  message.proof = proof;
  message.mark = mark;
  if (annex === undefined) {
    const expected = "a certificate or user name that stands in an annex";
    const trail = [{ gate: "authentication", passed: false, code: statuses.MSG00016.code, expected, found: proof }];
    return faulted(message, soap("Client"), statuses.MSG00016, trail, [
      { fieldName: "expected", fieldValue: expected },
    ]);
  }
  message.annex = annex;
  if (operation === undefined) {
    const expected = endpoint.operations.map(({ element }) => element.localName).join(" or ");
    return structureFault(
      message,
      "operation",
      `${expected} in ${message.operation.element.namespace}`,
      nameOfElement(content),
    );
  }
  const decoded = operation.decode(content);
  lap(message, "decoded");
  if (!decoded.ok) return contentFault(message, decoded.reason);
  message.request = decoded.value;
  return await question(crossroads, message, operation, decoded.value, annex);
}

async function question(
  crossroads: Crossroads,
  message: Message,
  operation: Operation,
  request: KszRequest,
  annex: Annex,
): Promise<Prepared> {
  const day = today(crossroads.clock);
  const { period, fault } = operation.periodOf(request, day);
  const asked: Question = {
    service: operation.service,
    operation: operation.name,
    customerIdentification: request.informationCustomer.customerIdentification,
    legalContext: request.legalContext,
    ssin: request.criteria.ssin,
    period,
    criteriaFault: fault,
  };
  const start: Passage = {
    question: asked,
    annex,
    today: day,
    grant: undefined,
    person: undefined,
    persons: crossroads.persons,
    quotas: crossroads.quotas,
    population: crossroads.population,
  };
  const { passage, trail, refusal } = await passGates(start, [...gates, ...operation.gates]);
  lap(message, "gates");
  if (trail.some(({ gate, passed }) => gate === "ssin-structure" && passed)) {
    message.subject = passage.person?.ssin ?? asked.ssin;
  }
  if (refusal !== undefined) return respond(crossroads, message, passage, refusal.status, { trail, refusal });
  const grant = passage.grant;
  if (grant === undefined) throw new Error("A question passed all gates without a grant");
  const source = await operation.ask(request, passage);
  lap(message, "source");
  if (source.kind === "refused") {
    const { status, expected, found } = source.refusal;
    const told = [...trail, { gate: "source", passed: false, code: status.code, expected, found }];
    return respond(crossroads, message, passage, status, { trail: told, refusal: source.refusal });
  }
  const { data, removed } = operation.filter(source.data, grant);
  const told = [...trail, { gate: "source", passed: true }];
  return respond(crossroads, message, passage, statuses.MSG00000, { trail: told, data, removed });
}

function respond(
  crossroads: Crossroads,
  message: Message,
  passage: Passage,
  status: Status,
  result: {
    readonly trail: readonly GateAnswer[];
    readonly refusal?: RefusedAtGate;
    readonly data?: unknown;
    readonly removed?: readonly string[];
  },
): Prepared {
  const { request, operation } = message;
  if (request === undefined) throw new Error("Only a decoded request gets a response");
  const asked = passage.question.ssin;
  const current = passage.person?.ssin;
  const encoded = operation.encodeResponse({
    request,
    informationCBSS: informationCBSS(message, crossroads.clock),
    status: statusOf(status, result.refusal),
    ssin: current === undefined ? undefined : { value: current, replaces: current === asked ? undefined : asked },
    dataFilters: result.removed ?? [],
    data: result.data,
  });
  if (!encoded.ok) {
    // The source gave what the contract cannot carry: that is the supplier's incorrect answer, not the customer's fault.
    const [first] = encoded.reason;
    crossroads.log.error(
      { ticket: message.ticket, at: first?.path, expected: first?.expected },
      "an answer does not meet its contract",
    );
    if (result.data === undefined) throw new Error("A status does not meet its contract");
    const refusal = {
      passed: false,
      status: statuses.MSG00023,
      expected: "data that meets the contract",
      found: first?.path ?? "",
      information: [],
    } as const;
    return respond(crossroads, message, passage, statuses.MSG00023, {
      trail: [
        ...result.trail,
        { gate: "contract", passed: false, code: "MSG00023", expected: refusal.expected, found: refusal.found },
      ],
      refusal,
    });
  }
  const signed = message.annex?.answers.signed === true;
  const body = signed ? crossroads.sign(encoded.value) : writeEnvelope(encoded.value);
  lap(message, "encoded");
  return { httpStatus: 200, body, code: status.code, trail: result.trail, filtered: result.removed ?? [] };
}

/** Makes the entry durable, then lets the reply go; a reply without its entry becomes MSG00001. */
async function settle(crossroads: Crossroads, message: Message, prepared: Prepared): Promise<Reply> {
  const reply = ({ httpStatus, body, code }: Prepared): Reply => ({ httpStatus, body, code, ticket: message.ticket });
  try {
    const recorded = await crossroads.audit.record(entryOf(message, prepared), message.mark);
    if (recorded === "written") return reply(prepared);
    const expected = "a message that was not answered before";
    const trail = [
      { gate: "replay", passed: false, code: statuses.MSG00015.code, expected, found: "a replayed message" },
    ];
    const replayed = faulted(message, { space: "wsse", name: "FailedCheck" }, statuses.MSG00015, trail, [
      { fieldName: "reason", fieldValue: "replayed" },
    ]);
    await crossroads.audit.record(entryOf(message, replayed));
    return reply(replayed);
  } catch (error) {
    crossroads.log.warn({ ticket: message.ticket, error: traceOf(error) }, "no audit entry, so no answer");
    const unexpected = !(error instanceof DatabaseUnavailable);
    return reply(faulted(message, soap("Server"), unexpected ? statuses.MSG00003 : statuses.MSG00001, []));
  }
}

function entryOf(message: Message, prepared: Prepared): AuditEntry {
  lap(message, "ready");
  return {
    ticket: message.ticket,
    customerTicket: message.request?.informationCustomer.ticket,
    receivedAt: message.receivedAt,
    customer: message.annex?.customer,
    proof: message.proof,
    service: message.service,
    operation: message.operationKnown ? message.operation.name : undefined,
    legalContext: message.request?.legalContext,
    subject: message.subject,
    code: prepared.code,
    gates: prepared.trail,
    filtered: prepared.filtered,
    requestDigest: message.requestDigest,
    answerDigest: hash("sha256", prepared.body),
    timings: message.timings,
  };
}

function contentFault(message: Message, faults: readonly StructureFault[]): Prepared {
  const [first] = faults;
  const trail = [
    {
      gate: "structure",
      passed: false,
      code: statuses.MSG00004.code,
      expected: first?.expected ?? "",
      found: `${first?.path}: ${first?.found}`,
    },
  ];
  const information = faults.map(({ path, expected, found }) => ({
    fieldName: path.slice(-64),
    fieldValue: `expected ${expected}, found ${found}`,
  }));
  return faulted(message, soap("Client"), statuses.MSG00004, trail, information);
}

function structureFault(message: Message, gate: string, expected: string, found: string, code = "Client"): Prepared {
  const trail = [{ gate, passed: false, code: statuses.MSG00004.code, expected, found }];
  return faulted(message, soap(code), statuses.MSG00004, trail, [
    { fieldName: gate, fieldValue: `expected ${expected}, found ${found}` },
  ]);
}

function faulted(
  message: Message,
  code: { readonly space: "soap" | "wsse"; readonly name: string },
  status: Status,
  trail: readonly GateAnswer[],
  information: readonly Information[] = [],
): Prepared {
  const body = writeCrossroadsFault({
    code,
    status,
    information,
    informationCustomer: message.request?.informationCustomer,
    informationCBSS: {
      ticketCBSS: message.ticket,
      timestampReceive: new Date(message.receivedAt).toISOString(),
      timestampReply: new Date(message.receivedAt + (performance.now() - message.started)).toISOString(),
    },
    encode: (fault) => message.operation.encodeFault(fault),
  });
  return { httpStatus: 500, body, code: status.code, trail, filtered: [] };
}

function informationCBSS(message: Message, clock: Clock) {
  return {
    ticketCBSS: message.ticket,
    timestampReceive: new Date(message.receivedAt).toISOString(),
    timestampReply: new Date(clock.now()).toISOString(),
  };
}

function soap(name: string) {
  return { space: "soap", name } as const;
}

function lap(message: Message, stage: string): void {
  message.timings[stage] = Math.round((performance.now() - message.started) * 1000);
}

function isFor({ element }: Operation, content: XmlElement): boolean {
  return element.localName === content.localName && element.namespace === content.namespace;
}

function nameOfElement({ localName, namespace }: XmlElement): string {
  return namespace === "" ? `${localName} in no namespace` : `${localName} in ${namespace}`;
}

/** What may be logged of an error: its kind and where it arose, not its message, which could quote data. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an Error";
  const frames = error.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...frames.slice(0, 8)].join("\n");
}
