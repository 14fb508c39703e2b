// From what a stage of admission found wrong to the cause in words, the hints that fit, and where it stands.
import { X509Certificate } from "node:crypto";
import type { StructureFault } from "../../schema/runtime.ts";
import { type EnvelopeFault, securityNamespace, soapNamespace } from "../../soap/envelope.ts";
import { distinguishedName } from "../../soap/security/distinguished-name.ts";
import { parseXml } from "../../xml/parse.ts";
import { childElement, childElements, elementAt, lineAndColumn, textOf } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import type { Endpoint } from "../endpoint.ts";
import type { AdmissionCause } from "../trouble.ts";
import type { HintName } from "./hint-texts.ts";
import { namesIn, slipOf } from "./kept-cause.ts";
import { isSecurityReason, type NamedCause } from "./named-cause.ts";
import type { StructuralCause } from "./structure-texts.ts";

export interface Diagnosis {
  readonly cause: NamedCause | undefined;
  readonly hints: readonly HintName[];
  /** Technical English: places in the message, names in the certificate. */
  readonly details: readonly string[];
}

export interface Evidence {
  readonly bytes: Uint8Array;
  readonly endpoint: Endpoint;
  /** PEM. */
  readonly authorities: readonly string[];
  /** Whether the signature of this other text of the message would hold. */
  readonly holds: (text: string) => boolean;
}

export function causeOf(cause: AdmissionCause, evidence: Evidence): Diagnosis {
  switch (cause.kind) {
    case "size":
      return structural("size");
    case "xml": {
      const hints =
        cause.fault.code === "encoding" && startsWithMark(evidence.bytes) ? (["byte-order-mark"] as const) : [];
      return structural(`xml-${cause.fault.code}`, hints);
    }
    case "envelope":
      return causeOfEnvelope(cause.fault.reason, evidence);
    case "authentication":
      return causeOfSecurity(cause.fault, evidence);
    case "no-annex":
      return structural("no-annex", [], certificateDetails(evidence.bytes));
    case "operation":
      return causeOfOperation(cause.content, evidence);
    case "structure":
      return causeOfStructure(cause.faults, evidence.bytes);
  }
}

function structural(
  reason: StructuralCause,
  hints: readonly HintName[] = [],
  details: readonly string[] = [],
): Diagnosis {
  return { cause: { kind: "structural", reason }, hints, details };
}

/** UTF-16 and UTF-32, in either byte order. */
function startsWithMark([first, second, third, fourth]: Uint8Array): boolean {
  return (
    (first === 0xfe && second === 0xff) ||
    (first === 0xff && second === 0xfe) ||
    (first === 0 && second === 0 && third === 0xfe && fourth === 0xff)
  );
}

const soap12 = "http://www.w3.org/2003/05/soap-envelope";

function causeOfEnvelope(reason: EnvelopeFault["reason"], { bytes }: Evidence): Diagnosis {
  switch (reason) {
    case "not-an-envelope":
      return structural("envelope-missing");
    case "version":
      return structural("envelope-version", rootOf(bytes)?.namespace === soap12 ? ["soap-12"] : []);
    case "header":
      return structural("header-not-understood", otherSecurity(rootOf(bytes)));
    case "no-body":
    case "parts":
      return structural("envelope-parts");
    case "empty-body":
    case "several-contents":
      return structural("body-content");
  }
}

function causeOfSecurity(
  { reason, found, expected }: { readonly reason: string; readonly found: string; readonly expected: string },
  evidence: Evidence,
): Diagnosis {
  const cause = isSecurityReason(reason) ? ({ kind: "security", reason } as const) : undefined;
  const { bytes, authorities } = evidence;
  if (reason === "no-proof") {
    const root = rootOf(bytes);
    const headless = root !== undefined && childElement(root, soapNamespace, "Header") === undefined;
    const hints = headless ? (["header-missing"] as const) : otherSecurity(root);
    return { cause, hints: [...hints, "no-proof-in-file"], details: [] };
  }
  if (reason === "digest-mismatch" || reason === "signature-mismatch") {
    const indented = wasIndented(evidence);
    if (!indented && reason === "signature-mismatch") return { cause, hints: [], details: [] };
    const part = /^the (\w+) as it was signed$/.exec(expected)?.[1] ?? "SignedInfo";
    const details = [`changed after signing: ${part}`];
    return {
      cause: { kind: "security", reason, remedy: "unchanged" },
      hints: [indented ? "changed-by-indenting" : "changed-after-signing"],
      details,
    };
  }
  if (reason === "certificate-unknown-issuer") {
    const known = authorities.map((pem) => distinguishedName(new X509Certificate(pem).subject));
    const details = [`issuer found: ${found}`, ...known.map((name) => `authority expected: ${name}`)];
    return { cause, hints: ["other-authority"], details };
  }
  if (/sha1\b/i.test(found) || found === sha1WithRsa || found === sha1WithEcdsa) {
    return { cause, hints: ["sha1-used"], details: [`found: ${found}`] };
  }
  const details = reason.startsWith("certificate-") ? certificateDetails(bytes) : [];
  return { cause, hints: [], details };
}

/** A Security header in a namespace of its own is a header of somebody else's, and proves nothing here. */
function otherSecurity(root: XmlElement | undefined): readonly HintName[] {
  const header = root === undefined ? undefined : childElement(root, soapNamespace, "Header");
  const found =
    header === undefined ? undefined : childElements(header).find(({ localName }) => localName === "Security");
  return found === undefined || found.namespace === securityNamespace ? [] : ["security-namespace"];
}

const sha1WithRsa = "1.2.840.113549.1.1.5";
const sha1WithEcdsa = "1.2.840.10045.4.1";

/**
 * Does the signature hold once the white space between tags is taken out: of the whole message, of its Body alone, or of all
 * but the Signature, in which some libraries (xmlsec) sign line feeds of their own?
 */
function wasIndented({ bytes, holds }: Evidence): boolean {
  const text = Buffer.from(bytes)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const joined = (part: string) => part.replaceAll(/>[\t\n\r ]+</g, "><");
  const bodyJoined = text.replace(/<([A-Za-z_][\w.-]*:)?Body[\s>][\s\S]*<\/\1?Body\s*>/, joined);
  const found = /<([A-Za-z_][\w.-]*:)?Signature[\s>][\s\S]*<\/\1?Signature\s*>/.exec(text);
  const [signature, at] = found === null ? ["", text.length] : [found[0], found.index];
  const around = (own: string) => joined(text.slice(0, at)) + own + joined(text.slice(at + signature.length));
  const kept = around(signature);
  const feeding = around(signature.replaceAll(/>[\t\n\r ]*</g, ">\n<"));
  return [joined(text), bodyJoined, kept, feeding].some((candidate) => candidate !== text && holds(candidate));
}

/** The certificate in the message: whose it is, from whom, and from when to when. */
function certificateDetails(bytes: Uint8Array): readonly string[] {
  const token = find(rootOf(bytes), "BinarySecurityToken");
  if (token === undefined) return [];
  try {
    const { subject, issuer, validFromDate, validToDate } = new X509Certificate(Buffer.from(textOf(token), "base64"));
    return [
      `certificate of: ${distinguishedName(subject)}`,
      `issued by: ${distinguishedName(issuer)}`,
      `valid from ${validFromDate.toISOString()} to ${validToDate.toISOString()}`,
    ];
  } catch {
    return [];
  }
}

function find(element: XmlElement | undefined, localName: string): XmlElement | undefined {
  if (element === undefined || element.localName === localName) return element;
  for (const child of childElements(element)) {
    const found = find(child, localName);
    if (found !== undefined) return found;
  }
  return undefined;
}

function causeOfOperation(content: XmlElement, { bytes, endpoint }: Evidence): Diagnosis {
  const meant = endpoint.operations.find(({ element }) => element.localName === content.localName);
  const place = placeIn(bytes, content.offset);
  if (meant === undefined) {
    const names = endpoint.operations.map(({ element }) => element.localName).join(", ");
    return structural(
      "operation-unknown",
      [],
      [`${content.localName} (${place}); requests of ${endpoint.service}: ${names}`],
    );
  }
  const found = content.namespace === "" ? "no namespace" : content.namespace;
  return structural(
    "operation-namespace",
    [],
    [`${content.localName} (${place}): expected namespace ${meant.element.namespace}, found ${found}`],
  );
}

function causeOfStructure(faults: readonly StructureFault[], bytes: Uint8Array): Diagnosis {
  const root = rootOf(bytes);
  const details = faults.map(({ path, expected, found, offset }) => {
    const namespace = found.startsWith("element ") ? ((root && elementAt(root, offset))?.namespace ?? "") : "";
    const told = namespace === "" ? found : `${found} in ${namespace}`;
    return `${path} (${placeIn(bytes, offset)}): expected ${expected}, found ${told}`;
  });
  const [first] = faults;
  if (first === undefined) return { cause: undefined, hints: [], details };
  return structural(slipAmongNeighbours(first, root && elementAt(root, first.offset)), [], details);
}

/** What stands beside an unexpected element tells whether it came too early, or whether all share a wrong namespace. */
function slipAmongNeighbours(
  { path, expected, found }: StructureFault,
  element: XmlElement | undefined,
): StructuralCause {
  const slip = slipOf(path, expected, found);
  if (slip !== "element-unexpected" || element?.parent === undefined) return slip;
  const siblings = childElements(element.parent);
  if (element.namespace !== "" && siblings.every(({ namespace }) => namespace === element.namespace)) {
    return "element-namespace";
  }
  const awaited = namesIn(expected);
  return siblings.some(({ localName }) => awaited.includes(localName)) ? "element-order" : slip;
}

function rootOf(bytes: Uint8Array): XmlElement | undefined {
  const document = parseXml(bytes);
  return document.ok ? document.value.root : undefined;
}

function placeIn(bytes: Uint8Array, offset: number): string {
  const text = Buffer.from(bytes)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const { line, column } = lineAndColumn(text, offset);
  return `line ${line}, column ${column}`;
}
