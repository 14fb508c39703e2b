// The desk where a customer asks about its own tickets: who asks is proved as for a question, and every asking is audited.
import { z } from "zod";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type IncomingBody, standsInAnnex } from "../admission.ts";
import type { Audit } from "../audit.ts";
import type { Authentication, Channel } from "../authentication.ts";
import { type Exchange, openExchange, recordExchange } from "../exchange.ts";
import type { GateAnswer } from "../passage.ts";
import { statuses } from "../statuses.ts";
import { explainEntry, languages } from "./explanation.ts";
import { disclosed, findEntry, type KeptEntry, type Query } from "./kept-entry.ts";

export interface Desk {
  /** Always resolves; what goes wrong is a problem (RFC 9457) with the type of a Belgif or own problem. */
  answer(body: IncomingBody, channel: Channel): Promise<DeskReply>;
}

export interface DeskReply {
  readonly status: number;
  readonly contentType: "application/json" | "application/problem+json";
  readonly body: string;
}

interface DeskParts {
  readonly clock: Clock;
  readonly authentication: Authentication;
  readonly audit: Audit;
  readonly query: Query;
  readonly onError: (error: unknown) => void;
}

/** Bytes of a question about a ticket. */
export const largestQuestion = 4096;

export function createDesk({ clock, authentication, audit, query, onError }: DeskParts): Desk {
  const prepare = async (body: IncomingBody, channel: Channel, exchange: Exchange): Promise<Ended> => {
    if (!channel.encrypted) return { ...tlsRequired, trail: [refusedAt("authentication", "MSG00015", "TLS", "none")] };
    const authenticated = await authentication.authenticateChannel(channel);
    if (!authenticated.ok) {
      const { reason, expected, found } = authenticated.reason;
      const trail = [refusedAt("authentication", "MSG00015", expected, `${reason}: ${found}`)];
      return { ...problem(401, own("notAuthenticated"), "Not authenticated", `expected ${expected}`), trail };
    }
    const { annex, proof } = authenticated.value;
    exchange.proof = proof;
    if (annex === undefined) {
      const trail = [refusedAt("authentication", "MSG00016", standsInAnnex, proof)];
      return { ...problem(403, belgif("missingPermission"), "Permission denied", `expected ${standsInAnnex}`), trail };
    }
    exchange.annex = annex;
    const known: GateAnswer = { gate: "authentication", passed: true };
    if (!(body instanceof Uint8Array)) {
      const expected = `at most ${body.largest} bytes`;
      const trail = [known, refusedAt("size", "MSG00004", expected, "more")];
      return { ...problem(413, belgif("payloadTooLarge"), "Payload too large", `expected ${expected}`), trail };
    }
    const question = readQuestion(body);
    if (typeof question === "string") {
      const trail = [known, refusedAt("request", "MSG00004", question, "something else")];
      return { ...problem(400, belgif("badRequest"), "Bad request", question), trail };
    }
    const asked: readonly GateAnswer[] = [known, { gate: "request", passed: true }];
    const entry = await findEntry(query, question.ticket, annex.customer);
    if (entry === undefined) {
      return {
        ...notFound,
        trail: [...asked, refusedAt("ticket", "MSG00100", "the ticket of an own question", "none")],
      };
    }
    return {
      ...explained(entry, question.language),
      trail: [...asked, { gate: "ticket", passed: true }],
    };
  };

  return {
    answer: async (body, channel) => {
      const exchange = openExchange(clock, "explain", body instanceof Uint8Array ? body : undefined);
      exchange.operation = "explain";
      try {
        const { trail, ...reply } = await prepare(body, channel, exchange);
        const code = trail.at(-1)?.code ?? statuses.MSG00000.code;
        await recordExchange(audit, exchange, { body: reply.body, code, trail, filtered: [] });
        return reply;
      } catch (error) {
        if (error instanceof DatabaseUnavailable) return unavailable;
        onError(error);
        return problem(500, belgif("internalServerError"), "Internal server error", "the question was not answered");
      }
    },
  };
}

interface Ended extends DeskReply {
  readonly trail: readonly GateAnswer[];
}

const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

const questionShape = z.strictObject({
  ticket: z.string().regex(uuid),
  language: z.enum(languages).default("en"),
});

/** The question, or what was expected of it: nothing that was sent is told back. */
function readQuestion(body: Uint8Array): z.infer<typeof questionShape> | string {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return 'expected a JSON object in UTF-8, such as {"ticket": "...", "language": "nl"}';
  }
  const read = questionShape.safeParse(data);
  if (read.success) return read.data;
  const at = read.error.issues[0]?.path[0];
  if (at === "ticket") return "ticket: expected a UUID, as ticketCBSS in the answer has it";
  if (at === "language") return `language: expected one of ${languages.join(", ")}`;
  return "expected an object with ticket, and language where it is not English; nothing else";
}

function explained(entry: KeptEntry, language: (typeof languages)[number]): DeskReply {
  return {
    status: 200,
    contentType: "application/json",
    body: JSON.stringify(explainEntry(disclosed(entry), language)),
  };
}

function refusedAt(gate: string, code: keyof typeof statuses, expected: string, found: string): GateAnswer {
  return { gate, passed: false, code, expected, found };
}

function problem(status: number, type: string, title: string, detail: string): DeskReply {
  return { status, contentType: "application/problem+json", body: JSON.stringify({ type, title, status, detail }) };
}

function belgif(name: string): string {
  return `urn:problem-type:belgif:${name}`;
}

function own(name: string): string {
  return `urn:problem-type:kruispunt:${name}`;
}

const tlsRequired = problem(
  403,
  own("tlsRequired"),
  "TLS required",
  "ask over https, with a client certificate or with a user name and password",
);

/** One and the same answer, whether the ticket is another customer's, nobody's, or was never given. */
const notFound = problem(
  404,
  belgif("resourceNotFound"),
  "Resource not found",
  "there is no question of yours under this ticket",
);

const unavailable = problem(503, belgif("serviceUnavailable"), "Service unavailable", "try again in a few minutes");
