// What things are called in generated files: a name for every type and global element, a prefix for every namespace.

import { xmlNamespace } from "../../xml/query.ts";
import { instanceNamespace } from "./element-code.ts";
import type { ComplexType, ElementDeclaration, Fragment, SchemaDocument, Type } from "./model.ts";
import { builtInModule } from "./simple-types.ts";

export interface Names {
  /** Of a type that is not built in. */
  ofType(type: Type): string;
  ofElement(element: ElementDeclaration): string;
  /** The types that a document's file holds, anonymous ones with them, in document order. */
  typesOf(document: SchemaDocument): readonly Type[];
}

/** Names are unique within a generated file; where an element and a type share one, the element is the `...Element`. */
export function nameAll(documents: readonly SchemaDocument[]): Names {
  const types = new Map<Type, string>();
  const elements = new Map<ElementDeclaration, string>();
  const owned = new Map<string, Type[]>();
  for (const document of documents) {
    const taken = new Set(reserved);
    const list: Type[] = [];
    owned.set(document.module, list);
    const claim = (wanted: string, alternative: string): string => {
      let name = taken.has(wanted) ? alternative : wanted;
      for (let number = 2; taken.has(name); number++) name = `${alternative}${number}`;
      taken.add(name);
      return name;
    };
    const visit = (type: Type, wanted: string) => {
      if (types.has(type) || type.module !== document.module) return;
      types.set(type, claim(wanted, wanted));
      list.push(type);
      if (type.kind === "complex") visitParts(type, types.get(type) ?? wanted);
    };
    const visitParts = (type: Fragment, name: string) => {
      for (const attribute of type.attributes) visitAnonymous(attribute.type, name + pascalCase(attribute.name));
      if (type.content.kind === "simple") visitAnonymous(type.content.type, `${name}Value`);
      if (type.content.kind !== "elements") return;
      for (const element of elementsOf(type.content.particle.term)) {
        if (!element.isGlobal) visitAnonymous(element.type(), name + pascalCase(element.name));
      }
    };
    const visitAnonymous = (type: Type, wanted: string) => {
      if (type.name === "") visit(type, wanted);
    };
    for (const type of document.types) {
      const wanted = document.module === builtInModule ? `Xs${pascalCase(type.name)}` : pascalCase(type.name);
      types.set(type, claim(wanted, wanted));
    }
    for (const element of document.elements) {
      const name = claim(pascalCase(element.name), `${pascalCase(element.name)}Element`);
      elements.set(element, name);
      const type = element.type();
      if (type.name !== "" || types.has(type)) continue;
      types.set(type, name);
      list.push(type);
      if (type.kind === "complex") visitParts(type, name);
    }
    for (const type of document.types) {
      list.push(type);
      if (type.kind === "complex") visitParts(type, types.get(type) ?? "");
    }
    for (const fragment of document.fragments) visitParts(fragment, pascalCase(fragment.name));
  }
  return {
    ofType: (type) => found(types.get(type), type.name),
    ofElement: (element) => found(elements.get(element), element.name),
    typesOf: (document) => owned.get(document.module) ?? [],
  };
}

/** What generated files use under these names themselves. */
const reserved = ["Mutable", "Outcome", "Reading", "StructureFault", "Writing", "XmlElement"];

function found(name: string | undefined, what: string): string {
  if (name === undefined) throw new Error(`${what} was given no name.`);
  return name;
}

type Term = Extract<ComplexType["content"], { readonly kind: "elements" }>["particle"]["term"];

function elementsOf(term: Term): readonly ElementDeclaration[] {
  if (term.kind === "element") return [term.element];
  if (term.kind === "wildcard") return [];
  return term.particles.flatMap((particle) => elementsOf(particle.term));
}

function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9_]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** A namespace's prefix and the name of its bit, made of the initials of its first module: `self-employed-v2` is `sev2`. */
export function prefixesOf(documents: readonly SchemaDocument[]): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>([[instanceNamespace, "xsi"]]);
  for (const { namespace, module } of documents) {
    if (namespace === "" || namespace === xmlNamespace || prefixes.has(namespace)) continue;
    const initials = module
      .split("-")
      .map((word) => (/\d/.test(word) ? word : word.charAt(0)))
      .join("");
    let prefix = /^[a-z]/.test(initials) ? initials : `n${initials}`;
    while ([...prefixes.values()].includes(prefix) || prefix.startsWith("xml")) prefix += "x";
    prefixes.set(namespace, prefix);
  }
  return prefixes;
}
