// Writes the reader of a complex type: straight code that looks at each attribute and each child element once.

import { nameOfGroup, partsOf, valueType } from "./content-type.ts";
import { asList, readElement } from "./element-code.ts";
import type { ComplexPlan } from "./emit-complex.ts";
import type { ComplexType, ElementDeclaration, Type, Wildcard } from "./model.ts";
import { indent, key, local, type ModuleText, quote } from "./module-text.ts";
import {
  type ChoicePlan,
  type ElementPlan,
  isNullable,
  type Opening,
  openingName,
  openingsOf,
  type Plan,
  type RepeatPlan,
  type WildcardPlan,
} from "./plan.ts";
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
    if (isAwaited(use)) lines.push(`let has${local(property)} = false;`);
  }
  if (type.anyAttribute !== undefined) {
    lines.push(`const $anyAttribute: ${text.runtimeType("XmlAttribute", "../xml/tree.ts")}[] = [];`);
  }
  lines.push("for (const attribute of element.attributes) {");
  const cases = attributes.map(({ use, property }) => [
    `if (attribute.localName === ${quote(use.name)} && attribute.namespace === ${quote(use.namespace)}) {`,
    ...indent([
      ...(isAwaited(use) ? [`has${local(property)} = true;`] : []),
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

function isAwaited(use: Use): boolean {
  return use.isRequired || use.default !== undefined || use.fixed !== undefined;
}

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
  for (const { use, property } of attributes) (isAwaited(use) ? always : sometimes).push(property);
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

function pair(property: string): string {
  return `${key(property)}: ${local(property)}`;
}

function assign(property: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(property)
    ? `made.${property} = ${local(property)}`
    : `made[${quote(property)}] = ${local(property)}`;
}

function variableOf(text: ModuleText, choice: ChoicePlan): string {
  return local(nameOfGroup(text, choice));
}

/** Turns a plan into code over `child`, the next child element, and `next`, the position behind it. */
class PlanReader {
  readonly #text: ModuleText;
  #passed: string[] = [];
  /** What a test around the code has already found in `child`. */
  #given: Opening | undefined;

  constructor(text: ModuleText) {
    this.#text = text;
  }

  /** What may stand here, in words: whatever optional things were passed, then the thing itself. */
  expected(last: string): string {
    const names = [...new Set([...this.#passed, last])];
    return names.join(", ").replace(/, ([^,]*)$/, " or $1");
  }

  read(plan: Plan): readonly string[] {
    switch (plan.kind) {
      case "element":
      case "wildcard":
        return this.#single(plan);
      case "sequence":
        return plan.members.flatMap((member) => this.read(member));
      case "choice":
        return this.#choice(plan);
      case "repeat":
        return this.#repeat(plan);
    }
  }

  #single(plan: ElementPlan | WildcardPlan): readonly string[] {
    const variable = local(plan.property);
    const type = valueType(this.#text, plan);
    const test = openingTest(plan);
    const value = readOne(this.#text, plan);
    if (plan.most === 1) {
      if (plan.least === 1) {
        const check = this.#given === plan ? [] : [`if (child === undefined || !(${test})) ${this.#refusal(plan)}`];
        this.#passed = [];
        return [...check, `const ${variable} = ${value};`, ...this.#advance()];
      }
      this.#passed.push(openingName(plan));
      return [
        `let ${variable}: ${type} | undefined;`,
        `if (child !== undefined && ${test}) {`,
        ...indent([`${variable} = ${value};`, ...this.#advance()]),
        "}",
      ];
    }
    const body = [`const item = ${value};`, `if (item !== undefined) ${variable}.push(item);`];
    return [`const ${variable}: ${asList(type)} = [];`, ...this.#loop(plan, test, variable, body)];
  }

  #loop(
    plan: ElementPlan | WildcardPlan | RepeatPlan,
    test: string,
    name: string,
    body: readonly string[],
  ): readonly string[] {
    const counter = `count${name}`;
    const isCounted = plan.least > 0 || plan.most !== Number.POSITIVE_INFINITY;
    const limit = plan.most === Number.POSITIVE_INFINITY ? [] : [`${counter} < ${plan.most}`];
    const isElement = plan.kind !== "repeat";
    const lines = [
      ...(isCounted ? [`let ${counter} = 0;`] : []),
      `while (${[...limit, "child !== undefined", test].join(" && ")}) {`,
      ...indent([...(isCounted ? [`${counter}++;`] : []), ...body, ...(isElement ? this.#advance() : [])]),
      "}",
    ];
    if (isNullable(plan)) this.#passed.push(...openingsOf(plan).map(openingName));
    else {
      if (plan.least > 0) lines.push(`if (${counter} < ${plan.least}) ${this.#refusal(plan)}`);
      this.#passed = openingsOf(plan).map(openingName);
    }
    return lines;
  }

  #choice(plan: ChoicePlan): readonly string[] {
    const variable = variableOf(this.#text, plan);
    const lines = [`let ${variable}: ${nameOfGroup(this.#text, plan)} | undefined;`];
    const before = this.#passed;
    const after: string[] = [];
    const refusal = this.#refusal(plan);
    for (const [index, branch] of plan.branches.entries()) {
      const openings = openingsOf(branch);
      this.#passed = [];
      this.#given = openings.length === 1 ? openings[0] : undefined;
      lines.push(
        `${index === 0 ? "" : "} else "}if (child !== undefined && ${testOf(openings)}) {`,
        ...indent([...this.read(branch), ...this.#make(branch, (made) => `${variable} = ${made};`)]),
      );
      after.push(...this.#passed);
    }
    if (isNullable(plan)) {
      this.#passed = [...before, ...openingsOf(plan).map(openingName), ...after];
      return [...lines, "}"];
    }
    this.#passed = after;
    return [...lines, "} else {", ...indent([refusal]), "}"];
  }

  #repeat(plan: RepeatPlan): readonly string[] {
    const variable = local(plan.property);
    const inner = new PlanReader(this.#text);
    const openings = openingsOf(plan.inner);
    inner.#given = openings.length === 1 ? openings[0] : undefined;
    const test = testOf(openings);
    const body = [...inner.read(plan.inner), ...this.#make(plan.inner, (made) => `${variable}.push(${made});`)];
    return [`const ${variable}: ${nameOfGroup(this.#text, plan)}[] = [];`, ...this.#loop(plan, test, variable, body)];
  }

  /** Code that puts the value of a group together, once all that it needs has been read. */
  #make(plan: Plan, use: (made: string) => string): readonly string[] {
    const { properties, choices } = partsOf(plan);
    const needed: string[] = [];
    const members: string[] = [];
    for (const { property, least, most } of properties) {
      const name = local(property);
      if (most > 1) {
        members.push(least > 0 ? pair(property) : `...(${name}.length === 0 ? undefined : { ${pair(property)} })`);
      } else if (least > 0) {
        needed.push(`${name} !== undefined`);
        members.push(pair(property));
      } else members.push(`...(${name} === undefined ? undefined : { ${pair(property)} })`);
    }
    for (const choice of choices) {
      const name = variableOf(this.#text, choice);
      if (!isNullable(choice)) needed.push(`${name} !== undefined`);
      members.push(`...${name}`);
    }
    const statement = use(`{ ${members.join(", ")} }`);
    return [needed.length === 0 ? statement : `if (${needed.join(" && ")}) ${statement}`];
  }

  #refusal(plan: Plan): string {
    const names = openingsOf(plan).map(openingName);
    const last = names.pop() ?? "nothing";
    this.#passed.push(...names);
    return `return ${this.#text.runtime("refuseContent")}(element, child, ${quote(this.expected(last))}, reading);`;
  }

  #advance(): readonly string[] {
    return [`child = ${this.#text.runtime("childFrom")}(element, next, reading);`, "next = reading.next;"];
  }
}

function readOne(text: ModuleText, plan: ElementPlan | WildcardPlan): string {
  if (plan.kind === "element") return readElement(text, plan.element, "child");
  return plan.wildcard.process === "skip" ? "child" : `${assessor(text)}(child, reading)`;
}

/** The name of the function that validates what a lax wildcard lets through, where its element is known. */
function assessor(text: ModuleText): string {
  if (!assessing.has(text)) {
    assessing.add(text);
    const element = text.runtimeType("XmlElement", "../xml/tree.ts");
    const closure = text.closure();
    const elements = closure.flatMap((document) => document.elements);
    const types = closure.flatMap((document) => document.types);
    text.add(
      `function assess(element: ${element}, reading: ${text.runtimeType("Reading")}): ${element} {`,
      ...indent([
        `switch ("{" + element.namespace + "}" + element.localName) {`,
        ...indent(elements.flatMap((known) => assessCase(known, readElement(text, known, "element")))),
        "}",
        `switch (${text.runtime("instanceType")}(element)) {`,
        '  case "":',
        `    return ${text.runtime("assessChildren")}(element, assess, reading);`,
        ...indent(types.flatMap((known) => assessCase(known, `${text.verb("read", known)}(element, reading)`))),
        "}",
        `${text.runtime("refuseText")}(element, "xsi:type", "a type of the schema", "another type", reading);`,
        "return element;",
      ]),
      "}",
    );
  }
  return "assess";
}

function assessCase(known: ElementDeclaration | Type, read: string): readonly string[] {
  return [`case ${quote(`{${known.namespace}}${known.name}`)}:`, `  ${read};`, "  return element;"];
}

const assessing = new WeakSet<ModuleText>();

function testOf(openings: readonly Opening[]): string {
  const tests = [...new Set(openings.map(openingTest))];
  return tests.length === 1 ? `${tests[0]}` : `(${tests.join(" || ")})`;
}

function openingTest(opening: Opening): string {
  if (opening.kind === "wildcard") return namespaceTest(opening.wildcard, "child.namespace");
  const { name, namespace } = opening.element;
  return `child.localName === ${quote(name)} && child.namespace === ${quote(namespace)}`;
}

function namespaceTest(wildcard: Wildcard, expression: string): string {
  if (wildcard.namespaces === "any") return "true";
  if (wildcard.namespaces === "other") return `(${expression} !== "" && ${expression} !== ${quote(wildcard.target)})`;
  return `(${wildcard.namespaces.map((namespace) => `${expression} === ${quote(namespace)}`).join(" || ")})`;
}
