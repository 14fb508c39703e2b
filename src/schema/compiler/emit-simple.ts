// Writes what a generated file holds for a simple type: its TypeScript type, its check, its reader and its formatter.

import { lengthOf, totalDigits } from "../datatypes.ts";
import { pattern } from "../pattern.ts";
import type { Facets, SimpleType } from "./model.ts";
import { type ModuleText, quote } from "./module-text.ts";
import { familyOf, integerLiteral, normalised, representationOf } from "./simple-types.ts";

/** Adds `readX`, `parseX`, `formatX` and the type `X` of a simple type. */
export function emitSimpleType(text: ModuleText, type: SimpleType): void {
  const name = text.names.ofType(type);
  const representation = representationOf(type);
  const literals = enumerationOf(type);
  const member = representation === "string" ? quote : (value: string) => integerLiteral(value, representation);
  text.add(`export type ${name} = ${literals?.map(member).join(" | ") ?? representation};`);
  emitReader(text, type, name);
  const patterns = type.facets.patterns.map((alternatives, index) => {
    const constant = text.identifier(`${camel(name)}Pattern${index === 0 ? "" : index + 1}`);
    text.add(`const ${constant} = ${text.runtime("pattern", "pattern.ts")}(${alternatives.map(quote).join(", ")});`);
    return constant;
  });
  switch (representation) {
    case "string":
      emitText(text, type, name, literals, patterns);
      return;
    case "boolean":
      emitBoolean(text, type, name, patterns);
      return;
    default:
      emitInteger(text, type, name, literals, patterns, representation);
  }
}

function emitReader(text: ModuleText, type: SimpleType, name: string): void {
  text.add(
    `export function read${name}(element: ${xmlElement(text)}, reading: ${reading(text)}): ${name} | undefined {`,
    `  if (element.attributes.length > 0) ${text.runtime("refuseAttributes")}(element, ${quote(type.namespace)}, ${quote(type.name)}, reading);`,
    `  const text = ${text.runtime("simpleText")}(element, reading);`,
    `  return text === undefined ? undefined : parse${name}(text, element, "", reading);`,
    "}",
  );
}

function emitText(
  text: ModuleText,
  type: SimpleType,
  name: string,
  literals: readonly string[] | undefined,
  patterns: readonly string[],
): void {
  const conditions = literals === undefined ? textConditions(text, type, patterns) : undefined;
  const guard = literals === undefined ? "boolean" : `text is ${name}`;
  const body = literals?.map((value) => `text === ${quote(value)}`).join(" || ") ?? conditions?.join(" && ") ?? "";
  const fits = body === "" ? undefined : `fits${name}`;
  const expected = quote(describe(type));
  const whole = normalising(text, type, "raw");
  text.add(
    `export function parse${name}(raw: string, element: ${xmlElement(text)}, attribute: string, reading: ${reading(text)}): ${name} | undefined {`,
    ...(fits === undefined
      ? [`  return ${whole};`]
      : [
          ...(whole === "raw" ? [] : [`  const text = ${whole};`]),
          `  return ${fits}(${whole === "raw" ? "raw" : "text"}) ? ${whole === "raw" ? "raw" : "text"} : ${text.runtime("refuseValue")}(element, attribute, ${expected}, ${whole === "raw" ? "raw" : "text"}, reading);`,
        ]),
    "}",
  );
  // What is of the form of a date or a number has no white space to lose.
  const isSettled = literals !== undefined || ["moment", "decimal"].includes(familyOf(type.builtIn));
  const isNormal = whole === "raw" || isSettled ? [] : [`${normalising(text, type, "value")} === value`];
  const checks = [...isNormal, ...(fits === undefined ? [] : [`${fits}(value)`])];
  if (checks.length === 0) checks.push(`typeof value === "string"`);
  text.add(
    `export function format${name}(value: ${name}, name: string, writing: ${writing(text)}): string {`,
    `  return ${checks.join(" && ")} ? value : ${text.runtime("refuseWriting", "writing.ts")}(writing, name, ${expected}, ${text.runtime("describeText")}(value));`,
    "}",
  );
  if (fits !== undefined) text.add(`function ${fits}(text: string): ${guard} {`, `  return ${body};`, "}");
}

function textConditions(text: ModuleText, type: SimpleType, patterns: readonly string[]): readonly string[] {
  const { facets, builtIn } = type;
  const conditions: string[] = [];
  const lexical = lexicalCheck(type);
  const file = familyOf(builtIn) === "moment" ? "moments.ts" : "datatypes.ts";
  if (lexical !== undefined) conditions.push(`${text.runtime(lexical, file)}(text)`);
  const measure =
    builtIn === "base64Binary"
      ? `${text.runtime("base64Length", "datatypes.ts")}(text)`
      : builtIn === "hexBinary"
        ? "text.length / 2"
        : `${text.runtime("lengthOf", "datatypes.ts")}(text)`;
  const { length, minLength, maxLength, totalDigits: digits, fractionDigits } = facets;
  if (length !== undefined) conditions.push(`${measure} === ${length}`);
  if (minLength !== undefined && minLength > 0) conditions.push(`${measure} >= ${minLength}`);
  if (maxLength !== undefined) {
    // A text of few units is one of few characters: mostly there is nothing to count.
    conditions.push(
      builtIn.endsWith("Binary")
        ? `${measure} <= ${maxLength}`
        : `(text.length <= ${maxLength} || ${measure} <= ${maxLength})`,
    );
  }
  if (digits !== undefined) conditions.push(`${text.runtime("totalDigits", "datatypes.ts")}(text) <= ${digits}`);
  if (fractionDigits !== undefined) {
    conditions.push(`${text.runtime("fractionDigits", "datatypes.ts")}(text) <= ${fractionDigits}`);
  }
  for (const [facet, operator] of bounds) {
    const bound = facets[facet];
    if (bound === undefined) continue;
    const compare = text.runtime(builtIn === "date" ? "compareDates" : "compareDecimals", file);
    conditions.push(`${compare}(text, ${quote(bound)}) ${operator} 0`);
  }
  if (builtIn === "decimal" && facets.enumeration !== undefined) {
    const compare = text.runtime("compareDecimals", "datatypes.ts");
    conditions.push(`(${facets.enumeration.map((value) => `${compare}(text, ${quote(value)}) === 0`).join(" || ")})`);
  }
  conditions.push(...patterns.map((constant) => `${constant}.matches(text)`));
  return conditions;
}

const bounds = [
  ["minInclusive", ">="],
  ["minExclusive", ">"],
  ["maxInclusive", "<="],
  ["maxExclusive", "<"],
] as const;

function lexicalCheck(type: SimpleType): string | undefined {
  switch (type.builtIn) {
    case "decimal":
      return "isDecimal";
    case "date":
      return "isDate";
    case "dateTime":
      return "isDateTime";
    case "time":
      return "isTime";
    case "gYear":
      return "isYear";
    case "gYearMonth":
      return "isYearMonth";
    case "base64Binary":
      return "isBase64";
    case "hexBinary":
      return "isHexBinary";
    case "language":
      return "isLanguage";
    case "Name":
      return "isName";
    case "NCName":
      return "isNcName";
    case "NMTOKEN":
      return "isNmtoken";
    default:
      return undefined;
  }
}

function emitBoolean(text: ModuleText, type: SimpleType, name: string, patterns: readonly string[]): void {
  const matches = patterns.map((constant) => ` && ${constant}.matches(text)`).join("");
  const expected = quote(describe(type));
  text.add(
    `export function parse${name}(raw: string, element: ${xmlElement(text)}, attribute: string, reading: ${reading(text)}): ${name} | undefined {`,
    `  const text = ${text.runtime("collapseWhitespace", "datatypes.ts")}(raw);`,
    `  if ((text === "true" || text === "1")${matches}) return true;`,
    `  if ((text === "false" || text === "0")${matches}) return false;`,
    `  return ${text.runtime("refuseValue")}(element, attribute, ${expected}, text, reading);`,
    "}",
  );
  const choose = patterns.length === 0 ? `value ? "true" : "false"` : undefined;
  text.add(
    `export function format${name}(value: ${name}, name: string, writing: ${writing(text)}): string {`,
    `  if (typeof value !== "boolean") return ${text.runtime("refuseWriting", "writing.ts")}(writing, name, ${expected}, "another value");`,
    ...(choose === undefined
      ? [
          `  for (const text of value ? ["true", "1"] : ["false", "0"]) if (${patterns.map((constant) => `${constant}.matches(text)`).join(" && ")}) return text;`,
          `  return ${text.runtime("refuseWriting", "writing.ts")}(writing, name, ${expected}, "a value without a form");`,
        ]
      : [`  return ${choose};`]),
    "}",
  );
}

function emitInteger(
  text: ModuleText,
  type: SimpleType,
  name: string,
  literals: readonly string[] | undefined,
  patterns: readonly string[],
  representation: "number" | "bigint",
): void {
  const { facets } = type;
  const literal = (value: string) => integerLiteral(value, representation);
  const conditions: string[] = [];
  if (literals !== undefined) conditions.push(literals.map((value) => `value === ${literal(value)}`).join(" || "));
  else {
    for (const [facet, operator] of bounds) {
      const bound = facets[facet];
      if (bound !== undefined) conditions.push(`value ${operator} ${literal(bound)}`);
    }
    if (facets.totalDigits !== undefined) {
      const limit = literal(`1${"0".repeat(facets.totalDigits)}`);
      conditions.push(`value < ${limit}`, `value > -${limit}`);
    }
  }
  const guard = literals === undefined ? "boolean" : `value is ${name}`;
  const fits = conditions.length === 0 ? [] : [`fits${name}(value)`];
  const matches = patterns.map((constant) => `${constant}.matches(text)`);
  const expected = quote(describe(type));
  const toValue = representation === "number" ? "integerValue" : "bigIntegerValue";
  const isValue = representation === "number" ? [] : ["value !== undefined"];
  const isAny = representation === "number" && fits.length === 0 ? ["!Number.isNaN(value)"] : [];
  text.add(
    `export function parse${name}(raw: string, element: ${xmlElement(text)}, attribute: string, reading: ${reading(text)}): ${name} | undefined {`,
    `  const text = ${text.runtime("collapseWhitespace", "datatypes.ts")}(raw);`,
    `  const value = ${text.runtime(toValue, "datatypes.ts")}(text);`,
    `  return ${[...isValue, ...isAny, ...fits, ...matches].join(" && ")} ? value : ${text.runtime("refuseValue")}(element, attribute, ${expected}, text, reading);`,
    "}",
  );
  const form =
    patterns.length === 0
      ? "String(value)"
      : `${text.runtime("integerText", "writing.ts")}(value, [${patterns.join(", ")}])`;
  const isInteger = representation === "number" ? ["Number.isSafeInteger(value)"] : [`typeof value === "bigint"`];
  text.add(
    `export function format${name}(value: ${name}, name: string, writing: ${writing(text)}): string {`,
    `  const text = ${[...isInteger, ...fits].join(" && ")} ? ${form} : "";`,
    `  return text === "" ? ${text.runtime("refuseWriting", "writing.ts")}(writing, name, ${expected}, "another value") : text;`,
    "}",
  );
  if (conditions.length > 0) {
    text.add(`function fits${name}(value: ${representation}): ${guard} {`, `  return ${conditions.join(" && ")};`, "}");
  }
}

/** What a fault says was expected: the facets in words. */
function describe(type: SimpleType): string {
  const { facets } = type;
  if (facets.enumeration !== undefined) return facets.enumeration.join(", ").replace(/, ([^,]*)$/, " or $1");
  const parts: string[] = [kindOf(type)];
  const unit = familyOf(type.builtIn) === "octets" ? "octets" : "characters";
  if (facets.length !== undefined) parts.push(`of ${facets.length} ${unit}`);
  if (facets.minLength !== undefined) parts.push(`of at least ${facets.minLength} ${unit}`);
  if (facets.maxLength !== undefined) parts.push(`of at most ${facets.maxLength} ${unit}`);
  if (facets.minInclusive !== undefined) parts.push(`from ${facets.minInclusive}`);
  if (facets.minExclusive !== undefined) parts.push(`above ${facets.minExclusive}`);
  if (facets.maxInclusive !== undefined) parts.push(`up to ${facets.maxInclusive}`);
  if (facets.maxExclusive !== undefined) parts.push(`below ${facets.maxExclusive}`);
  if (facets.totalDigits !== undefined) parts.push(`of at most ${facets.totalDigits} digits`);
  if (facets.fractionDigits !== undefined) parts.push(`of at most ${facets.fractionDigits} decimals`);
  for (const alternatives of facets.patterns) parts.push(`of the form ${alternatives.join(" or ")}`);
  return parts.join(" ");
}

function kindOf({ builtIn }: SimpleType): string {
  switch (familyOf(builtIn)) {
    case "integer":
      return "an integer";
    case "moment":
    case "octets":
      return `a ${builtIn}`;
    case "text":
      return ["string", "normalizedString", "token", "anySimpleType", "anyURI"].includes(builtIn)
        ? "text"
        : `a ${builtIn}`;
    default:
      return `a ${builtIn}`;
  }
}

/** The enumerated values that the other facets also allow; undefined where there is no enumeration to type by. */
function enumerationOf(type: SimpleType): readonly string[] | undefined {
  const { facets } = type;
  if (facets.enumeration === undefined || type.builtIn === "decimal") return undefined;
  const isText = representationOf(type) === "string";
  const written = facets.enumeration.map((value) => normalised(value, facets));
  const allowed = written.filter((value) => (isText ? fitsText(value, facets) : fitsInteger(value, facets)));
  const values = isText ? allowed : allowed.map((value) => `${BigInt(value.replace("+", ""))}`);
  if (values.length === 0) throw new Error(`${type.name}: no enumerated value is allowed by the other facets.`);
  return [...new Set(values)];
}

function fitsText(value: string, facets: Facets): boolean {
  const length = lengthOf(value);
  return (
    (facets.length ?? length) === length &&
    (facets.minLength ?? 0) <= length &&
    (facets.maxLength ?? length) >= length &&
    facets.patterns.every((alternatives) => pattern(...alternatives).matches(value))
  );
}

function fitsInteger(text: string, facets: Facets): boolean {
  const value = BigInt(text.replace("+", ""));
  return (
    (facets.minInclusive === undefined || value >= BigInt(facets.minInclusive)) &&
    (facets.minExclusive === undefined || value > BigInt(facets.minExclusive)) &&
    (facets.maxInclusive === undefined || value <= BigInt(facets.maxInclusive)) &&
    (facets.maxExclusive === undefined || value < BigInt(facets.maxExclusive)) &&
    (facets.totalDigits === undefined || totalDigits(text) <= facets.totalDigits)
  );
}

function normalising(text: ModuleText, type: SimpleType, expression: string): string {
  switch (type.facets.whiteSpace) {
    case "preserve":
      return expression;
    case "replace":
      return `${text.runtime("replaceWhitespace", "datatypes.ts")}(${expression})`;
    case "collapse":
      return `${text.runtime("collapseWhitespace", "datatypes.ts")}(${expression})`;
  }
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function xmlElement(text: ModuleText): string {
  return text.runtimeType("XmlElement", "../xml/tree.ts");
}

function reading(text: ModuleText): string {
  return text.runtimeType("Reading");
}

function writing(text: ModuleText): string {
  return text.runtimeType("Writing", "writing.ts");
}
