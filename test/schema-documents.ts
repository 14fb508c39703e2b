// Documents made from a schema's model, right ones and wrong ones, the same for the same seed.

import type {
  AttributeUse,
  ComplexType,
  ElementDeclaration,
  Particle,
  SimpleType,
  Type,
} from "../src/schema/compiler/model.ts";
import { familyOf } from "../src/schema/compiler/simple-types.ts";
import { isInteger, lengthOf } from "../src/schema/datatypes.ts";
import { type Pattern, pattern } from "../src/schema/pattern.ts";
import { type Expression, parsePattern } from "../src/schema/pattern-syntax.ts";

/** Whole numbers from 0 up to a bound, which is left out. */
export type Random = (bound: number) => number;

/** Mulberry32: small, fast, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** An element while it may still be changed. */
export interface Draft {
  name: string;
  namespace: string;
  attributes: { name: string; namespace: string; value: string; type?: SimpleType }[];
  children: (Draft | string)[];
  /** What its own text is by the schema; undefined for an element of elements. */
  type: SimpleType | undefined;
  /** Comments and instructions, written before the child with that index. */
  readonly asides: Map<number, string>;
}

/** A document that the schema should take. */
export function draftOf(element: ElementDeclaration, types: readonly Type[], random: Random, depth = 0): Draft {
  const draft: Draft = {
    name: element.name,
    namespace: element.namespace,
    attributes: [],
    children: [],
    type: undefined,
    asides: new Map(),
  };
  if (element.isNillable && random(2) === 0) {
    draft.attributes.push({ name: "nil", namespace: instanceNamespace, value: pick(["true", "1"], random) });
    return draft;
  }
  const type = element.type();
  if (type.kind === "simple") {
    draft.type = type;
    const standing = element.fixed ?? (random(2) === 0 ? element.default : undefined);
    const text = standing === undefined ? textOf(type, random) : random(2) === 0 ? "" : standing;
    if (text !== "") draft.children.push(text);
    return draft;
  }
  fill(draft, actualType(draft, type, types, random), types, random, depth);
  return draft;
}

export const instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/** The type itself, or one derived from it that `xsi:type` then names. */
function actualType(draft: Draft, type: ComplexType, types: readonly Type[], random: Random): ComplexType {
  const derived = types.filter(
    (other): other is ComplexType => other.kind === "complex" && !other.isAbstract && isDerived(other, type),
  );
  if (derived.length === 0 || (!type.isAbstract && random(2) === 0)) return type;
  const chosen = pick(derived, random);
  const prefix = chosen.namespace === "" ? "" : `${prefixOf(chosen.namespace)}:`;
  draft.attributes.push({ name: "type", namespace: instanceNamespace, value: `${prefix}${chosen.name}` });
  return chosen;
}

function isDerived(type: ComplexType, from: ComplexType): boolean {
  for (let base = type.base; base !== undefined; base = base.base) if (base === from) return true;
  return false;
}

function fill(draft: Draft, type: ComplexType, types: readonly Type[], random: Random, depth: number): void {
  for (const use of type.attributes) {
    if (use.isRequired || random(2) === 0) draft.attributes.push(attributeFor(use, random));
  }
  if (type.anyAttribute !== undefined && random(2) === 0) {
    draft.attributes.push({ name: "extra", namespace: "urn:fixture:elsewhere", value: "x" });
  }
  if (type.content.kind === "simple") {
    draft.type = type.content.type;
    const text = textOf(type.content.type, random);
    if (text !== "") draft.children.push(text);
  } else if (type.content.kind === "elements") {
    draft.children.push(...occurrences(type.content.particle, types, random, depth));
  }
}

function attributeFor({ name, namespace, type, fixed }: AttributeUse, random: Random): Draft["attributes"][number] {
  return { name, namespace, value: fixed ?? textOf(type, random), type };
}

function occurrences(particle: Particle, types: readonly Type[], random: Random, depth: number): readonly Draft[] {
  const most = Math.min(particle.most, particle.least + (depth > 4 ? 0 : 2));
  const count = particle.least + random(most - particle.least + 1);
  return Array.from({ length: count }, () => once(particle, types, random, depth)).flat();
}

function once({ term }: Particle, types: readonly Type[], random: Random, depth: number): readonly Draft[] {
  switch (term.kind) {
    case "element":
      return [draftOf(term.element, types, random, depth + 1)];
    case "wildcard":
      return [strangeElement(random)];
    case "sequence":
      return term.particles.flatMap((particle) => occurrences(particle, types, random, depth));
    case "choice":
      return occurrences(pick(term.particles, random), types, random, depth);
  }
}

/** What no schema knows, in a namespace of its own, with one of its own inside. */
export function strangeElement(random: Random): Draft {
  const draft = (name: string, children: (Draft | string)[]): Draft => ({
    name,
    namespace: "urn:fixture:elsewhere",
    attributes:
      random(2) === 0
        ? [
            { name: "b", namespace: "", value: "2" },
            { name: "a", namespace: "urn:fixture:elsewhere", value: "<1>" },
          ]
        : [],
    children,
    type: undefined,
    asides: new Map(),
  });
  return draft("strange", ["before ", draft("inner", []), " behind"]);
}

/** A text that the type should take; now and then it finds none, and then the text is wrong. */
function textOf(type: SimpleType, random: Random): string {
  const { facets } = type;
  if (facets.enumeration !== undefined) {
    const fitting = facets.enumeration.filter((value) => matchesPatterns(type, value));
    return pick(fitting.length === 0 ? facets.enumeration : fitting, random);
  }
  for (let attempt = 0; attempt < 200; attempt++) {
    const text = candidate(type, random);
    if (matchesPatterns(type, text) && fitsLength(type, text) && fitsBounds(type, text)) return text;
  }
  return candidate(type, random);
}

function matchesPatterns(type: SimpleType, text: string): boolean {
  return type.facets.patterns.every((alternatives) => {
    const key = alternatives.join("|");
    const compiled = patterns.get(key) ?? pattern(...alternatives);
    patterns.set(key, compiled);
    return compiled.matches(text);
  });
}

const patterns = new Map<string, Pattern>();

function fitsBounds({ facets, builtIn }: SimpleType, text: string): boolean {
  if (familyOf(builtIn) !== "integer") return true;
  if (!isInteger(text)) return false;
  const value = BigInt(text);
  return (
    value >= BigInt(facets.minInclusive ?? value) &&
    value <= BigInt(facets.maxInclusive ?? value) &&
    value > BigInt(facets.minExclusive ?? value - 1n) &&
    value < BigInt(facets.maxExclusive ?? value + 1n)
  );
}

function fitsLength({ facets, builtIn }: SimpleType, text: string): boolean {
  if (builtIn === "base64Binary" || builtIn === "hexBinary") return true;
  const length = lengthOf(text);
  return (
    (facets.length ?? length) === length &&
    length >= (facets.minLength ?? 0) &&
    length <= (facets.maxLength ?? Number.POSITIVE_INFINITY)
  );
}

function candidate(type: SimpleType, random: Random): string {
  const { facets, builtIn } = type;
  const [first] = facets.patterns;
  const family = familyOf(builtIn);
  if (first !== undefined && family === "text") return matching(parsePattern(pick(first, random)), random);
  switch (family) {
    case "boolean":
      return pick(["true", "false", "1", "0"], random);
    case "integer": {
      if (first !== undefined && random(2) === 0) return matching(parsePattern(pick(first, random)), random);
      const least = BigInt(facets.minInclusive ?? facets.minExclusive ?? "-9999");
      const most = BigInt(facets.maxInclusive ?? facets.maxExclusive ?? `${least + 20_000n}`);
      const digits = facets.totalDigits === undefined ? most : 10n ** BigInt(facets.totalDigits) - 1n;
      const top = digits < most ? digits : most;
      return `${least + ((BigInt(random(1 << 30)) * 4_611_686_018n) % (top - least + 1n))}`;
    }
    case "decimal":
      return `${random(2) === 0 ? "" : "-"}${random(1000)}${pick(["", ".", ".5", ".25", ".10"], random)}`;
    case "moment":
      return moment(builtIn, random);
    case "octets": {
      const length = facets.length ?? (facets.minLength ?? 0) + random(3);
      const octets = Buffer.from(Array.from({ length }, () => random(256)));
      return octets.toString(builtIn === "base64Binary" ? "base64" : "hex");
    }
    case "text":
      return plainText(type, random);
  }
}

function plainText({ facets, builtIn }: SimpleType, random: Random): string {
  switch (builtIn) {
    case "language":
      return pick(["nl", "fr-BE", "de", "en-GB-oed"], random);
    case "Name":
    case "NCName":
    case "NMTOKEN":
      return pick(["a", "B-1", "_x.y", "é"], random);
    default: {
      const least = facets.length ?? facets.minLength ?? 0;
      const most = facets.length ?? Math.min(facets.maxLength ?? least + 8, least + 8);
      const length = least + random(most - least + 1);
      return Array.from({ length }, () =>
        pick(["a", "Z", "é", "ß", "&", "<", ">", '"', "9", "\u{1d11e}"], random),
      ).join("");
    }
  }
}

function moment(builtIn: SimpleType["builtIn"], random: Random): string {
  const two = (value: number) => `${value}`.padStart(2, "0");
  const year = `${1900 + random(200)}`;
  const date = `${year}-${two(1 + random(12))}-${two(1 + random(28))}`;
  const time = `${two(random(24))}:${two(random(60))}:${two(random(60))}${pick(["", ".5", ".000", ".123456789"], random)}`;
  const zone = pick(["", "", "Z", "+02:00", "-14:00"], random);
  switch (builtIn) {
    case "date":
      return date + zone;
    case "dateTime":
      return `${date}T${time}${zone}`;
    case "time":
      return time + zone;
    case "gYear":
      return year + zone;
    default:
      return date.slice(0, 7) + zone;
  }
}

/** A text of the language of an expression; a class that ASCII does not reach gives a letter of another alphabet. */
function matching(expression: Expression, random: Random): string {
  switch (expression.kind) {
    case "empty":
      return "";
    case "class": {
      const reachable = sampleCharacters.filter((character) =>
        expression.characters.has(character.codePointAt(0) ?? 0),
      );
      return pick(reachable, random);
    }
    case "sequence":
      return expression.parts.map((part) => matching(part, random)).join("");
    case "alternatives":
      return matching(pick(expression.parts, random), random);
    case "repeat": {
      const most = Math.min(expression.most, expression.least + 6);
      const count = expression.least + random(most - expression.least + 1);
      return Array.from({ length: count }, () => matching(expression.inner, random)).join("");
    }
  }
}

const sampleCharacters: readonly string[] = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)),
  ..."éßΩЖ٣",
];

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

export function elementsOf(draft: Draft): readonly Draft[] {
  return [draft, ...draft.children.flatMap((child) => (typeof child === "string" ? [] : elementsOf(child)))];
}

/** The document as text: prefixes for all namespaces but none on the root, references where text needs them. */
export function serialize(root: Draft): string {
  const namespaces = new Set<string>(knownPrefixes.keys());
  for (const draft of elementsOf(root)) {
    namespaces.add(draft.namespace);
    for (const { namespace } of draft.attributes) namespaces.add(namespace);
  }
  namespaces.delete("");
  namespaces.delete(xmlNamespace);
  const declarations = [...namespaces].map((namespace) => ` xmlns:${prefixOf(namespace)}="${namespace}"`).join("");
  return text(root, declarations);
}

function text(draft: Draft, declarations: string): string {
  const name = qualified(draft.name, draft.namespace);
  const attributes = draft.attributes
    .map((each) => ` ${qualified(each.name, each.namespace)}="${escaped(each.value)}"`)
    .join("");
  const children = draft.children.map((child, index) => {
    const aside = draft.asides.get(index) ?? "";
    return aside + (typeof child === "string" ? escaped(child) : text(child, ""));
  });
  const last = draft.asides.get(draft.children.length) ?? "";
  return `<${name}${declarations}${attributes}>${children.join("")}${last}</${name}>`;
}

function qualified(name: string, namespace: string): string {
  return namespace === "" ? name : `${prefixOf(namespace)}:${name}`;
}

const xmlNamespace = "http://www.w3.org/XML/1998/namespace";
const knownPrefixes: ReadonlyMap<string, string> = new Map([
  ["urn:fixture:content", "c"],
  ["urn:fixture:facets", "f"],
  ["urn:fixture:qualified", "q"],
  ["urn:fixture:types", "t"],
  ["urn:fixture:elsewhere", "e"],
  ["http://socialsecurity.be/employermandateconsultation/types/v2", "m"],
  [instanceNamespace, "xsi"],
  ["http://www.w3.org/2001/XMLSchema", "xs"],
]);

function prefixOf(namespace: string): string {
  return namespace === xmlNamespace ? "xml" : (knownPrefixes.get(namespace) ?? "own");
}

function escaped(value: string): string {
  return value.replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
