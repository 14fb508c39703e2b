// From bytes to a decoded request of an authenticated customer, or the first thing that is wrong with the message.
import { accepted, type Outcome, type Refused, refused } from "../kernel/outcome.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { type EnvelopeFault, readEnvelope } from "../soap/envelope.ts";
import type { SoapFault } from "../soap/fault.ts";
import { parseXml } from "../xml/parse.ts";
import type { XmlElement, XmlFault } from "../xml/tree.ts";
import type { Annex } from "./annex.ts";
import type { Authentication, AuthenticationFault, Channel } from "./authentication.ts";
import { type Exchange, lap } from "./exchange.ts";
import type { KszRequest, Operation } from "./operation.ts";
import type { Information } from "./passage.ts";
import { type Status, statuses } from "./statuses.ts";

/** An address of a service and the operations that are called there. */
export interface Endpoint {
  readonly service: string;
  readonly operations: readonly [Operation, ...Operation[]];
}

/** A body, or the size that was allowed where it was larger and therefore not read. */
export type IncomingBody = Uint8Array | { readonly largest: number };

/** What is known of a message while it is worked on. */
export interface Message {
  readonly exchange: Exchange;
  /** The service's first operation until it is known which one is meant. */
  operation: Operation;
  request: KszRequest | undefined;
}

/** A request that the decision can be asked about. */
export interface Admitted {
  readonly operation: Operation;
  readonly request: KszRequest;
  readonly annex: Annex;
}

/** The stages of admission, in the order in which a message meets them. */
export const admissionGates = ["size", "xml", "envelope", "authentication", "operation", "structure"] as const;

export interface AdmissionRefusal {
  readonly gate: (typeof admissionGates)[number];
  readonly status: Status;
  readonly code: SoapFault["code"];
  readonly expected: string;
  readonly found: string;
  readonly information: readonly Information[];
  readonly cause: AdmissionCause;
}

/** What exactly was wrong, as the stage that found it says it. */
export type AdmissionCause =
  | { readonly kind: "size" }
  | { readonly kind: "xml"; readonly fault: XmlFault }
  | { readonly kind: "envelope"; readonly fault: EnvelopeFault }
  | { readonly kind: "authentication"; readonly fault: AuthenticationFault }
  | { readonly kind: "no-annex"; readonly proof: string }
  | { readonly kind: "operation"; readonly content: XmlElement }
  | { readonly kind: "structure"; readonly faults: readonly StructureFault[] };

export function openMessage(exchange: Exchange, endpoint: Endpoint): Message {
  return { exchange, operation: endpoint.operations[0], request: undefined };
}

/**
 * Takes a message through size, XML, envelope, authentication, operation and contract, and notes on `message` what
 * becomes known on the way. The first refusal ends it. Needs no register but the annexes.
 */
export async function admit(
  authentication: Authentication,
  endpoint: Endpoint,
  body: IncomingBody,
  channel: Channel,
  message: Message,
): Promise<Outcome<Admitted, AdmissionRefusal>> {
  const { exchange } = message;
  if (!(body instanceof Uint8Array)) {
    return misshapen("size", `at most ${body.largest} bytes`, "more", { kind: "size" });
  }
  const document = parseXml(body);
  if (!document.ok) {
    const { line, column, message: told } = document.reason;
    const found = `line ${line}, column ${column}: ${told}`;
    return misshapen("xml", "well-formed XML", found, { kind: "xml", fault: document.reason });
  }
  const envelope = readEnvelope(document.value.root);
  if (!envelope.ok) {
    const { code, expected, found } = envelope.reason;
    return misshapen("envelope", expected, found, { kind: "envelope", fault: envelope.reason }, code);
  }
  const { content } = envelope.value;
  const operation = endpoint.operations.find((candidate) => isFor(candidate, content));
  if (operation !== undefined) {
    message.operation = operation;
    exchange.operation = operation.name;
  }

  const authenticated = await authentication.authenticate(envelope.value, channel);
  lap(exchange, "authenticated");
  if (!authenticated.ok) return notAuthenticated(authenticated.reason);
  const { annex, proof, mark } = authenticated.value;
  exchange.proof = proof;
  exchange.mark = mark;
  if (annex === undefined) return withoutAnnex(proof);
  exchange.annex = annex;
  if (operation === undefined) {
    const names = endpoint.operations.map(({ element }) => element.localName).join(" or ");
    const expected = `${names} in ${message.operation.element.namespace}`;
    return misshapen("operation", expected, nameOfElement(content), { kind: "operation", content });
  }
  const decoded = operation.decode(content);
  lap(exchange, "decoded");
  if (!decoded.ok) return againstContract(decoded.reason);
  const request = decoded.value;
  message.request = request;
  exchange.customerTicket = request.informationCustomer.ticket;
  exchange.legalContext = request.legalContext;
  return accepted({ operation, request, annex });
}

export function soapCode(name: string): SoapFault["code"] {
  return { space: "soap", name };
}

function misshapen(
  gate: "size" | "xml" | "envelope" | "operation",
  expected: string,
  found: string,
  cause: AdmissionCause,
  code = "Client",
): Refused<AdmissionRefusal> {
  const information = [{ fieldName: gate, fieldValue: `expected ${expected}, found ${found}` }];
  return refused({ gate, status: statuses.MSG00004, code: soapCode(code), expected, found, information, cause });
}

function notAuthenticated(fault: AuthenticationFault): Refused<AdmissionRefusal> {
  const { code, reason, expected, found } = fault;
  return refused({
    gate: "authentication",
    status: statuses.MSG00015,
    code: { space: "wsse", name: code },
    expected,
    found: `${reason}: ${found}`,
    information: [
      { fieldName: "reason", fieldValue: reason },
      { fieldName: "expected", fieldValue: expected },
    ],
    cause: { kind: "authentication", fault },
  });
}

function withoutAnnex(proof: string): Refused<AdmissionRefusal> {
  const expected = "a certificate or user name that stands in an annex";
  return refused({
    gate: "authentication",
    status: statuses.MSG00016,
    code: soapCode("Client"),
    expected,
    found: proof,
    information: [{ fieldName: "expected", fieldValue: expected }],
    cause: { kind: "no-annex", proof },
  });
}

function againstContract(faults: readonly StructureFault[]): Refused<AdmissionRefusal> {
  const [first] = faults;
  return refused({
    gate: "structure",
    status: statuses.MSG00004,
    code: soapCode("Client"),
    expected: first?.expected ?? "",
    found: `${first?.path}: ${first?.found}`,
    information: faults.map((fault) => ({
      fieldName: fault.path.slice(-64),
      fieldValue: `found ${fault.found}, expected ${fault.expected}`,
    })),
    cause: { kind: "structure", faults },
  });
}

function isFor({ element }: Operation, content: XmlElement): boolean {
  return element.localName === content.localName && element.namespace === content.namespace;
}

function nameOfElement({ localName, namespace }: XmlElement): string {
  return namespace === "" ? `${localName} in no namespace` : `${localName} in ${namespace}`;
}
