// The code for one element, wherever it stands: the type of its value, the expression that reads it, the lines that write it.

import type { AttributeUse, ComplexType, ElementDeclaration, SimpleType } from "./model.ts";
import { indent, type ModuleText, mayHoldMarkup, quote } from "./module-text.ts";
import { fixedLiteral } from "./simple-types.ts";
import { append, code, constant, linesOf, type Statement } from "./statements.ts";

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

/** What appends an element, whose value a variable holds, to `text`. */
export function writeElement(text: ModuleText, element: ElementDeclaration, variable: string): readonly Statement[] {
  const type = element.type();
  const tag = element.namespace === "" ? element.name : `${text.prefixOf(element.namespace)}:${element.name}`;
  const bits = element.namespace === "" ? "0" : text.namespaceBit(element.namespace);
  const lines =
    type.kind === "simple"
      ? writeSimple(text, element, type, tag, variable)
      : writeComplex(text, element, type, tag, variable);
  const all = element.isNillable ? orNil(text, tag, bits, variable, lines) : lines;
  const needsScope = element.namespace !== "" || element.isNillable;
  if (!needsScope && !(type.kind === "complex" && text.declaresItself(type))) return all;
  const within = ["const { scope, around } = writing;", ...all, "writing.scope = scope;", "writing.around = around;"];
  return ["{", ...indent(linesOf(within)), "}"];
}

function orNil(
  text: ModuleText,
  tag: string,
  bits: string,
  variable: string,
  statements: readonly Statement[],
): readonly string[] {
  const declarations = `${text.declare()}(writing, ${joinBits(bits, text.namespaceBit(instanceNamespace))})`;
  const nil = append(constant(`<${tag}`), code(declarations), constant(` xsi:nil="true"></${tag}>`));
  return [`if (${variable} === null) {`, ...indent(linesOf([nil])), "} else {", ...indent(linesOf(statements)), "}"];
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
): readonly Statement[] {
  const content = code(writtenText(text, type, variable, element.name));
  const end = constant(`</${tag}>`);
  const check =
    element.fixed === undefined
      ? []
      : [
          `if (${variable} !== ${fixedLiteral(type, element.fixed)}) ${text.runtime("refuseWriting", "writing.ts")}(writing, ${quote(element.name)}, ${quote(`the fixed value ${element.fixed}`)}, "another value");`,
        ];
  if (element.namespace === "") return [...check, append(constant(`<${tag}>`), content, end)];
  const declarations = code(`${text.declare()}(writing, ${text.namespaceBit(element.namespace)})`);
  return [...check, append(constant(`<${tag}`), declarations, constant(">"), content, end)];
}

/** The expression for the text of a simple value, escaped where it may need it. `name` is "" for the element itself. */
export function writtenText(text: ModuleText, type: SimpleType, variable: string, name: string): string {
  const plain = `${text.verb("format", type)}(${variable}, ${quote(name)}, writing)`;
  return mayHoldMarkup(type) ? `${text.runtime("textOf", "writing.ts")}(${plain}, ${quote(name)}, writing)` : plain;
}

function writeComplex(
  text: ModuleText,
  element: ElementDeclaration,
  type: ComplexType,
  tag: string,
  variable: string,
): readonly Statement[] {
  const bits = element.namespace === "" ? "0" : text.namespaceBit(element.namespace);
  const needsDeclaration = element.namespace !== "" && !text.declaresItself(type);
  const declarations = needsDeclaration ? [code(`${text.declare()}(writing, ${bits})`)] : [];
  const written =
    text.derivedFrom(type).length > 0
      ? `${text.verb("writeAny", type)}(${variable}, writing, ${bits})`
      : text.declaresItself(type)
        ? `${text.verb("write", type)}(${variable}, writing, ${bits}, "")`
        : `${text.verb("write", type)}(${variable}, writing)`;
  return [
    append(constant(`<${tag}`), ...declarations),
    `writing.path.push(${quote(element.name)});`,
    append(code(written)),
    "writing.path.pop();",
    append(constant(`</${tag}>`)),
  ];
}

/** Does the value type need parentheses before `[]`? */
export function asList(type: string): string {
  return / [|&] /.test(type) ? `(${type})[]` : `${type}[]`;
}

/** Does a value always have the attribute, because it must be there or the schema gives it one? */
export function isAlwaysThere(use: AttributeUse): boolean {
  return use.isRequired || use.default !== undefined || use.fixed !== undefined;
}
