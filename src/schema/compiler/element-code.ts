// The code for one element, wherever it stands: the type of its value, the expression that reads it, the lines that write it.

import type { ComplexType, ElementDeclaration, SimpleType } from "./model.ts";
import { indent, type ModuleText, mayHoldMarkup, quote } from "./module-text.ts";
import { fixedLiteral } from "./simple-types.ts";

export const instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/** The TypeScript type of an element's value: `null` stands for `xsi:nil`. */
export function valueTypeOf(text: ModuleText, element: ElementDeclaration): string {
  const type = element.type();
  const name = text.derivedFrom(type).length > 0 ? text.typeName(type, "Any") : text.typeName(type);
  return element.isNillable ? `${name} | null` : name;
}

/** The expression that reads the element held by a variable. */
export function readElement(text: ModuleText, element: ElementDeclaration, variable: string): string {
  const type = element.type();
  const verb = text.derivedFrom(type).length > 0 ? "readAny" : "read";
  const standing = element.default ?? element.fixed;
  const source = standing === undefined ? variable : `${text.runtime("orStanding")}(${variable}, ${quote(standing)})`;
  const plain = `${text.verb(verb, type)}(${source}, reading)`;
  if (element.fixed !== undefined) {
    if (type.kind !== "simple") throw new Error(`${element.name}: a fixed value of a complex type is not supported`);
    const fixed = fixedLiteral(type, element.fixed);
    return `${text.runtime("onlyFixed")}(${plain}, ${fixed}, ${variable}, "", reading)`;
  }
  if (!element.isNillable) return plain;
  if (type.kind === "complex" && (type.attributes.length > 0 || type.anyAttribute !== undefined)) {
    throw new Error(`${element.name}: nillable with attributes is not supported`);
  }
  return `(${text.runtime("isNil")}(${variable}, ${quote(type.namespace)}, ${quote(type.name)}, reading) ? null : ${plain})`;
}

/** The lines that append an element, whose value a variable holds, to `text`. */
export function writeElement(text: ModuleText, element: ElementDeclaration, variable: string): readonly string[] {
  const type = element.type();
  const tag = element.namespace === "" ? element.name : `${text.prefixOf(element.namespace)}:${element.name}`;
  const bits = element.namespace === "" ? "0" : text.namespaceBit(element.namespace);
  const lines =
    type.kind === "simple"
      ? writeSimple(text, element, type, tag, variable)
      : writeComplex(text, element, type, tag, variable);
  const all = element.isNillable
    ? [
        `if (${variable} === null) text += ${quote(`<${tag}`)} + ${text.declare()}(writing, ${joinBits(bits, text.namespaceBit(instanceNamespace))}) + ${quote(` xsi:nil="true"></${tag}>`)};`,
        "else {",
        ...indent(lines),
        "}",
      ]
    : lines;
  if (element.namespace === "" && !element.isNillable && !(type.kind === "complex" && text.declaresItself(type)))
    return all;
  return [
    "{",
    ...indent([`const { scope, around } = writing;`, ...all, "writing.scope = scope;", "writing.around = around;"]),
    "}",
  ];
}

function joinBits(...bits: readonly string[]): string {
  const used = bits.filter((bit) => bit !== "0");
  return used.length === 0 ? "0" : used.join(" | ");
}

function writeSimple(
  text: ModuleText,
  element: ElementDeclaration,
  type: SimpleType,
  tag: string,
  variable: string,
): readonly string[] {
  const content = writtenText(text, type, variable, element.name);
  const end = quote(`</${tag}>`);
  const check =
    element.fixed === undefined
      ? []
      : [
          `if (${variable} !== ${fixedLiteral(type, element.fixed)}) ${text.runtime("refuseWriting")}(writing, ${quote(element.name)}, ${quote(`the fixed value ${element.fixed}`)}, "another value");`,
        ];
  if (element.namespace === "") return [...check, `text += ${quote(`<${tag}>`)} + ${content} + ${end};`];
  const declarations = `${text.declare()}(writing, ${text.namespaceBit(element.namespace)})`;
  return [...check, `text += ${quote(`<${tag}`)} + ${declarations} + ">" + ${content} + ${end};`];
}

/** The expression for the text of a simple value, escaped where it may need it. `name` is "" for the element itself. */
export function writtenText(text: ModuleText, type: SimpleType, variable: string, name: string): string {
  const plain = `${text.verb("format", type)}(${variable}, ${quote(name)}, writing)`;
  return mayHoldMarkup(type) ? `${text.runtime("textOf")}(${plain}, ${quote(name)}, writing)` : plain;
}

function writeComplex(
  text: ModuleText,
  element: ElementDeclaration,
  type: ComplexType,
  tag: string,
  variable: string,
): readonly string[] {
  const bits = element.namespace === "" ? "0" : text.namespaceBit(element.namespace);
  const start = quote(`<${tag}`);
  const declarations =
    element.namespace === "" || text.declaresItself(type) ? [] : [`${text.declare()}(writing, ${bits})`];
  const written =
    text.derivedFrom(type).length > 0
      ? `${text.verb("writeAny", type)}(${variable}, writing, ${bits})`
      : text.declaresItself(type)
        ? `${text.verb("write", type)}(${variable}, writing, ${bits}, "")`
        : `${text.verb("write", type)}(${variable}, writing)`;
  return [
    `writing.path.push(${quote(element.name)});`,
    `text += ${[start, ...declarations, written, quote(`</${tag}>`)].join(" + ")};`,
    "writing.path.pop();",
  ];
}

/** Does the value type need parentheses before `[]`? */
export function asList(type: string): string {
  return / [|&] /.test(type) ? `(${type})[]` : `${type}[]`;
}
