// The TypeScript side of a content plan: properties of its own, and a union for each choice.

import { asList, valueTypeOf } from "./element-code.ts";
import { indent, key, type ModuleText } from "./module-text.ts";
import {
  type ChoicePlan,
  type ElementPlan,
  type Plan,
  propertiesOf,
  type RepeatPlan,
  type WildcardPlan,
} from "./plan.ts";

export interface ContentType {
  /** The members of an interface. */
  readonly own: readonly string[];
  /** The names of union types that are part of it too. */
  readonly choices: readonly string[];
}

type PropertyPlan = ElementPlan | WildcardPlan | RepeatPlan;

/** Adds the unions that the content needs under names that begin with the type's, and gives what the type is made of. */
export function typeOfContent(text: ModuleText, typeName: string, plan: Plan | undefined): ContentType {
  if (plan === undefined) return { own: [], choices: [] };
  const { properties, choices } = partsOf(plan);
  return {
    own: properties.map((property) => member(text, typeName, property)),
    choices: choices.map((choice) => unionOf(text, typeName, choice)),
  };
}

/** The type of one value of a group: of a repeated one, or of the branch of a choice. */
function groupType(text: ModuleText, typeName: string, plan: Plan, absent: readonly PropertyPlan[]): string {
  const { own, choices } = typeOfContent(text, typeName, plan);
  const members = [...own, ...absent.map(({ property }) => `readonly ${key(property)}?: undefined;`)];
  const parts = members.length === 0 && choices.length > 0 ? [] : [`{ ${members.join(" ")} }`];
  return [...parts, ...choices].join(" & ");
}

function unionOf(text: ModuleText, typeName: string, choice: ChoicePlan): string {
  const variants = choice.branches.map((branch) => groupType(text, typeName, branch, absentFrom(choice, branch)));
  const none: Plan = { kind: "sequence", members: [] };
  if (choice.isOptional) variants.push(groupType(text, typeName, none, absentFrom(choice, none)));
  const name = text.identifier(`${typeName}Choice`);
  names(text).set(choice, name);
  text.add(`export type ${name} =`, ...indent(variants.map((variant) => `| ${variant}`)), ";");
  return name;
}

/** The properties of the other branches, each once, that a branch does not have itself. */
export function absentFrom(choice: ChoicePlan, branch: Plan): readonly PropertyPlan[] {
  const own = new Set(propertiesOf(branch).map(({ property }) => property));
  const others = new Map<string, PropertyPlan>();
  for (const plan of propertiesOf(choice)) if (!own.has(plan.property)) others.set(plan.property, plan);
  return [...others.values()];
}

function member(text: ModuleText, typeName: string, plan: PropertyPlan): string {
  const name = key(plan.property);
  const single = plan.kind === "repeat" ? itemType(text, typeName, plan) : valueType(text, plan);
  const value = plan.most > 1 ? `readonly ${asList(single)}` : single;
  return plan.least > 0 ? `readonly ${name}: ${value};` : `readonly ${name}?: ${value} | undefined;`;
}

function itemType(text: ModuleText, typeName: string, plan: RepeatPlan): string {
  const known = names(text).get(plan);
  if (known !== undefined) return known;
  const name = text.identifier(`${typeName}Item`);
  names(text).set(plan, name);
  const type = groupType(text, typeName, plan.inner, []);
  text.add(`export type ${name} = ${type};`);
  return name;
}

/** The type of one occurrence of an element. */
export function valueType(text: ModuleText, plan: ElementPlan | WildcardPlan): string {
  if (plan.kind === "wildcard") return text.runtimeType("XmlElement", "../xml/tree.ts");
  return valueTypeOf(text, plan.element);
}

/** The name that a choice's union, or a repeated group's item type, was given. */
export function nameOfGroup(text: ModuleText, plan: ChoicePlan | RepeatPlan): string {
  const name = names(text).get(plan);
  if (name === undefined) throw new Error("A group was used before its type was written.");
  return name;
}

const groupNames = new WeakMap<ModuleText, Map<ChoicePlan | RepeatPlan, string>>();

function names(text: ModuleText): Map<ChoicePlan | RepeatPlan, string> {
  const known = groupNames.get(text);
  if (known !== undefined) return known;
  const made = new Map<ChoicePlan | RepeatPlan, string>();
  groupNames.set(text, made);
  return made;
}

/** The properties that a plan has outside any choice, and its choices. */
export function partsOf(plan: Plan): {
  readonly properties: readonly PropertyPlan[];
  readonly choices: readonly ChoicePlan[];
} {
  switch (plan.kind) {
    case "element":
    case "wildcard":
    case "repeat":
      return { properties: [plan], choices: [] };
    case "choice":
      return { properties: [], choices: [plan] };
    case "sequence": {
      const members = plan.members.map(partsOf);
      return {
        properties: members.flatMap(({ properties }) => properties),
        choices: members.flatMap(({ choices }) => choices),
      };
    }
  }
}
