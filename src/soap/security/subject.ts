// The subject of a certificate as people write it in one line: read into its parts, and written as node:crypto prints it.
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { attributeNamed } from "./name-attributes.ts";

interface Attribute {
  /** As OpenSSL calls it, such as CN; or its object identifier. */
  readonly name: string;
  /** Without escapes. */
  readonly value: string;
}

/** Relative names in the order of the certificate; nearly always of one attribute each. */
export type Subject = readonly (readonly Attribute[])[];

/**
 * `C=BE, O=Fund, CN=fund`, also with blanks around `=`, without blanks after commas, in quotes, with the escapes of RFC
 * 4514, and the other way round: a name that ends with the country is turned. Refused with what was expected.
 */
export function parseSubject(text: string): Outcome<Subject, string> {
  if (/^\s*\//.test(text)) return refused(`expected commas instead of slashes: ${example}`);
  const subject: Attribute[][] = [];
  for (const part of partsOf(text, ",")) {
    const relative: Attribute[] = [];
    for (const written of partsOf(part, "+")) {
      const attribute = parseAttribute(written);
      if (!attribute.ok) return attribute;
      relative.push(attribute.value);
    }
    subject.push(relative);
  }
  return accepted(hasCountry(subject.at(-1)) && !hasCountry(subject[0]) ? subject.toReversed() : subject);
}

/** Each relative name as node:crypto prints it. */
export function relativeNames(subject: Subject): readonly string[] {
  return subject.map((relative) => relative.map(({ name, value }) => `${name}=${escaped(value)}`).join(" + "));
}

const example =
  "a distinguished name such as C=BE, O=Fund, CN=fund, as `openssl x509 -noout -subject -in FILE` prints it";

/** Split at a separator that stands outside quotes and has no backslash before it. */
function partsOf(text: string, separator: "," | "+"): readonly string[] {
  const parts = [""];
  let quoted = false;
  for (const [piece] of text.matchAll(/\\?./gsu)) {
    if (piece === '"') quoted = !quoted;
    if (piece === separator && !quoted) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${piece}`);
  }
  return parts;
}

function parseAttribute(text: string): Outcome<Attribute, string> {
  const [, type = "", rest = ""] = /^\s*([A-Za-z0-9.-]+)\s*=\s*(.*)$/s.exec(text) ?? [];
  if (type === "") return refused(`expected ${example}; found ${shown(text)} where NAME=value is due`);
  const name = attributeNamed(type);
  if (name === undefined) {
    return refused(`expected ${example}; no attribute is called ${type}: write C, O, OU, CN, or an object identifier`);
  }
  const value = parseValue(rest);
  if (value === undefined) {
    return refused(
      `expected ${example}; found ${shown(text)}: a value has a backslash before each of , + " \\ < > ; #`,
    );
  }
  return accepted({ name, value });
}

const units = /\\([0-9A-Fa-f]{2})|\\(.)|([^\\])/gsu;

function parseValue(text: string): string | undefined {
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*$/su.exec(text)?.[1];
  // A blank at the end belongs to the value where a backslash stands before it.
  const bare = /^((?:[^"\\<>;]|\\.)*?)\s*$/su.exec(text)?.[1];
  const written = quoted ?? bare;
  if (written === undefined || written === "" || (quoted === undefined && written.startsWith("#"))) return undefined;
  const bytes = [...written.matchAll(units)].map(([, hex, escapedCharacter, character = ""]) =>
    hex === undefined ? Buffer.from(escapedCharacter ?? character) : Buffer.from(hex, "hex"),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
  } catch {
    return undefined;
  }
}

function escaped(value: string): string {
  return value
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/^[ #]| $/g, "\\$&")
    .replace(/\p{Cc}/gu, (control) => `\\${control.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

function hasCountry(relative: readonly Attribute[] | undefined): boolean {
  return relative?.some(({ name }) => name === "C") === true;
}

function shown(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" ? "nothing" : trimmed;
}
