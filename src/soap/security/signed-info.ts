// What a signature says that it is over, and how: read against a list of what is allowed.

import { accepted, type Outcome } from "../../kernel/outcome.ts";
import { attributeOf, childElements } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { decodeBase64 } from "./base64.ts";
import { algorithms, namespaces } from "./names.ts";
import { refusedFor, type SecurityFault } from "./security-fault.ts";
import { hasText, is, onlyText, type SignedParts, shortened } from "./signed-parts.ts";

export interface SignatureClaim {
  readonly signedInfo: XmlElement;
  /** How SignedInfo itself is canonicalized. */
  readonly inclusivePrefixes: readonly string[];
  readonly algorithm: SignatureAlgorithm;
  readonly references: readonly Reference[];
  readonly value: Buffer;
  readonly keyInfo: XmlElement;
}

export type SignatureAlgorithm = "rsa-sha256" | "ecdsa-sha256";

export interface Reference {
  readonly target: XmlElement;
  readonly inclusivePrefixes: readonly string[];
  /** The SHA-256 that the target should have: 32 bytes. */
  readonly digest: Buffer;
}

/**
 * A ds:Signature of SignedInfo, SignatureValue and KeyInfo, over the Body and the Timestamp, and over the token where the
 * sender signs that too. Each reference names the `wsu:Id` of the very element that stands at that path, with one
 * transform (exclusive canonicalization) and a SHA-256 digest. Everything else is refused (XML Signature 1.1 sections
 * 4.4 and 4.5).
 */
export function readSignature(parts: SignedParts): Outcome<SignatureClaim, SecurityFault> {
  const [signedInfo, signatureValue, keyInfo, ...rest] = childElements(parts.signature);
  if (
    !isNamed(signedInfo, "SignedInfo") ||
    !isNamed(signatureValue, "SignatureValue") ||
    !isNamed(keyInfo, "KeyInfo") ||
    rest.length > 0 ||
    hasText(parts.signature)
  ) {
    return refusedFor("signature-structure", "SignedInfo, SignatureValue and KeyInfo", "something else");
  }
  const [canonicalization, method, ...references] = childElements(signedInfo);
  if (
    !isNamed(canonicalization, "CanonicalizationMethod") ||
    !isNamed(method, "SignatureMethod") ||
    !references.every((reference) => isNamed(reference, "Reference")) ||
    hasText(signedInfo)
  ) {
    return refusedFor(
      "signature-structure",
      "CanonicalizationMethod, SignatureMethod and References",
      "something else",
    );
  }

  const prefixes = readExclusive(canonicalization, "canonicalization-not-allowed");
  if (!prefixes.ok) return prefixes;
  const algorithm = signatureAlgorithms.get(attributeOf(method, "Algorithm") ?? "");
  if (algorithm === undefined) {
    return refusedFor("signature-algorithm-not-allowed", "rsa-sha256 or ecdsa-sha256", algorithmName(method));
  }
  if (method.children.length > 0 && (hasText(method) || childElements(method).length > 0)) {
    return refusedFor("signature-algorithm-not-allowed", "a SignatureMethod without parameters", "parameters");
  }
  const read = readReferences(references, parts);
  if (!read.ok) return read;
  const value = decodeBase64(onlyText(signatureValue) ?? "?");
  if (value === undefined) return refusedFor("base64-wrong", "a SignatureValue in base64", "something else");

  return accepted({
    signedInfo,
    inclusivePrefixes: prefixes.value,
    algorithm,
    references: read.value,
    value,
    keyInfo,
  });
}

const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  [algorithms.rsaSha256, "rsa-sha256"],
  [algorithms.ecdsaSha256, "ecdsa-sha256"],
]);

function readReferences(
  elements: readonly XmlElement[],
  parts: SignedParts,
): Outcome<readonly Reference[], SecurityFault> {
  const references: Reference[] = [];
  for (const element of elements) {
    const target = targetOf(attributeOf(element, "URI"), parts);
    if (!target.ok) return target;
    // At most three targets, and none twice: that also bounds the work.
    if (references.some((other) => other.target === target.value)) {
      return refusedFor("reference-twice", "one reference to each part", `${target.value.localName} again`);
    }
    const reference = readReference(element, target.value);
    if (!reference.ok) return reference;
    references.push(reference.value);
  }
  const covers = (part: XmlElement) => references.some(({ target }) => target === part);
  if (!covers(parts.body)) return refusedFor("body-not-signed", expectedTargets, targetNames(references));
  if (!covers(parts.timestamp)) return refusedFor("timestamp-not-signed", expectedTargets, targetNames(references));
  return accepted(references);
}

function targetOf(uri: string | undefined, parts: SignedParts): Outcome<XmlElement, SecurityFault> {
  if (uri === undefined || uri === "") return refusedFor("reference-whole-document", expectedTargets, "no fragment");
  if (!uri.startsWith("#")) return refusedFor("reference-external", expectedTargets, "an address elsewhere");
  for (const target of [parts.body, parts.timestamp, parts.token]) {
    if (idOf(target) === uri.slice(1)) return accepted(target);
  }
  return refusedFor("reference-not-body-or-timestamp", expectedTargets, "the id of something else");
}

const expectedTargets = "references to Body and Timestamp (and the token)";

/** The `wsu:Id`, the only id that counts. */
export function idOf(element: XmlElement): string | undefined {
  return attributeOf(element, "Id", namespaces.utility);
}

function readReference(element: XmlElement, target: XmlElement): Outcome<Reference, SecurityFault> {
  const [transforms, digestMethod, digestValue, ...rest] = childElements(element);
  if (isNamed(transforms, "DigestMethod")) {
    // Without transforms, inclusive canonicalization is meant (XML Signature 1.1 section 4.4.3.2).
    return refusedFor("transform-not-allowed", "one transform, exclusive canonicalization", "no transform");
  }
  if (
    !isNamed(transforms, "Transforms") ||
    !isNamed(digestMethod, "DigestMethod") ||
    !isNamed(digestValue, "DigestValue") ||
    rest.length > 0 ||
    hasText(element)
  ) {
    return refusedFor("signature-structure", "Transforms, DigestMethod and DigestValue", "something else");
  }
  const [transform, ...others] = childElements(transforms);
  if (!isNamed(transform, "Transform") || others.length > 0 || hasText(transforms)) {
    const found = childElements(transforms).map(algorithmName).join(" ");
    return refusedFor("transform-not-allowed", "one transform, exclusive canonicalization", shortened(found));
  }
  const prefixes = readExclusive(transform, "transform-not-allowed");
  if (!prefixes.ok) return prefixes;
  if (attributeOf(digestMethod, "Algorithm") !== algorithms.sha256 || childElements(digestMethod).length > 0) {
    return refusedFor("digest-algorithm-not-allowed", algorithms.sha256, algorithmName(digestMethod));
  }
  const digest = decodeBase64(onlyText(digestValue) ?? "?");
  if (digest?.length !== 32) return refusedFor("base64-wrong", "a DigestValue of 32 bytes in base64", "something else");
  return accepted({ target, inclusivePrefixes: prefixes.value, digest });
}

const longestPrefixList = 512;
const noPrefixes: readonly string[] = [];

/** The PrefixList of a method or transform that is exclusive canonicalization without comments, and nothing else. */
function readExclusive(
  element: XmlElement,
  reason: "canonicalization-not-allowed" | "transform-not-allowed",
): Outcome<readonly string[], SecurityFault> {
  if (attributeOf(element, "Algorithm") !== algorithms.exclusiveCanonicalization) {
    return refusedFor(reason, algorithms.exclusiveCanonicalization, algorithmName(element));
  }
  if (element.children.length === 0) return accepted(noPrefixes);
  const [parameter, ...others] = childElements(element);
  if (hasText(element) || others.length > 0) return refusedFor(reason, expectedParameter, "other parameters");
  if (parameter === undefined) return accepted(noPrefixes);
  if (!is(parameter, namespaces.exclusive, "InclusiveNamespaces") || parameter.children.length > 0) {
    return refusedFor(reason, expectedParameter, shortened(parameter.localName));
  }
  const list = attributeOf(parameter, "PrefixList") ?? "";
  if (list.length > longestPrefixList) {
    return refusedFor("prefix-list-too-long", `${longestPrefixList} characters at most`, `${list.length} characters`);
  }
  return accepted(list.split(/[\t\n\r ]+/).filter((prefix) => prefix !== ""));
}

const expectedParameter = "no parameter but InclusiveNamespaces";

/** Only what W3C named is told back: an address of somebody's own could say anything. */
function algorithmName(element: XmlElement): string {
  const algorithm = attributeOf(element, "Algorithm");
  if (algorithm === undefined) return "no algorithm";
  return algorithm.startsWith("http://www.w3.org/") ? shortened(algorithm) : "an algorithm of somebody's own";
}

function targetNames(references: readonly Reference[]): string {
  return references.length === 0 ? "no reference" : references.map(({ target }) => target.localName).join(", ");
}

function isNamed(element: XmlElement | undefined, localName: string): element is XmlElement {
  return element !== undefined && is(element, namespaces.signature, localName);
}
