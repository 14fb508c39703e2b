// From bytes to a decoded request of an authenticated customer, or the first thing that is wrong with the message.
import { accepted, type Outcome, type Refused, refused } from "../kernel/outcome.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { readEnvelope } from "../soap/envelope.ts";
import { parseXml } from "../xml/parse.ts";
import { elementAt } from "../xml/query.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Annex } from "./annex.ts";
import type { Authentication, AuthenticationFault, Channel } from "./authentication.ts";
import type { Endpoint, EndpointOperation } from "./endpoint.ts";
import { type Exchange, lap } from "./exchange.ts";
import type { Information } from "./passage.ts";
import type { AdmissionCause } from "./trouble.ts";

/** A body, or the size that was allowed where it was larger and therefore not read. */
export type IncomingBody = Uint8Array | { readonly largest: number };

/** What is known of a message while it is worked on. */
export interface Message {
  readonly exchange: Exchange;
  /** The first operation of the address until it is known which one is meant. */
  operation: EndpointOperation;
  /** As the operation decoded it. */
  request: unknown;
}

/** A request that its operation can be asked about. */
export interface Admitted {
  readonly operation: EndpointOperation;
  readonly request: unknown;
  readonly annex: Annex;
}

/** The stages of admission, in the order in which a message meets them. */
export const admissionGates = ["size", "xml", "envelope", "authentication", "operation", "structure"] as const;

/** What is expected of a sender that proved who it is. */
export const standsInAnnex = "a certificate or user name that stands in an annex";

export interface AdmissionRefusal {
  readonly gate: (typeof admissionGates)[number];
  readonly expected: string;
  readonly found: string;
  readonly information: readonly Information[];
  readonly cause: AdmissionCause;
}

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
    const { expected, found } = envelope.reason;
    return misshapen("envelope", expected, found, { kind: "envelope", fault: envelope.reason });
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
    return misshapen("operation", elementsOf(endpoint), nameOfElement(content), { kind: "operation", content });
  }
  const decoded = operation.decode(content);
  lap(exchange, "decoded");
  if (!decoded.ok) return againstContract(decoded.reason, content);
  const request = decoded.value;
  message.request = request;
  operation.note(request, exchange);
  return accepted({ operation, request, annex });
}

function misshapen(
  gate: "size" | "xml" | "envelope" | "operation",
  expected: string,
  found: string,
  cause: AdmissionCause,
): Refused<AdmissionRefusal> {
  const information = [{ fieldName: gate, fieldValue: `found ${shortened(found)}, expected ${expected}` }];
  return refused({ gate, expected, found, information, cause });
}

function notAuthenticated(fault: AuthenticationFault): Refused<AdmissionRefusal> {
  const { reason, expected, found } = fault;
  return refused({
    gate: "authentication",
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
  return refused({
    gate: "authentication",
    expected: standsInAnnex,
    found: proof,
    information: [{ fieldName: "expected", fieldValue: standsInAnnex }],
    cause: { kind: "no-annex", proof },
  });
}

/** What was found is told first: what was expected may be cut off at its end. */
function againstContract(faults: readonly StructureFault[], content: XmlElement): Refused<AdmissionRefusal> {
  const [first] = faults;
  return refused({
    gate: "structure",
    expected: first?.expected ?? "",
    found: `${first?.path}: ${first?.found}`,
    information: faults.map((fault) => ({
      fieldName: fault.path.slice(-64),
      fieldValue: faultText(fault, content),
    })),
    cause: { kind: "structure", faults },
  });
}

function isFor({ element }: EndpointOperation, content: XmlElement): boolean {
  return element.localName === content.localName && element.namespace === content.namespace;
}

/** Where the name is the one that was expected, its namespace is what is wrong. */
function faultText({ found, expected, offset }: StructureFault, content: XmlElement): string {
  const element = found.startsWith("element ") ? elementAt(content, offset) : undefined;
  const isExpected = element !== undefined && expected.split(/, | or /).includes(element.localName);
  if (!isExpected) return `found ${found}, expected ${expected}`;
  const namespace = element.namespace === "" ? "no namespace" : `namespace ${shortened(element.namespace)}`;
  const other = element.namespace === "" ? "in a namespace: see the contract" : "in another namespace, or in none";
  return `found ${found} in ${namespace}, expected ${element.localName} ${other}`;
}

/** The sender's own text, so that it leaves room for what was expected. */
function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117).toWellFormed()}...`;
}

/** `a or b in urn:x, or c in urn:y`. */
function elementsOf({ operations }: Endpoint): string {
  const byNamespace = Map.groupBy(operations, ({ element }) => element.namespace);
  return [...byNamespace]
    .map(([namespace, own]) => `${own.map(({ element }) => element.localName).join(" or ")} in ${namespace}`)
    .join(", or ");
}

function nameOfElement({ localName, namespace }: XmlElement): string {
  return namespace === "" ? `${localName} in no namespace` : `${localName} in ${namespace}`;
}
