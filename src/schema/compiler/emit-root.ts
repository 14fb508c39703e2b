// Writes the functions that the rest of the house calls: `decodeX` and `encodeX` of a global element.

import { readElement, valueTypeOf, writeElement } from "./element-code.ts";
import type { ElementDeclaration } from "./model.ts";
import { indent, type ModuleText, quote } from "./module-text.ts";
import { linesOf } from "./statements.ts";

export function emitRootElement(text: ModuleText, element: ElementDeclaration): void {
  const name = text.names.ofElement(element);
  const typeName = valueTypeOf(text, element);
  // An anonymous type has the element's own name, unless the value is more than the type.
  const valueName = typeName === name ? name : text.names.ofType(element.type()) === name ? typeName : name;
  if (valueName === name && typeName !== name) text.add(`export type ${name} = ${typeName};`);
  const outcome = text.runtimeType("Outcome", "../kernel/outcome.ts");
  const faults = `readonly ${text.runtimeType("StructureFault")}[]`;
  const isNamed = `element.localName === ${quote(element.name)} && element.namespace === ${quote(element.namespace)}`;
  const where = element.namespace === "" ? "" : ` of ${element.namespace}`;
  text.add(
    `export function decode${name}(element: ${text.runtimeType("XmlElement", "../xml/tree.ts")}): ${outcome}<${valueName}, ${faults}> {`,
    ...indent([
      `const reading = ${text.runtime("readingOf")}(element);`,
      `if (!(${isNamed})) return ${text.runtime("refuseRoot")}(element, ${quote(`element ${element.name}${where}`)}, reading);`,
      `return ${text.runtime("concludeReading")}(reading, ${readElement(text, element, "element")});`,
    ]),
    "}",
  );
  text.add(
    `export function encode${name}(value: ${valueName}): ${outcome}<string, ${faults}> {`,
    ...indent([
      `const writing = ${text.runtime("writingOf", "writing.ts")}();`,
      ...linesOf(writeElement(text, element, "value"), true),
      `return ${text.runtime("concludeWriting", "writing.ts")}(writing, text);`,
    ]),
    "}",
  );
}
