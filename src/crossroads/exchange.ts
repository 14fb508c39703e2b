// One message and its answer, from receipt to the audit entry: what is known of it, whatever the protocol.
import { hash } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { newTicket } from "../kernel/ticket.ts";
import type { Annex } from "./annex.ts";
import type { Audit, AuditEntry, MessageMark } from "./audit.ts";
import type { GateAnswer } from "./passage.ts";

export interface Exchange {
  readonly ticket: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly service: string;
  /** Hexadecimal SHA-256 of the body; "" for one that was too large to be read. */
  readonly requestDigest: string;
  readonly started: number;
  readonly timings: Record<string, number>;
  operation: string | undefined;
  annex: Annex | undefined;
  proof: string | undefined;
  mark: MessageMark | undefined;
  customerTicket: string | undefined;
  legalContext: string | undefined;
  subject: string | undefined;
  asked: AuditEntry["asked"];
}

export function openExchange(clock: Clock, service: string, body: Uint8Array | undefined): Exchange {
  return {
    ticket: newTicket(clock),
    receivedAt: clock.now(),
    service,
    requestDigest: body === undefined ? "" : hash("sha256", body),
    started: performance.now(),
    timings: {},
    operation: undefined,
    annex: undefined,
    proof: undefined,
    mark: undefined,
    customerTicket: undefined,
    legalContext: undefined,
    subject: undefined,
    asked: undefined,
  };
}

/** Notes how long after receipt a stage ended, in microseconds. */
export function lap(exchange: Exchange, stage: string): void {
  exchange.timings[stage] = Math.round((performance.now() - exchange.started) * 1000);
}

/** How an exchange ends: what the audit keeps of it, beside what was noted on the way. */
export interface Ending {
  readonly body: string;
  readonly code: string;
  readonly trail: readonly GateAnswer[];
  readonly filtered: readonly string[];
  readonly persons?: AuditEntry["persons"];
}

/** Makes the entry durable; `replayed` when the signed message was answered before. Rejects with DatabaseUnavailable. */
export function recordExchange(audit: Audit, exchange: Exchange, ending: Ending): Promise<"written" | "replayed"> {
  lap(exchange, "ready");
  return audit.record(entryOf(exchange, ending), exchange.mark);
}

const longestText = 300;

function entryOf(exchange: Exchange, { body, code, trail, filtered, persons }: Ending): AuditEntry {
  return {
    ticket: exchange.ticket,
    customerTicket: exchange.customerTicket,
    receivedAt: exchange.receivedAt,
    customer: exchange.annex?.customer,
    proof: exchange.proof,
    service: exchange.service,
    operation: exchange.operation,
    legalContext: exchange.legalContext,
    subject: exchange.subject,
    asked: exchange.asked,
    persons,
    code,
    gates: trail.map(short),
    filtered,
    requestDigest: exchange.requestDigest,
    answerDigest: hash("sha256", body),
    timings: exchange.timings,
  };
}

/** What was found can be as long as a message; the audit keeps its beginning, without a character cut in half. */
function short(answer: GateAnswer): GateAnswer {
  const { expected, found } = answer;
  if (expected === undefined || found === undefined) return answer;
  return { ...answer, expected: cut(expected), found: cut(found) };
}

function cut(text: string): string {
  return text.slice(0, longestText).toWellFormed();
}
