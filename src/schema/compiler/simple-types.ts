// Simple types with all that they inherit: which facets apply, which TypeScript type holds the value.

import {
  collapseWhitespace,
  compareDecimals,
  isBoolean,
  isDecimal,
  isInteger,
  replaceWhitespace,
  totalDigits,
} from "../datatypes.ts";
import { isDate } from "../moments.ts";
import { checkPattern } from "../pattern.ts";
import { type BuiltIn, builtIns, type Facets, type SimpleType } from "./model.ts";

/** The generated file of the built-in types. */
export const builtInModule = "built-in";

/** Undefined for a name that is no built-in type, or one that no contract has needed. */
export function builtInType(name: string): SimpleType | undefined {
  return builtInTypes.find((type) => type.name === name);
}

const preserving: ReadonlyMap<BuiltIn, Facets["whiteSpace"]> = new Map([
  ["string", "preserve"],
  ["anySimpleType", "preserve"],
  ["normalizedString", "replace"],
]);

const integerBounds: ReadonlyMap<BuiltIn, readonly [string | undefined, string | undefined]> = new Map([
  ["integer", [undefined, undefined]],
  ["nonPositiveInteger", [undefined, "0"]],
  ["negativeInteger", [undefined, "-1"]],
  ["nonNegativeInteger", ["0", undefined]],
  ["positiveInteger", ["1", undefined]],
  ["long", ["-9223372036854775808", "9223372036854775807"]],
  ["int", ["-2147483648", "2147483647"]],
  ["short", ["-32768", "32767"]],
  ["byte", ["-128", "127"]],
  ["unsignedLong", ["0", "18446744073709551615"]],
  ["unsignedInt", ["0", "4294967295"]],
  ["unsignedShort", ["0", "65535"]],
  ["unsignedByte", ["0", "255"]],
]);

export const builtInTypes: readonly SimpleType[] = builtIns.map((builtIn) => {
  const [least, most] = integerBounds.get(builtIn) ?? [];
  const facets: Facets = {
    whiteSpace: preserving.get(builtIn) ?? "collapse",
    patterns: [],
    ...(least === undefined ? {} : { minInclusive: least }),
    ...(most === undefined ? {} : { maxInclusive: most }),
  };
  const namespace = "http://www.w3.org/2001/XMLSchema";
  return { kind: "simple", name: builtIn, namespace, module: builtInModule, builtIn, facets };
});

export interface WrittenFacet {
  readonly name: string;
  readonly value: string;
}

/** The type that a restriction makes. Throws where a facet does not fit the type, or is beyond the supported subset. */
export function restrictSimpleType(
  base: SimpleType,
  written: readonly WrittenFacet[],
  identity: Pick<SimpleType, "name" | "namespace" | "module">,
): SimpleType {
  const family = familyOf(base.builtIn);
  const patterns: string[] = [];
  const enumeration: string[] = [];
  let facets = base.facets;
  for (const { name, value } of written) {
    if (!allowedFacets(family, base.builtIn).includes(name))
      throw new Error(`${name} is not supported on ${base.builtIn}`);
    if (name === "pattern") {
      checkPattern(value);
      patterns.push(value);
    } else if (name === "enumeration") enumeration.push(value);
    else facets = { ...facets, ...facetOf(name, value, family) };
  }
  if (patterns.length > 0) facets = { ...facets, patterns: [...facets.patterns, patterns] };
  if (enumeration.length > 0) facets = { ...facets, enumeration };
  return { kind: "simple", builtIn: base.builtIn, facets, ...identity };
}

function facetOf(name: string, value: string, family: Family): Partial<Facets> {
  if (name === "whiteSpace") {
    if (value !== "preserve" && value !== "replace" && value !== "collapse") throw new Error(`whiteSpace ${value}`);
    return { whiteSpace: value };
  }
  if (name.startsWith("min") || name.startsWith("max")) {
    if (!name.endsWith("Length")) {
      const isValue = family === "integer" ? isInteger(value) : family === "moment" ? isDate(value) : isDecimal(value);
      if (!isValue) throw new Error(`${name} ${value} is no value of the type`);
      // An inherited bound of the other kind keeps standing: it can only be wider.
      return { [name]: value };
    }
  }
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${name} ${value} is not a number`);
  return { [name]: Number(value) };
}

type Family = "text" | "boolean" | "integer" | "decimal" | "moment" | "octets";

/** How values of a built-in type behave. */
export function familyOf(builtIn: BuiltIn): Family {
  switch (builtIn) {
    case "boolean":
    case "decimal":
      return builtIn;
    case "date":
    case "dateTime":
    case "time":
    case "gYear":
    case "gYearMonth":
      return "moment";
    case "base64Binary":
    case "hexBinary":
      return "octets";
    default:
      return integerBounds.has(builtIn) ? "integer" : "text";
  }
}

function allowedFacets(family: Family, builtIn: BuiltIn): readonly string[] {
  const lengths = ["length", "minLength", "maxLength"];
  const bounds = ["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"];
  switch (family) {
    case "text":
      return ["whiteSpace", "pattern", "enumeration", ...lengths];
    case "octets":
      return ["whiteSpace", "pattern", ...lengths];
    case "moment":
      return ["whiteSpace", "pattern", ...(builtIn === "date" ? bounds : [])];
    case "boolean":
      return ["whiteSpace", "pattern"];
    case "integer":
      return ["whiteSpace", "pattern", "enumeration", "totalDigits", ...bounds];
    case "decimal":
      return ["whiteSpace", "pattern", "enumeration", "totalDigits", "fractionDigits", ...bounds];
  }
}

/** How a value is held: "number" only where its facets keep it within what a number holds exactly. */
export function representationOf(type: SimpleType): "string" | "boolean" | "number" | "bigint" {
  const family = familyOf(type.builtIn);
  if (family === "boolean") return "boolean";
  if (family !== "integer") return "string";
  const { facets } = type;
  if (facets.totalDigits !== undefined && facets.totalDigits <= 15) return "number";
  if (facets.enumeration?.every((value) => totalDigits(value) <= 15)) return "number";
  const isBounded = (...bounds: readonly (string | undefined)[]) =>
    bounds.some(
      (bound) =>
        bound !== undefined &&
        compareDecimals(bound, `${Number.MAX_SAFE_INTEGER}`) <= 0 &&
        compareDecimals(bound, `${Number.MIN_SAFE_INTEGER}`) >= 0,
    );
  const isSafe =
    isBounded(facets.minInclusive, facets.minExclusive) && isBounded(facets.maxInclusive, facets.maxExclusive);
  return isSafe ? "number" : "bigint";
}

/** The TypeScript literal of a fixed or default value. Throws where values cannot be compared by their representation. */
export function fixedLiteral(type: SimpleType, written: string): string {
  const text = normalised(written, type.facets);
  switch (familyOf(type.builtIn)) {
    case "text":
      return JSON.stringify(text);
    case "boolean":
      if (!isBoolean(text)) throw new Error(`${written} is no boolean`);
      return text === "true" || text === "1" ? "true" : "false";
    case "integer":
      if (!isInteger(text)) throw new Error(`${written} is no integer`);
      return integerLiteral(text, representationOf(type));
    default:
      throw new Error(`a standing value of ${type.builtIn} is not supported`);
  }
}

/** The TypeScript literal of an integer. */
export function integerLiteral(text: string, representation: string): string {
  const literal = `${BigInt(text.replace("+", ""))}`;
  return representation === "bigint" ? `${literal}n` : literal;
}

/** A text as the whiteSpace facet leaves it. */
export function normalised(text: string, { whiteSpace }: Facets): string {
  if (whiteSpace === "preserve") return text;
  return whiteSpace === "replace" ? replaceWhitespace(text) : collapseWhitespace(text);
}
