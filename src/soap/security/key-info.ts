// Which token a signature says that its key is in: it has to be the one in the message.

import { accepted, type Outcome } from "../../kernel/outcome.ts";
import { attributeOf, childElements } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { withoutSpaces } from "./base64.ts";
import { isSameName } from "./distinguished-name.ts";
import { namespaces, tokenTypes } from "./names.ts";
import { refusedFor, type SecurityFault } from "./security-fault.ts";
import { idOf } from "./signed-info.ts";
import { is, onlyText } from "./signed-parts.ts";
import type { TrustedCertificate } from "./trust.ts";

interface TokenClaim {
  /** Base64, white space and all. */
  readonly certificate: string;
  /** What KeyInfo says of the certificate besides: to be held against it with `isDataOf`. */
  readonly x509Data: readonly XmlElement[];
}

/**
 * The certificate in the BinarySecurityToken (X.509 token profile 1.0 section 3.1.2), once KeyInfo is found to point
 * at that token directly: SecurityTokenReference/Reference with its id. Only X509Data may stand beside the Reference.
 */
export function readToken(token: XmlElement, keyInfo: XmlElement): Outcome<TokenClaim, SecurityFault> {
  const encoding = attributeOf(token, "EncodingType") ?? tokenTypes.base64Binary;
  const certificate = onlyText(token);
  if (
    attributeOf(token, "ValueType") !== tokenTypes.x509v3 ||
    encoding !== tokenTypes.base64Binary ||
    certificate === undefined
  ) {
    return refusedFor("token-type-unknown", "an X509v3 token in Base64Binary", "another token");
  }

  const [tokenReference, ...beside] = childElements(keyInfo);
  if (tokenReference === undefined || !is(tokenReference, namespaces.security, "SecurityTokenReference")) {
    return refusedFor("token-reference-wrong", expectedReference, "another KeyInfo");
  }
  const [reference, ...others] = childElements(tokenReference);
  if (reference === undefined || !is(reference, namespaces.security, "Reference")) {
    return refusedFor("token-reference-wrong", expectedReference, "another kind of reference");
  }
  const id = idOf(token);
  const valueType = attributeOf(reference, "ValueType") ?? tokenTypes.x509v3;
  if (id === undefined || attributeOf(reference, "URI") !== `#${id}` || valueType !== tokenTypes.x509v3) {
    return refusedFor("token-reference-wrong", expectedReference, "a reference to something else");
  }
  const x509Data = others.length + beside.length === 0 ? noElements : [...others, ...beside];
  if (!x509Data.every((element) => is(element, namespaces.signature, "X509Data"))) {
    return refusedFor("token-reference-wrong", expectedReference, "another key beside it");
  }
  return accepted({ certificate, x509Data });
}

/** Is all that this X509Data says (the certificate itself, or its issuer and serial number) true of the certificate? */
export function isDataOf(data: XmlElement, text: string, certificate: TrustedCertificate): boolean {
  const items = childElements(data);
  return items.length > 0 && items.every((item) => isItemOf(item, text, certificate));
}

const noElements: readonly XmlElement[] = [];
const expectedReference = "a direct reference to the BinarySecurityToken";

function isItemOf(item: XmlElement, text: string, { issuer, serialNumber }: TrustedCertificate): boolean {
  if (is(item, namespaces.signature, "X509Certificate")) {
    return withoutSpaces(onlyText(item) ?? "") === withoutSpaces(text);
  }
  const [name, serial, ...others] = childElements(item);
  return (
    is(item, namespaces.signature, "X509IssuerSerial") &&
    name !== undefined &&
    serial !== undefined &&
    others.length === 0 &&
    is(name, namespaces.signature, "X509IssuerName") &&
    is(serial, namespaces.signature, "X509SerialNumber") &&
    isSameName(onlyText(name) ?? "", issuer) &&
    onlyText(serial)?.trim() === BigInt(`0x${serialNumber}`).toString()
  );
}
