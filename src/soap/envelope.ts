// The SOAP 1.1 envelope: what was sent, found by its path, and the envelope around an answer.
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { attributeOf, childElements } from "../xml/query.ts";
import type { XmlElement } from "../xml/tree.ts";

export const soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
export const securityNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

export interface Envelope {
  readonly root: XmlElement;
  /** Whether a wsse:Security header is there. */
  readonly secured: boolean;
  /** The one element inside the Body. */
  readonly content: XmlElement;
}

export interface EnvelopeFault {
  /** Local name of the SOAP 1.1 fault code. */
  readonly code: "VersionMismatch" | "MustUnderstand" | "Client";
  readonly reason: "not-an-envelope" | "version" | "header" | "no-body" | "parts" | "empty-body" | "several-contents";
  readonly expected: string;
  readonly found: string;
}

/** SOAP 1.1 section 4: one optional Header before one Body; the Body of a document/literal call holds one element. */
export function readEnvelope(root: XmlElement): Outcome<Envelope, EnvelopeFault> {
  if (root.localName !== "Envelope" || root.namespace !== soapNamespace) {
    const [code, reason] =
      root.localName === "Envelope"
        ? (["VersionMismatch", "version"] as const)
        : (["Client", "not-an-envelope"] as const);
    return refused({ code, reason, expected: `Envelope in ${soapNamespace}`, found: nameOf(root) });
  }
  const parts = childElements(root);
  const body = parts.at(-1);
  const header = parts.length === 2 ? parts[0] : undefined;
  if (parts.length > 2 || !isPart(body, "Body") || (parts.length === 2 && !isPart(header, "Header"))) {
    return refused({
      code: "Client",
      reason: parts.some((part) => isPart(part, "Body")) ? "parts" : "no-body",
      expected: "at most one Header, then one Body",
      found: namesOf(parts),
    });
  }
  const headers = header === undefined ? [] : childElements(header);
  const strange = headers.find((block) => mustBeUnderstood(block) && block.namespace !== securityNamespace);
  if (strange !== undefined) {
    return refused({
      code: "MustUnderstand",
      reason: "header",
      expected: "no other mandatory header than wsse:Security",
      found: nameOf(strange),
    });
  }
  const contents = childElements(body);
  const [content] = contents;
  if (content === undefined || contents.length > 1) {
    return refused({
      code: "Client",
      reason: content === undefined ? "empty-body" : "several-contents",
      expected: "one element in the Body",
      found: `${contents.length} elements`,
    });
  }
  const secured = headers.some((block) => block.namespace === securityNamespace && block.localName === "Security");
  return accepted({ root, secured, content });
}

/** An unsigned envelope around content that is already canonical. */
export function writeEnvelope(content: string): string {
  return `<soapenv:Envelope xmlns:soapenv="${soapNamespace}"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}

function isPart(element: XmlElement | undefined, localName: string): element is XmlElement {
  return element !== undefined && element.localName === localName && element.namespace === soapNamespace;
}

function mustBeUnderstood(block: XmlElement): boolean {
  const flag = attributeOf(block, "mustUnderstand", soapNamespace);
  return flag === "1" || flag === "true";
}

// Names are told back shortened, and few of them: a thousand elements may share one namespace of half a megabyte.
const mostNames = 5;
const longestName = 100;

function namesOf(elements: readonly XmlElement[]): string {
  const names = elements.slice(0, mostNames).map(nameOf);
  return (elements.length > mostNames ? [...names, "..."] : names).join(", ");
}

function nameOf({ localName, namespace }: XmlElement): string {
  return namespace === "" ? shorten(localName) : `${shorten(localName)} in ${shorten(namespace)}`;
}

function shorten(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName).toWellFormed()}...`;
}
