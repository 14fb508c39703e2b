// Writes the functions that the rest of the house calls: `decodeX` and `encodeX` of a global element.

import type { ElementDeclaration } from "./model.ts";
import { type ModuleText, mayHoldMarkup, quote } from "./module-text.ts";

export function emitRootElement(text: ModuleText, element: ElementDeclaration): void {
  const type = element.type();
  const name = text.names.ofElement(element);
  const typeName = text.typeName(type);
  if (typeName !== name) text.add(`export type ${name} = ${typeName};`);
  const faults = `readonly ${text.runtimeType("StructureFault")}[]`;
  const outcome = text.runtimeType("Outcome", "../kernel/outcome.ts");
  const owner = `element.localName !== ${quote(element.name)} || element.namespace !== ${quote(element.namespace)}`;
  const expected = quote(
    element.namespace === "" ? `element ${element.name}` : `element ${element.name} in ${element.namespace}`,
  );
  text.add(
    `export function decode${name}(element: ${text.runtimeType("XmlElement", "../xml/tree.ts")}): ${outcome}<${name}, ${faults}> {`,
    `  const reading = ${text.runtime("readingOf")}(element);`,
    `  const isNamed = !(${owner});`,
    `  const value = isNamed ? ${text.verb("read", type)}(element, reading) : ${text.runtime("refuseRoot")}(element, ${expected}, reading);`,
    `  return ${text.runtime("concludeReading")}(reading, value);`,
    "}",
  );
  const isQualified = element.namespace !== "";
  const tag = isQualified ? `${text.prefixOf(element.namespace)}:${element.name}` : element.name;
  const declarations = isQualified ? ` + ${text.declare()}(writing, ${text.namespaceBit(element.namespace)})` : "";
  const simple = (plain: string) =>
    type.kind === "simple" && mayHoldMarkup(type)
      ? `${text.runtime("escapeText", "../xml/escape.ts")}(${plain})`
      : plain;
  const content =
    type.kind === "simple"
      ? `">" + ${simple(`${text.verb("format", type)}(value, "", writing)`)}`
      : `${text.verb("write", type)}(value, writing)`;
  text.add(
    `export function encode${name}(value: ${name}): ${outcome}<string, ${faults}> {`,
    `  const writing = ${text.runtime("writingOf")}(${quote(element.name)});`,
    `  const text = ${quote(`<${tag}`)}${declarations} + ${content} + ${quote(`</${tag}>`)};`,
    `  return ${text.runtime("concludeWriting")}(writing, text);`,
    "}",
  );
}
