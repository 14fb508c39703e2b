// A SOAP message on its way through the crossroads: read, authenticated, decoded, decided, audited, answered.
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { writeEnvelope } from "../soap/envelope.ts";
import { admit, type IncomingBody, type Message, openMessage } from "./admission.ts";
import type { Audit } from "./audit.ts";
import type { Authentication, Channel } from "./authentication.ts";
import type { Called, Endpoint, Surroundings } from "./endpoint.ts";
import { type Ending, type Exchange, lap, openExchange, recordExchange } from "./exchange.ts";
import { type GateAnswer, type Information, refusedAt } from "./passage.ts";

export type { IncomingBody };

export interface Crossroads extends Surroundings {
  readonly authentication: Authentication;
  readonly audit: Audit;
  /** Signs an answer's canonical body content, for customers whose annex asks for it. */
  readonly sign: (content: string) => string;
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
 * the reply is the fault for that (MSG00001, SOA-02002). Operations that declare it are answered without an entry.
 */
export async function receive(
  crossroads: Crossroads,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
): Promise<Reply> {
  const exchange = openExchange(crossroads.clock, endpoint.service, body instanceof Uint8Array ? body : undefined);
  const message = openMessage(exchange, endpoint);
  return await settle(crossroads, message, await prepare(crossroads, endpoint, body, channel, message));
}

interface Prepared extends Ending {
  readonly httpStatus: 200 | 500;
}

async function prepare(
  crossroads: Crossroads,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
  message: Message,
): Promise<Prepared> {
  const { exchange } = message;
  try {
    const admitted = await admit(crossroads.authentication, endpoint, body, channel, message);
    if (!admitted.ok) {
      const { gate, cause, expected, found, information } = admitted.reason;
      const called = message.operation.dialect.call(cause);
      return faulted(crossroads, message, called, [refusedAt(gate, called.status, expected, found)], information);
    }
    const { operation, request, annex } = admitted.value;
    const answered = await operation.answer(request, annex, exchange, crossroads);
    const { content, httpStatus, code, trail, filtered, persons } = answered;
    const enclosed = enclose(crossroads, exchange, content);
    lap(exchange, "encoded");
    return { httpStatus, body: enclosed, code, trail, filtered, persons };
  } catch (error) {
    const { dialect } = message.operation;
    if (error instanceof DatabaseUnavailable) {
      const called = dialect.call({ kind: "unavailable" });
      const trail = [refusedAt("registers", called.status, "registers that answer", "none")];
      return faulted(crossroads, message, called, trail);
    }
    crossroads.log.error({ ticket: exchange.ticket, error: traceOf(error) }, "a question ended in an unexpected error");
    return faulted(crossroads, message, dialect.call({ kind: "internal" }), []);
  }
}

/** Makes the entry durable, then lets the reply go; a reply without its entry becomes a fault that says so. */
async function settle(crossroads: Crossroads, message: Message, prepared: Prepared): Promise<Reply> {
  const { audit, log } = crossroads;
  const { exchange, operation } = message;
  const reply = ({ httpStatus, body, code }: Prepared): Reply => ({ httpStatus, body, code, ticket: exchange.ticket });
  if (!operation.audited && isMeantByAKnownSender(exchange)) return reply(prepared);
  try {
    if ((await recordExchange(audit, exchange, prepared)) === "written") return reply(prepared);
    exchange.mark = undefined;
    const called = operation.dialect.call({ kind: "replayed" });
    const trail = [refusedAt("replay", called.status, "a message that was not answered before", "a replayed message")];
    const replayed = faulted(crossroads, message, called, trail, [{ fieldName: "reason", fieldValue: "replayed" }]);
    await recordExchange(audit, exchange, replayed);
    return reply(replayed);
  } catch (error) {
    log.warn({ ticket: exchange.ticket, error: traceOf(error) }, "no audit entry, so no answer");
    const kind = error instanceof DatabaseUnavailable ? "unavailable" : "internal";
    return reply(faulted(crossroads, message, operation.dialect.call({ kind }), []));
  }
}

/** Who is not known, or asks for nothing that the address knows, leaves a trace whatever the first operation wants. */
function isMeantByAKnownSender({ annex, operation }: Exchange): boolean {
  return annex !== undefined && operation !== undefined;
}

/** In an envelope that is signed where the annex asks for it, faults included: their reader checks before reading. */
function enclose({ sign }: Crossroads, { annex }: Exchange, content: string): string {
  return annex?.answers.signed === true ? sign(content) : writeEnvelope(content);
}

function faulted(
  crossroads: Crossroads,
  { exchange, operation, request }: Message,
  { status, faultCode }: Called,
  trail: readonly GateAnswer[],
  information: readonly Information[] = [],
): Prepared {
  const content = operation.writeFault({ status, faultCode, information, request }, exchange, crossroads);
  const body = enclose(crossroads, exchange, content);
  return { httpStatus: 500, body, code: status.code, trail, filtered: [] };
}

/** What may be logged of an error: its kind and where it arose, not its message, which could quote data. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an Error";
  const frames = error.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...frames.slice(0, 8)].join("\n");
}
