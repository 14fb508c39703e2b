// Writes the writer of a complex type: canonical text by plain concatenation, every value and count checked on the way.

import { absentFrom, partsOf } from "./content-type.ts";
import type { ComplexPlan } from "./emit-complex.ts";
import type { SimpleType, Type } from "./model.ts";
import { access, indent, local, type ModuleText, mayHoldMarkup, quote } from "./module-text.ts";
import {
  type ChoicePlan,
  type ElementPlan,
  isNullable,
  openingName,
  openingsOf,
  type Plan,
  propertiesOf,
  type RepeatPlan,
  type WildcardPlan,
} from "./plan.ts";

/** Adds `writeX`: everything of an element behind its name and namespace declarations, its end tag left out. */
export function emitContentWriter(text: ModuleText, complex: ComplexPlan): void {
  const { type, name } = complex;
  const body = type.isAbstract
    ? [`return ${text.runtime("refuseWriting")}(writing, "", "a type that is not abstract", "none");`]
    : [...writeAttributes(text, complex), ...writeContent(text, complex), "return text;"];
  const value = type.isAbstract ? "_value" : "value";
  text.add(
    `export function write${name}(${value}: ${name}, writing: ${text.runtimeType("Writing")}): string {`,
    ...indent(body),
    "}",
  );
}

function writeAttributes(text: ModuleText, { attributes }: ComplexPlan): readonly string[] {
  // Canonical XML: attributes of no namespace first, then by namespace and local name.
  const sorted = [...attributes].sort(({ use: first }, { use: second }) =>
    first.namespace === second.namespace
      ? first.name < second.name
        ? -1
        : 1
      : first.namespace < second.namespace
        ? -1
        : 1,
  );
  const lines = [`let text = "";`];
  for (const { use, property } of sorted) {
    const prefix = use.namespace === "" ? "" : `${text.prefixOf(use.namespace)}:`;
    const value = access("value", property);
    const written = `text += ${quote(` ${prefix}${use.name}="`)} + ${formatted(text, use.type, value, `@${use.name}`, "escapeAttribute")} + '"';`;
    const isAlways = use.isRequired || use.default !== undefined || use.fixed !== undefined;
    lines.push(isAlways ? written : `if (${value} !== undefined) ${written}`);
  }
  return [...lines, `text += ">";`];
}

function formatted(text: ModuleText, type: SimpleType, value: string, name: string, escape: string): string {
  const plain = `${text.verb("format", type)}(${value}, ${quote(name)}, writing)`;
  if (!mayHoldMarkup(type)) return plain;
  return `${text.runtime(escape, "../xml/escape.ts")}(${plain})`;
}

function writeContent(text: ModuleText, { type, plan }: ComplexPlan): readonly string[] {
  if (type.content.kind === "simple") {
    return [`text += ${formatted(text, type.content.type, "value.value", "", "escapeText")};`];
  }
  if (plan === undefined) return [];
  return writeGroup(text, plan, "value");
}

/** The code for a group whose properties are those of `object`. */
function writeGroup(text: ModuleText, plan: Plan, object: string): readonly string[] {
  const properties = new Map(propertiesOf(plan).map((each) => [each.property, each]));
  const constants = [...properties.keys()].map((property) => `const ${local(property)} = ${access(object, property)};`);
  return [...constants, ...writePlan(text, plan)];
}

function writePlan(text: ModuleText, plan: Plan): readonly string[] {
  switch (plan.kind) {
    case "element":
    case "wildcard":
      return writeSingle(text, plan);
    case "sequence":
      return plan.members.flatMap((member) => writePlan(text, member));
    case "choice":
      return writeChoice(text, plan);
    case "repeat":
      return writeRepeat(text, plan);
  }
}

function writeSingle(text: ModuleText, plan: ElementPlan | WildcardPlan): readonly string[] {
  const variable = local(plan.property);
  if (plan.most === 1) {
    const lines = writeOne(text, plan, variable);
    return plan.least === 1 ? lines : [`if (${variable} !== undefined) {`, ...indent(lines), "}"];
  }
  return writeList(text, plan, openingName(plan), writeOne(text, plan, "item"));
}

function writeList(
  text: ModuleText,
  plan: ElementPlan | WildcardPlan | RepeatPlan,
  name: string,
  body: readonly string[],
): readonly string[] {
  const variable = local(plan.property);
  const { least, most } = plan;
  const checks = [
    ...(least > 0 ? [`${variable}.length < ${least}`] : []),
    ...(most === Number.POSITIVE_INFINITY ? [] : [`${variable}.length > ${most}`]),
  ];
  const check =
    checks.length === 0
      ? []
      : [
          `if (${checks.join(" || ")}) ${text.runtime("refuseCount")}(writing, ${quote(name)}, ${least}, ${most}, ${variable}.length);`,
        ];
  const lines = [...check, `for (const item of ${variable}) {`, ...indent(body), "}"];
  return least > 0 ? lines : [`if (${variable} !== undefined) {`, ...indent(lines), "}"];
}

function writeOne(text: ModuleText, plan: ElementPlan | WildcardPlan, variable: string): readonly string[] {
  if (plan.kind === "wildcard") return [`text += ${text.runtime("writeWildcard")}(${variable}, writing);`];
  const { element } = plan;
  const type = element.type();
  const prefix = element.namespace === "" ? "" : `${text.prefixOf(element.namespace)}:`;
  const tag = prefix + element.name;
  if (element.namespace === "") return writeTag(text, type, tag, element.name, variable, "");
  return [
    "{",
    ...indent([
      "const scope = writing.scope;",
      ...writeTag(
        text,
        type,
        tag,
        element.name,
        variable,
        `${text.declare()}(writing, ${text.namespaceBit(element.namespace)})`,
      ),
      "writing.scope = scope;",
    ]),
    "}",
  ];
}

function writeTag(
  text: ModuleText,
  type: Type,
  tag: string,
  name: string,
  variable: string,
  declarations: string,
): readonly string[] {
  const start = declarations === "" ? quote(`<${tag}`) : `${quote(`<${tag}`)} + ${declarations}`;
  if (type.kind === "simple") {
    const content = formatted(text, type, variable, name, "escapeText");
    const opened = declarations === "" ? quote(`<${tag}>`) : `${start} + ">"`;
    return [`text += ${opened} + ${content} + ${quote(`</${tag}>`)};`];
  }
  return [
    `writing.path.push(${quote(name)});`,
    `text += ${start} + ${text.verb("write", type)}(${variable}, writing) + ${quote(`</${tag}>`)};`,
    "writing.path.pop();",
  ];
}

function writeChoice(text: ModuleText, plan: ChoicePlan): readonly string[] {
  const lines: string[] = [];
  for (const [index, branch] of plan.branches.entries()) {
    const needed = neededFor(branch);
    const some = needed === "" ? [`(${presence(propertiesOf(branch))})`] : [needed];
    const absent = absentFrom(plan, branch).map(({ property }) => `${local(property)} === undefined`);
    lines.push(
      `${index === 0 ? "" : "} else "}if (${[...some, ...absent].join(" && ")}) {`,
      ...indent(writePlan(text, branch)),
    );
  }
  const names = [...new Set(openingsOf(plan).map(openingName))].join(" or ");
  const refusal = `${text.runtime("refuseWriting")}(writing, "", ${quote(names)}, "none or too many of them");`;
  return isNullable(plan)
    ? [...lines, `} else if (${presence(propertiesOf(plan))}) {`, ...indent([refusal]), "}"]
    : [...lines, "} else {", ...indent([refusal]), "}"];
}

function presence(plans: readonly { readonly property: string }[]): string {
  const properties = [...new Set(plans.map(({ property }) => property))];
  return properties.map((property) => `${local(property)} !== undefined`).join(" || ");
}

/** The condition under which a group has all that it cannot do without; "" where it needs nothing. */
function neededFor(plan: Plan): string {
  const { properties, choices } = partsOf(plan);
  const conditions = properties
    .filter(({ least }) => least > 0)
    .map(({ property }) => `${local(property)} !== undefined`);
  for (const choice of choices) {
    if (isNullable(choice)) continue;
    const alternatives = choice.branches.map((branch) => neededFor(branch));
    conditions.push(
      alternatives.length === 1 ? `${alternatives[0]}` : `(${alternatives.map((each) => `(${each})`).join(" || ")})`,
    );
  }
  return conditions.join(" && ");
}

function writeRepeat(text: ModuleText, plan: RepeatPlan): readonly string[] {
  const names = [...new Set(openingsOf(plan).map(openingName))].join(" or ");
  return writeList(text, plan, names, writeGroup(text, plan.inner, "item"));
}
