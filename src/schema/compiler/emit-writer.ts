// Writes the writer of a complex type: canonical text by plain concatenation, every value and count checked on the way.

import { xmlNamespace } from "../../xml/query.ts";
import { absentFrom, partsOf } from "./content-type.ts";
import { instanceNamespace, isAlwaysThere, writeElement, writtenText } from "./element-code.ts";
import type { ComplexPlan } from "./emit-complex.ts";
import type { AttributeUse, ComplexType } from "./model.ts";
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
import { fixedLiteral } from "./simple-types.ts";
import { append, code, concatenation, constant, linesOf, type Part, type Statement } from "./statements.ts";

/**
 * Adds `writeX`: everything of an element behind its name and namespace declarations, its end tag left out. Where
 * attributes need declarations too, it writes them with those of the element, whose bits it is given, and puts what
 * XML Schema itself adds to the element (`xsi:type`) among its attributes.
 */
export function emitContentWriter(text: ModuleText, complex: ComplexPlan): void {
  const { type, name } = complex;
  const declares = text.declaresItself(type);
  const body = type.isAbstract
    ? [`return ${text.runtime("refuseWriting", "writing.ts")}(writing, "", "a type that is not abstract", "none");`]
    : [...linesOf([...writeStart(text, complex, declares), ...writeContent(text, complex)], true), "return text;"];
  const value = type.isAbstract ? "_value" : "value";
  const bits = type.isAbstract ? "_bits: number, _instance: string" : "bits: number, instance: string";
  const parameters = declares ? `, ${bits}` : "";
  text.add(
    `export function write${name}(${value}: ${name}, writing: ${text.runtimeType("Writing", "writing.ts")}${parameters}): string {`,
    ...indent(body),
    "}",
  );
}

/** The attributes, up to and with the end of the start tag. */
function writeStart(text: ModuleText, complex: ComplexPlan, declares: boolean): readonly Statement[] {
  const { type, attributes } = complex;
  if (type.anyAttribute !== undefined) return writeAnyStart(text, complex);
  // Canonical XML: attributes of no namespace first, then by namespace and local name.
  const sorted = [...attributes].sort((first, second) => (sortKey(first) < sortKey(second) ? -1 : 1));
  const before = sorted.filter(({ use }) => use.namespace < instanceNamespace);
  const behind = sorted.filter(({ use }) => use.namespace > instanceNamespace);
  const bits = ["bits", ...attributeBits(text, attributes)].join(" | ");
  return [
    ...checkFixed(text, complex),
    ...(declares ? [append(code(`${text.declare()}(writing, ${bits})`))] : []),
    ...before.flatMap((plan) => writeAttribute(text, plan)),
    ...(declares ? [append(code("instance"))] : []),
    ...behind.flatMap((plan) => writeAttribute(text, plan)),
    append(constant(">")),
  ];
}

function attributeBits(text: ModuleText, attributes: ComplexPlan["attributes"]): readonly string[] {
  return attributes
    .filter(({ use }) => use.namespace !== "" && use.namespace !== xmlNamespace)
    .map(({ use, property }) => {
      const bit = text.namespaceBit(use.namespace);
      return use.isRequired ? bit : `(${access("value", property)} === undefined ? 0 : ${bit})`;
    });
}

/** Where attributes of any name may come, the known ones and the others are sorted together as the text is written. */
function writeAnyStart(text: ModuleText, complex: ComplexPlan): readonly Statement[] {
  const { attributes } = complex;
  const lines = attributes.map(({ use, property }) => {
    const value = access("value", property);
    const add = `known.push({ namespace: ${quote(use.namespace)}, localName: ${quote(use.name)}, text: ${concatenation(attributeParts(text, use, value))} });`;
    return isAlwaysThere(use) ? add : `if (${value} !== undefined) ${add}`;
  });
  const bits = ["bits", ...attributeBits(text, attributes)].join(" | ");
  return [
    ...checkFixed(text, complex),
    `const known: ${text.runtimeType("WrittenAttribute", "wildcard.ts")}[] = [];`,
    ...lines,
    append(
      code(
        `${text.runtime("writeAnyAttributes", "wildcard.ts")}(value.anyAttribute ?? [], known, ${text.namespaces("namespacesOf")}(${bits}), ${text.namespaces("declaredAround")}(writing), writing)`,
      ),
    ),
    `writing.scope |= ${bits};`,
    append(code("instance"), constant(">")),
  ];
}

function writeAttribute(text: ModuleText, { use, property }: ComplexPlan["attributes"][number]): readonly Statement[] {
  const value = access("value", property);
  const written = append(...attributeParts(text, use, value));
  return isAlwaysThere(use) ? [written] : [`if (${value} !== undefined) ${linesOf([written]).join("")}`];
}

function attributeParts(text: ModuleText, use: AttributeUse, value: string): readonly Part[] {
  const prefix = use.namespace === "" ? "" : `${text.prefixOf(use.namespace)}:`;
  const name = `@${use.name}`;
  const plain = `${text.verb("format", use.type)}(${value}, ${quote(name)}, writing)`;
  const written = mayHoldMarkup(use.type)
    ? `${text.runtime("attributeOf", "writing.ts")}(${plain}, ${quote(name)}, writing)`
    : plain;
  return [constant(` ${prefix}${use.name}="`), code(written), constant('"')];
}

function checkFixed(text: ModuleText, { attributes }: ComplexPlan): readonly string[] {
  return attributes.flatMap(({ use, property }) => {
    if (use.fixed === undefined) return [];
    const value = access("value", property);
    const refusal = `${text.runtime("refuseWriting", "writing.ts")}(writing, ${quote(`@${use.name}`)}, ${quote(`the fixed value ${use.fixed}`)}, "another value")`;
    return [`if (${value} !== ${fixedLiteral(use.type, use.fixed)}) ${refusal};`];
  });
}

function sortKey({ use }: ComplexPlan["attributes"][number]): string {
  return `${use.namespace} ${use.name}`;
}

/** Adds `writeAnyX`: the value of an element whose `xsi:type` may put a derived type in the place of its own. */
export function emitAnyWriter(text: ModuleText, type: ComplexType, derived: readonly ComplexType[]): void {
  const name = text.names.ofType(type);
  const cases = derived.flatMap((each) => {
    const own = each.namespace === "" ? each.name : `${text.prefixOf(each.namespace)}:${each.name}`;
    const write = `${text.verb("write", each)}(value, writing, bits | ${text.namespaceBit(instanceNamespace)}, ${quote(` xsi:type="${own}"`)})`;
    // The prefix stands in a value, where canonical XML does not see it: it must be declared around the element already.
    const bit = each.namespace === "" ? "" : text.namespaceBit(each.namespace);
    const refusal = `${text.runtime("refuseWriting", "writing.ts")}(writing, "@xsi:type", ${quote(`the namespace ${each.namespace} in use around the element`)}, "none")`;
    return [
      `case ${quote(each.name)}:`,
      ...indent([
        ...(bit === "" ? [] : [`if (((writing.scope | bits) & ${bit}) === 0) return ${refusal};`]),
        `return ${write};`,
      ]),
    ];
  });
  const otherwise = type.isAbstract
    ? `${text.runtime("refuseWriting", "writing.ts")}(writing, "@xsi:type", "a type that is not abstract", "none")`
    : `${text.verb("write", type)}(value, writing, bits, "")`;
  text.add(
    `export function writeAny${name}(value: Any${name}, writing: ${text.runtimeType("Writing", "writing.ts")}, bits: number): string {`,
    "  switch (value.xsiType) {",
    ...indent(indent([...cases, "default:", `  return ${otherwise};`])),
    "  }",
    "}",
  );
}

function writeContent(text: ModuleText, { type, plan }: ComplexPlan): readonly Statement[] {
  if (type.content.kind === "simple") return [append(code(writtenText(text, type.content.type, "value.value", "")))];
  return plan === undefined ? [] : writeGroup(text, plan, "value");
}

/** What appends a group whose properties are those of `object`. */
function writeGroup(text: ModuleText, plan: Plan, object: string): readonly Statement[] {
  const properties = new Set(propertiesOf(plan).map(({ property }) => property));
  const constants = [...properties].map((property) => `const ${local(property)} = ${access(object, property)};`);
  return [...constants, ...writePlan(text, plan)];
}

function writePlan(text: ModuleText, plan: Plan): readonly Statement[] {
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

function writeSingle(text: ModuleText, plan: ElementPlan | WildcardPlan): readonly Statement[] {
  const variable = local(plan.property);
  if (plan.most > 1) return writeList(text, plan, openingName(plan), writeOne(text, plan, "item"));
  const statements = writeOne(text, plan, variable);
  return plan.least === 1 ? statements : [`if (${variable} !== undefined) {`, ...indent(linesOf(statements)), "}"];
}

function writeList(
  text: ModuleText,
  plan: ElementPlan | WildcardPlan | RepeatPlan,
  name: string,
  body: readonly Statement[],
): readonly string[] {
  const variable = local(plan.property);
  const { least, most } = plan;
  const checks = [
    ...(least > 0 ? [`${variable}.length < ${least}`] : []),
    ...(most === Number.POSITIVE_INFINITY ? [] : [`${variable}.length > ${most}`]),
  ];
  const refusal = `${text.runtime("refuseCount", "writing.ts")}(writing, ${quote(name)}, ${least}, ${most}, ${variable}.length);`;
  const lines = [
    ...(checks.length === 0 ? [] : [`if (${checks.join(" || ")}) ${refusal}`]),
    `for (const item of ${variable}) {`,
    ...indent(linesOf(body)),
    "}",
  ];
  return least > 0 ? lines : [`if (${variable} !== undefined) {`, ...indent(lines), "}"];
}

function writeOne(text: ModuleText, plan: ElementPlan | WildcardPlan, variable: string): readonly Statement[] {
  if (plan.kind === "element") return writeElement(text, plan.element, variable);
  const around = `${text.namespaces("declaredAround")}(writing)`;
  return [append(code(`${text.runtime("writeTree", "wildcard.ts")}(${variable}, ${around})`))];
}

function writeChoice(text: ModuleText, plan: ChoicePlan): readonly string[] {
  const lines: string[] = [];
  for (const [index, branch] of plan.branches.entries()) {
    const needed = neededFor(branch);
    const some = needed === "" ? [`(${presence(propertiesOf(branch))})`] : [needed];
    const absent = absentFrom(plan, branch).map(({ property }) => `${local(property)} === undefined`);
    lines.push(
      `${index === 0 ? "" : "} else "}if (${[...some, ...absent].join(" && ")}) {`,
      ...indent(linesOf(writePlan(text, branch))),
    );
  }
  const names = [...new Set(openingsOf(plan).map(openingName))].join(" or ");
  const refusal = `${text.runtime("refuseWriting", "writing.ts")}(writing, "", ${quote(names)}, "none or too many of them");`;
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
