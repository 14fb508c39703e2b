// Where the parts of a signed message stand: each found by its path from the envelope, never by its id.

import { accepted, type Outcome } from "../../kernel/outcome.ts";
import { attributeOf, childElements } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { namespaces, nextActor } from "./names.ts";
import { refusedFor, type SecurityFault, type SecurityReason } from "./security-fault.ts";

export interface SignedParts {
  readonly body: XmlElement;
  readonly security: XmlElement;
  readonly token: XmlElement;
  readonly timestamp: XmlElement;
  readonly signature: XmlElement;
}

/**
 * Envelope/Header/Security/{BinarySecurityToken, Timestamp, Signature} and Envelope/Body, each exactly once and with
 * nothing else beside them in the Security header. Other headers are not looked at.
 */
export function findSignedParts(envelope: XmlElement): Outcome<SignedParts, SecurityFault> {
  if (!is(envelope, namespaces.envelope, "Envelope")) {
    return refusedFor("envelope-not-soap11", "a SOAP 1.1 Envelope", `{${shortened(envelope.namespace)}}`);
  }
  const [header, body, ...others] = childElements(envelope);
  if (
    header === undefined ||
    body === undefined ||
    others.length > 0 ||
    !is(header, namespaces.envelope, "Header") ||
    !is(body, namespaces.envelope, "Body") ||
    hasText(envelope)
  ) {
    return refusedFor("envelope-structure", "one Header, then one Body", childNames(envelope));
  }

  const [security, secondSecurity] = childElements(header).filter(isSecurity);
  if (security === undefined) return refusedFor("security-missing", "a wsse:Security header", "none");
  if (secondSecurity !== undefined) return refusedFor("security-twice", "one wsse:Security header", "more than one");
  const actor = attributeOf(security, "actor", namespaces.envelope);
  if (actor !== undefined && actor !== nextActor) {
    return refusedFor("security-actor-unknown", `no actor, or ${nextActor}`, "another actor");
  }
  return partsOf(security, body);
}

function partsOf(security: XmlElement, body: XmlElement): Outcome<SignedParts, SecurityFault> {
  let token: XmlElement | undefined;
  let timestamp: XmlElement | undefined;
  let signature: XmlElement | undefined;
  for (const part of childElements(security)) {
    let twice: SecurityReason | undefined;
    if (is(part, namespaces.security, "BinarySecurityToken")) {
      if (token !== undefined) twice = "token-twice";
      token = part;
    } else if (is(part, namespaces.utility, "Timestamp")) {
      if (timestamp !== undefined) twice = "timestamp-twice";
      timestamp = part;
    } else if (is(part, namespaces.signature, "Signature")) {
      if (signature !== undefined) twice = "signature-twice";
      signature = part;
    } else {
      // An unsigned claim (a UsernameToken, say) that nobody checks would look as if it had been checked.
      return refusedFor("security-structure", expectedParts, childNames(security));
    }
    if (twice !== undefined) return refusedFor(twice, expectedParts, childNames(security));
  }
  if (hasText(security)) return refusedFor("security-structure", expectedParts, "text");
  if (signature === undefined) return refusedFor("signature-missing", expectedParts, childNames(security));
  if (timestamp === undefined) return refusedFor("timestamp-missing", expectedParts, childNames(security));
  if (token === undefined) return refusedFor("token-missing", expectedParts, childNames(security));
  return accepted({ body, security, token, timestamp, signature });
}

const expectedParts = "one BinarySecurityToken, one Timestamp and one Signature";

export function is(element: XmlElement, namespace: string, localName: string): boolean {
  return element.localName === localName && element.namespace === namespace;
}

/** Is there anything but white space directly in this element? */
export function hasText(element: XmlElement): boolean {
  return element.children.some((child) => typeof child === "string" && notBlank.test(child));
}

/** The text of an element that holds no elements; undefined where it does. */
export function onlyText(element: XmlElement): string | undefined {
  const [child, ...others] = element.children;
  if (child === undefined) return "";
  return typeof child === "string" && others.length === 0 ? child : undefined;
}

/** What a sender wrote, short enough to be told back. */
export function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}...`;
}

const notBlank = /[^\t\n\r ]/;

function isSecurity(element: XmlElement): boolean {
  return is(element, namespaces.security, "Security");
}

function childNames(element: XmlElement): string {
  const names = childElements(element).map(({ localName }) => localName);
  return names.length === 0 ? "nothing" : shortened(names.join(", "));
}
