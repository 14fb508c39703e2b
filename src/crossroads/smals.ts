// What a service of the Smals kind tells the crossroads about one of its operations, and how the reception meets it.
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { StructureFault } from "../schema/runtime.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Annex } from "./annex.ts";
import type { Answered, EndpointOperation, Surroundings } from "./endpoint.ts";
import type { Exchange } from "./exchange.ts";
import { type GateAnswer, type Information, type RefusedAtGate, refusedAt } from "./passage.ts";
import type { QuotaSpan } from "./quota.ts";
import { smalsDialect, smalsError, writeSmalsFault } from "./smals-fault.ts";
import { statuses } from "./statuses.ts";
import type { SystemErrorStatus } from "./system-errors.ts";

export interface SmalsOperation<Request = unknown, Grant = unknown, Answer = unknown> {
  /** Service and version, as annexes name it: `EmployerMandateConsultationService/v2`. */
  readonly service: string;
  readonly name: string;
  /** The request's root element. */
  readonly element: { readonly namespace: string; readonly localName: string };
  /** False where answers wait for no entry, and so for no database. What is sent by somebody unknown is audited all the same. */
  readonly audited: boolean;
  decode(element: XmlElement): Outcome<Request, readonly StructureFault[]>;
  /** The asker's own mark of its request: kept in the audit. */
  referenceOf?(request: Request): string | undefined;
  /** What the annex grants of it; undefined refuses with SOA-01002. `anyCustomer` for an operation that needs no grant. */
  grantOf(annex: Annex): Grant | undefined;
  /**
   * What is wrong with the content of a request as far as no register is needed to see it. Asked before `answer`, and by
   * `kruispunt explain --message`.
   */
  examine?(request: Request, grant: Grant): SmalsRefusal | undefined;
  /** Rejects with DatabaseUnavailable where a register cannot be asked: that becomes SOA-02002. */
  answer(request: Request, call: SmalsCall<Grant>): SmalsReply<Answer> | Promise<SmalsReply<Answer>>;
  encode(answer: Answer): Outcome<string, readonly StructureFault[]>;
}

/** For operations that whoever stands in an annex may call. */
export const anyCustomer = (): "any customer" => "any customer";

/** Who asks, and what stands around the question. */
export interface SmalsCall<Grant> {
  readonly annex: Annex;
  readonly grant: Grant;
  /** Its ticket and time of receipt; `subject` is for the operation to note, where it learns that it is about a person. */
  readonly exchange: Exchange;
  readonly surroundings: Surroundings;
}

export type SmalsReply<Answer> = SmalsAnswer<Answer> | SmalsRefusal;

export interface SmalsAnswer<Answer> {
  readonly kind: "answer";
  readonly answer: Answer;
  /** Of the catalogue where it is there: for the audit, the metrics and the explanation. */
  readonly code: string;
  /** What the operation's own gates found. */
  readonly trail?: readonly GateAnswer[];
}

/** An error that travels in a fault: of the business of the service, or one of the system that only it can see. */
export type SmalsRefusal = {
  /** The gate that refused. */
  readonly gate: string;
  readonly expected: string;
  readonly found: string;
  /** Told on the wire behind the meaning of the status; never personal data. */
  readonly information?: readonly Information[];
  /** Of a quota: which span of it. */
  readonly usedUp?: QuotaSpan | undefined;
  /** What the operation's own gates found before. */
  readonly trail?: readonly GateAnswer[];
} & (
  | { readonly kind: "business-error"; readonly status: RefusedAtGate["status"] }
  | { readonly kind: "system-error"; readonly status: SystemErrorStatus }
);

export function smalsOperation<Request, Grant, Answer>(
  operation: SmalsOperation<Request, Grant, Answer>,
): EndpointOperation<Request> {
  const { service, name, element, audited } = operation;
  return {
    service,
    name,
    element,
    audited,
    dialect: smalsDialect,
    decode: (content) => operation.decode(content),
    note: (request, exchange) => {
      exchange.customerTicket = operation.referenceOf?.(request);
    },
    answer: async (request, annex, exchange, surroundings) => {
      const reply = await askSmals(operation, request, annex, exchange, surroundings);
      if (reply.kind !== "answer") return refusedWith(reply, exchange, surroundings);
      const { content, code, trail } = reply;
      return { content, httpStatus: 200, code, trail, filtered: [] };
    },
    foresee: async (request, annex) => {
      const entrance = enter(operation, request, annex);
      return entrance.ok
        ? { trail: entrance.value.trail, refusal: undefined }
        : { trail: trailOf(entrance.reason), refusal: asAtGate(entrance.reason) };
    },
    writeFault: (told, exchange, surroundings) =>
      writeSmalsFault({ kind: "system-error", ...told }, exchange, surroundings),
  };
}

/** An answer that the contract can carry, as it carries it. */
export interface CarriedAnswer<Answer> extends SmalsAnswer<Answer> {
  readonly content: string;
  readonly trail: readonly GateAnswer[];
}

/**
 * What comes of a request, whatever carries it: the annex, what the request shows by itself, then the operation. With the whole
 * trail; an answer that does not meet its contract is an error of ours. Rejects as the operation does.
 */
export async function askSmals<Request, Grant, Answer>(
  operation: SmalsOperation<Request, Grant, Answer>,
  request: Request,
  annex: Annex,
  exchange: Exchange,
  surroundings: Surroundings,
): Promise<CarriedAnswer<Answer> | SmalsRefusal> {
  const entrance = enter(operation, request, annex);
  if (!entrance.ok) return entrance.reason;
  const { grant, trail } = entrance.value;
  const reply = await operation.answer(request, { annex, grant, exchange, surroundings });
  const own = [...trail, ...(reply.trail ?? [])];
  if (reply.kind !== "answer") return { ...reply, trail: own };
  const encoded = operation.encode(reply.answer);
  if (encoded.ok) return { ...reply, content: encoded.value, trail: own };
  const [first] = encoded.reason;
  const place = { at: first?.path, expected: first?.expected };
  surroundings.log.error({ ticket: exchange.ticket, ...place }, "an answer does not meet its contract");
  return { ...offContract, found: first?.path ?? "", trail: own };
}

/** The trail of a refusal, with the gate that refused. */
export function trailOf({ gate, status, expected, found, trail = [] }: SmalsRefusal): readonly GateAnswer[] {
  return [...trail, refusedAt(gate, status, expected, found)];
}

export function asAtGate({ status, expected, found, information = [], usedUp }: SmalsRefusal): RefusedAtGate {
  return { passed: false, status, expected, found, information, usedUp };
}

interface Entered<Grant> {
  readonly grant: Grant;
  readonly trail: readonly GateAnswer[];
}

/** The annex, then what the operation sees in the request by itself. */
function enter<Request, Grant>(
  operation: SmalsOperation<Request, Grant>,
  request: Request,
  annex: Annex,
): Outcome<Entered<Grant>, SmalsRefusal> {
  const { service, name } = operation;
  const grant = operation.grantOf(annex);
  if (grant === undefined) {
    return refused({
      kind: "system-error",
      status: statuses["SOA-01002"],
      gate: "operation",
      expected: `an annex that grants ${service} ${name}`,
      found: "one that does not",
    });
  }
  const granted: GateAnswer = { gate: "operation", passed: true };
  if (operation.examine === undefined) return accepted({ grant, trail: [granted] });
  const wrong = operation.examine(request, grant);
  if (wrong !== undefined) return refused({ ...wrong, trail: [granted, ...(wrong.trail ?? [])] });
  return accepted({ grant, trail: [granted, { gate: "content", passed: true }] });
}

function refusedWith(refusal: SmalsRefusal, exchange: Exchange, surroundings: Surroundings): Answered {
  const { kind, status, information = [] } = refusal;
  const content = writeSmalsFault({ kind, information, ...smalsError(status) }, exchange, surroundings);
  return { content, httpStatus: 500, code: status.code, trail: trailOf(refusal), filtered: [] };
}

const offContract = {
  kind: "system-error",
  status: statuses["SOA-00001"],
  gate: "contract",
  expected: "an answer that meets the contract",
} as const;
