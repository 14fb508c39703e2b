// Writes the reader of a complex type: straight code that looks at each attribute and each child element once.

import { partsOf } from "./content-type.ts";
import { isAlwaysThere } from "./element-code.ts";
import type { ComplexPlan } from "./emit-complex.ts";
import type { ComplexType } from "./model.ts";
import { indent, local, type ModuleText, pair, quote } from "./module-text.ts";
import { isNullable } from "./plan.ts";
import { namespaceTest, PlanReader, variableOf } from "./plan-reader.ts";
import { fixedLiteral } from "./simple-types.ts";

/** Adds `readX`. `ownName` is the interface of the properties outside any choice. */
export function emitContentReader(text: ModuleText, complex: ComplexPlan, ownName: string): void {
  const { type, name } = complex;
  const body = type.isAbstract
    ? [`return ${text.runtime("refuseText")}(element, "", "a type that is not abstract", "none", reading);`]
    : [...readAttributes(text, complex), ...readContent(text, complex), ...giveValue(text, complex, ownName)];
  const element = text.runtimeType("XmlElement", "../xml/tree.ts");
  text.add(
    `export function read${name}(element: ${element}, reading: ${text.runtimeType("Reading")}): ${name} | undefined {`,
    ...indent(body),
    "}",
  );
}

function readAttributes(text: ModuleText, { type, attributes }: ComplexPlan): readonly string[] {
  const owner = `${quote(type.namespace)}, ${quote(type.name)}`;
  if (attributes.length === 0 && type.anyAttribute === undefined) {
    return [`if (element.attributes.length > 0) ${text.runtime("refuseAttributes")}(element, ${owner}, reading);`];
  }
  const lines: string[] = [];
  for (const { use, property } of attributes) {
    lines.push(`let ${local(property)}: ${text.typeName(use.type)} | undefined;`);
    if (isAlwaysThere(use)) lines.push(`let has${local(property)} = false;`);
  }
  if (type.anyAttribute !== undefined) {
    lines.push(`const $anyAttribute: ${text.runtimeType("XmlAttribute", "../xml/tree.ts")}[] = [];`);
  }
  lines.push("for (const attribute of element.attributes) {");
  const cases = attributes.map(({ use, property }) => [
    `if (attribute.localName === ${quote(use.name)} && attribute.namespace === ${quote(use.namespace)}) {`,
    ...indent([
      ...(isAlwaysThere(use) ? [`has${local(property)} = true;`] : []),
      `${local(property)} = ${parseAttribute(text, use)};`,
    ]),
  ]);
  cases.push([
    `if (!${text.runtime("isInstanceAttribute")}(element, attribute, ${owner}, reading)) {`,
    ...indent(
      type.anyAttribute === undefined
        ? [`${text.runtime("refuseAttribute")}(element, attribute, reading);`]
        : [
            `if (${namespaceTest(type.anyAttribute, "attribute.namespace")}) $anyAttribute.push(attribute);`,
            `else ${text.runtime("refuseAttribute")}(element, attribute, reading);`,
          ],
    ),
  ]);
  for (const [index, [head = "", ...rest]] of cases.entries()) {
    lines.push(...indent([index === 0 ? head : `} else ${head}`, ...rest]));
  }
  lines.push("  }", "}");
  for (const { use, property } of attributes) {
    const standing = use.fixed ?? use.default;
    if (standing !== undefined) {
      lines.push(`if (!has${local(property)}) ${local(property)} = ${fixedLiteral(use.type, standing)};`);
    } else if (use.isRequired) {
      lines.push(
        `if (!has${local(property)}) ${text.runtime("missingAttribute")}(element, ${quote(use.name)}, reading);`,
      );
    }
  }
  return lines;
}

function parseAttribute(text: ModuleText, use: Use): string {
  const parsed = `${text.verb("parse", use.type)}(attribute.value, element, ${quote(use.name)}, reading)`;
  if (use.fixed === undefined) return parsed;
  const fixed = fixedLiteral(use.type, use.fixed);
  return `${text.runtime("onlyFixed")}(${parsed}, ${fixed}, element, ${quote(use.name)}, reading)`;
}

type Use = ComplexPlan["attributes"][number]["use"];

/** Adds `readAnyX`: an element whose `xsi:type` may put a derived type in the place of its own. */
export function emitAnyReader(text: ModuleText, type: ComplexType, derived: readonly ComplexType[]): void {
  const name = text.names.ofType(type);
  const nameOf = ({ namespace, name: local }: ComplexType) => quote(`{${namespace}}${local}`);
  const own = type.isAbstract
    ? `${text.runtime("refuseText")}(element, "xsi:type", "a type that is not abstract", "none", reading)`
    : `${text.verb("read", type)}(element, reading)`;
  const cases = derived.flatMap((each) => [
    `case ${nameOf(each)}: {`,
    `  const value = ${text.verb("read", each)}(element, reading);`,
    `  return value === undefined ? undefined : { ...value, xsiType: ${quote(each.name)} };`,
    "}",
  ]);
  const element = text.runtimeType("XmlElement", "../xml/tree.ts");
  text.add(
    `export function readAny${name}(element: ${element}, reading: ${text.runtimeType("Reading")}): Any${name} | undefined {`,
    `  switch (${text.runtime("instanceType")}(element)) {`,
    ...indent(
      indent([
        ...cases,
        'case "":',
        `case ${nameOf(type)}:`,
        `  return ${own};`,
        "default:",
        `  return ${text.runtime("refuseText")}(element, "xsi:type", ${quote(`${type.name} or a type derived from it`)}, "another type", reading);`,
      ]),
    ),
    "  }",
    "}",
  );
}

function readContent(text: ModuleText, { type, plan }: ComplexPlan): readonly string[] {
  if (type.content.kind === "simple") {
    return [
      `const text = ${text.runtime("simpleText")}(element, reading);`,
      `const $value = text === undefined ? undefined : ${text.verb("parse", type.content.type)}(text, element, "", reading);`,
    ];
  }
  if (plan === undefined) return [`${text.runtime("refuseAnyContent")}(element, reading);`];
  const reader = new PlanReader(text);
  return [
    `let child = ${text.runtime("childFrom")}(element, 0, reading);`,
    "let next = reading.next;",
    ...reader.read(plan),
    `if (child !== undefined) ${text.runtime("refuseChild")}(element, child, ${quote(reader.expected("nothing more"))}, reading);`,
  ];
}

function giveValue(
  text: ModuleText,
  { type, attributes, plan, name }: ComplexPlan,
  ownName: string,
): readonly string[] {
  const parts = plan === undefined ? { properties: [], choices: [] } : partsOf(plan);
  const always: string[] = [];
  const sometimes: string[] = [];
  const lists: string[] = [];
  if (type.content.kind === "simple") always.push("value");
  for (const property of parts.properties) {
    if (property.most > 1) (property.least > 0 ? always : lists).push(property.property);
    else (property.least > 0 ? always : sometimes).push(property.property);
  }
  for (const { use, property } of attributes) (isAlwaysThere(use) ? always : sometimes).push(property);
  if (type.anyAttribute !== undefined) lists.push("anyAttribute");
  const isList = (property: string) => parts.properties.some((plan) => plan.property === property && plan.most > 1);
  const missing = [
    ...always.filter((property) => !isList(property)).map((property) => `${local(property)} === undefined`),
    ...parts.choices
      .filter((choice) => !isNullable(choice))
      .map((choice) => `${variableOf(text, choice)} === undefined`),
  ];
  const lines = missing.length === 0 ? [] : [`if (${missing.join(" || ")}) return undefined;`];
  const literal = `{ ${always.map((property) => pair(property)).join(", ")} }`.replace("{  }", "{}");
  const choices = parts.choices.map((choice) => `...${variableOf(text, choice)}`);
  const [only] = parts.choices;
  if (always.length + sometimes.length + lists.length === 0 && parts.choices.length === 1 && only !== undefined) {
    // A choice that may stay away leaves an object without properties.
    return [...lines, `return ${variableOf(text, only)}${isNullable(only) ? " ?? {}" : ""};`];
  }
  if (sometimes.length + lists.length === 0) {
    const whole = `{ ${[...always.map(pair), ...choices].join(", ")} }`.replace("{  }", "{}");
    return [...lines, `return ${whole};`];
  }
  const mutable = text.runtimeType("Mutable");
  lines.push(`const made: ${mutable}<${choices.length === 0 ? name : ownName}> = ${literal};`);
  for (const property of sometimes) lines.push(`if (${local(property)} !== undefined) ${assign(property)};`);
  for (const property of lists) lines.push(`if (${local(property)}.length > 0) ${assign(property)};`);
  lines.push(choices.length === 0 ? "return made;" : `return { ...made, ${choices.join(", ")} };`);
  return lines;
}

function assign(property: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(property)
    ? `made.${property} = ${local(property)}`
    : `made[${quote(property)}] = ${local(property)}`;
}
