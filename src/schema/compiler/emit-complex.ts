// Writes what a generated file holds for a complex type: its TypeScript type, its reader and its writer.

import { typeOfContent } from "./content-type.ts";
import { isAlwaysThere } from "./element-code.ts";
import { emitAnyReader, emitContentReader } from "./emit-reader.ts";
import { emitAnyWriter, emitContentWriter } from "./emit-writer.ts";
import type { AttributeUse, ComplexType } from "./model.ts";
import { indent, key, type ModuleText, quote } from "./module-text.ts";
import { type Plan, planOf, propertiesOf } from "./plan.ts";

/** An attribute with the property that holds it. */
export interface AttributePlan {
  readonly use: AttributeUse;
  readonly property: string;
}

/** A complex type ready to be written: what it holds, and the properties that hold it. */
export interface ComplexPlan {
  readonly type: ComplexType;
  readonly name: string;
  readonly attributes: readonly AttributePlan[];
  /** Undefined for empty and for simple content. */
  readonly plan: Plan | undefined;
}

/** Adds `readX`, `writeX` and the type `X` of a complex type. */
export function emitComplexType(text: ModuleText, type: ComplexType): void {
  if (type.anyAttribute !== undefined && (type.base !== undefined || text.derivedFrom(type).length > 0)) {
    throw new Error(`${type.name}: attributes of any name in a hierarchy of types are not supported`);
  }
  const name = text.names.ofType(type);
  const plan = type.content.kind === "elements" ? planned(type, name) : undefined;
  const taken = new Set(plan === undefined ? [] : propertiesOf(plan).map(({ property }) => property));
  if (type.content.kind === "simple") taken.add("value");
  if (type.anyAttribute !== undefined) taken.add("anyAttribute");
  const attributes = type.attributes.map((use) => {
    let property = use.name;
    while (taken.has(property)) property += "Attribute";
    taken.add(property);
    return { use, property };
  });
  const complex: ComplexPlan = { type, name, attributes, plan };
  const own = [
    ...(type.content.kind === "simple" ? [`readonly value: ${text.typeName(type.content.type)};`] : []),
    ...attributes.map(({ use, property }) => {
      const value = text.typeName(use.type);
      return isAlwaysThere(use)
        ? `readonly ${key(property)}: ${value};`
        : `readonly ${key(property)}?: ${value} | undefined;`;
    }),
    ...(type.anyAttribute === undefined
      ? []
      : [`readonly anyAttribute?: readonly ${text.runtimeType("XmlAttribute", "../xml/tree.ts")}[] | undefined;`]),
  ];
  const content = typeOfContent(text, name, plan);
  const lines = [...content.own, ...own];
  const isChoice = content.choices.length > 0;
  const ownName = isChoice && lines.length > 0 ? text.identifier(`${name}Own`) : name;
  if (!isChoice || lines.length > 0) {
    text.add(`${isChoice ? "" : "export "}interface ${ownName} {`, ...indent(lines), "}");
  }
  if (isChoice) {
    text.add(`export type ${name} = ${[...(lines.length > 0 ? [ownName] : []), ...content.choices].join(" & ")};`);
  }
  emitContentReader(text, complex, ownName);
  emitContentWriter(text, complex);
  const derived = text.derivedFrom(type);
  if (derived.length === 0) return;
  const variants = derived.map((each) => `(${text.typeName(each)} & { readonly xsiType: ${quote(each.name)} })`);
  if (!type.isAbstract) variants.unshift(`(${name} & { readonly xsiType?: undefined })`);
  text.add(`export type Any${name} = ${variants.join(" | ")};`);
  emitAnyReader(text, type, derived);
  emitAnyWriter(text, type, derived);
}

function planned(type: ComplexType, name: string): Plan | undefined {
  if (type.content.kind !== "elements") return undefined;
  try {
    return planOf(type.content.particle);
  } catch (caught) {
    throw new Error(`${name}: ${caught instanceof Error ? caught.message : String(caught)}`);
  }
}
