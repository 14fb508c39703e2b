// Writes how the content of an element is read: straight code along its plan, one look at each child element.

import { nameOfGroup, partsOf, valueType } from "./content-type.ts";
import { asList, readElement } from "./element-code.ts";
import type { ElementDeclaration, Type, Wildcard } from "./model.ts";
import { indent, local, type ModuleText, pair, quote } from "./module-text.ts";
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

/** Turns a plan into code over `child`, the next child element, and `next`, the position behind it. */
export class PlanReader {
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

/** The variable that holds what was chosen. */
export function variableOf(text: ModuleText, choice: ChoicePlan): string {
  return local(nameOfGroup(text, choice));
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

/** The condition under which a wildcard lets names of a namespace through. */
export function namespaceTest(wildcard: Wildcard, expression: string): string {
  if (wildcard.namespaces === "any") return "true";
  if (wildcard.namespaces === "other") return `(${expression} !== "" && ${expression} !== ${quote(wildcard.target)})`;
  return `(${wildcard.namespaces.map((namespace) => `${expression} === ${quote(namespace)}`).join(" || ")})`;
}
