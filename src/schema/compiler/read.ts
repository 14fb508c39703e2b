// Turns loaded schemas into the model. What this compiler does not know is refused with the place, never ignored.

import { attributeOf, childElements } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { type LoadedSchema, schemaNamespace } from "./load.ts";
import type {
  AttributeUse,
  ComplexType,
  Content,
  ElementDeclaration,
  Fragment,
  Particle,
  SchemaDocument,
  SimpleType,
  Term,
  Type,
  Wildcard,
} from "./model.ts";
import { count, type Place, parts, problem, required, resolveName } from "./place.ts";
import { builtInType, restrictSimpleType } from "./simple-types.ts";

/** The model of every schema that was loaded. Throws where a schema is wrong or beyond the supported subset. */
export function readSchemas(schemas: readonly LoadedSchema[]): readonly SchemaDocument[] {
  const library = new Library(schemas);
  return schemas.filter((schema) => !schema.module.includes("#")).map((schema) => library.document(schema));
}

type Component = "element" | "attribute" | "group" | "attributeGroup" | "type";

class Library {
  readonly #schemas: readonly LoadedSchema[];
  readonly #types = new Map<XmlElement, Type>();
  readonly #elements = new Map<XmlElement, ElementDeclaration>();

  constructor(schemas: readonly LoadedSchema[]) {
    this.#schemas = schemas;
  }

  document(schema: LoadedSchema): SchemaDocument {
    const known = ["import", "include", "element", "attribute", "group", "attributeGroup", "simpleType", "complexType"];
    const children = parts({ node: schema.root, schema }, known);
    const global = (tags: readonly string[]) =>
      children.filter((node) => tags.includes(node.localName)).map((node) => ({ node, schema }));
    return {
      module: schema.module,
      source: schema.source,
      namespace: schema.namespace,
      imports: schema.references.flatMap(({ file }) => this.#in(file)).map(({ module }) => module),
      elements: global(["element"]).map((place) => this.#element(place, true)),
      types: global(["simpleType", "complexType"]).map((place) => this.#type(place)),
      fragments: global(["attribute", "attributeGroup", "group"]).map((place) => this.#fragment(place)),
    };
  }

  #fragment(place: Place): Fragment {
    const { localName } = place.node;
    const name = localName === "attribute" ? "" : required(place, "name");
    const attributes =
      localName === "attribute"
        ? [this.#attribute(place)]
        : localName === "attributeGroup"
          ? this.#attributes(place).attributes
          : [];
    return { name, attributes, content: localName === "group" ? this.#content(place) : { kind: "empty" } };
  }

  #find(place: Place, kind: Component, qualified: string): Place {
    const { namespace, name } = resolveName(place, qualified);
    const tags = kind === "type" ? ["simpleType", "complexType"] : [kind];
    for (const schema of this.#visible(place.schema, namespace)) {
      for (const node of childElements(schema.root)) {
        if (node.namespace === schemaNamespace && tags.includes(node.localName) && attributeOf(node, "name") === name) {
          return { node, schema };
        }
      }
    }
    throw problem(place, `there is no ${kind} ${qualified}`);
  }

  /** The schemas in which a name of that namespace may stand: itself and includes, or the imports and theirs. */
  #visible(from: LoadedSchema, namespace: string): readonly LoadedSchema[] {
    const found = new Set<LoadedSchema>();
    const addWithIncludes = (schema: LoadedSchema) => {
      if (found.has(schema)) return;
      found.add(schema);
      for (const reference of schema.references) {
        if (reference.namespace === schema.namespace)
          for (const other of this.#in(reference.file)) addWithIncludes(other);
      }
    };
    if (namespace === from.namespace) addWithIncludes(from);
    else {
      for (const reference of from.references) {
        if (reference.namespace === namespace) for (const other of this.#in(reference.file)) addWithIncludes(other);
      }
    }
    return [...found].filter((schema) => schema.namespace === namespace);
  }

  #in(file: string): readonly LoadedSchema[] {
    return this.#schemas.filter((schema) => schema.file === file);
  }

  #typeNamed(place: Place, qualified: string): Type {
    const { namespace, name } = resolveName(place, qualified);
    if (namespace !== schemaNamespace) return this.#type(this.#find(place, "type", qualified));
    const type = builtInType(name);
    if (type === undefined) throw problem(place, `the built-in type ${name} is not supported`);
    return type;
  }

  #simpleTypeNamed(place: Place, qualified: string): SimpleType {
    const type = this.#typeNamed(place, qualified);
    if (type.kind !== "simple") throw problem(place, `${qualified} is not a simple type`);
    return type;
  }

  #type(place: Place): Type {
    const known = this.#types.get(place.node);
    if (known !== undefined) return known;
    const type = place.node.localName === "simpleType" ? this.#simpleType(place) : this.#complexType(place);
    this.#types.set(place.node, type);
    return type;
  }

  #simpleType(place: Place): SimpleType {
    const [restriction] = parts(place, ["restriction"]);
    if (restriction === undefined) throw problem(place, "a simple type must be a restriction");
    return this.#restriction({ node: restriction, schema: place.schema }, identityOf(place));
  }

  #restriction(place: Place, identity: Pick<SimpleType, "name" | "namespace" | "module">): SimpleType {
    const base = attributeOf(place.node, "base");
    const children = parts(place, ["simpleType", ...facetTags, "attribute", "attributeGroup", "anyAttribute"]);
    const inline = children.find((node) => node.localName === "simpleType");
    if (base === undefined && inline === undefined) throw problem(place, "a restriction of nothing");
    const from =
      base === undefined
        ? this.#simpleType({ node: inline ?? place.node, schema: place.schema })
        : this.#simpleTypeNamed(place, base);
    const facets = children
      .filter((node) => facetTags.includes(node.localName))
      .map((node) => ({ name: node.localName, value: required({ ...place, node }, "value") }));
    try {
      return restrictSimpleType(from, facets, identity);
    } catch (caught) {
      throw problem(place, caught instanceof Error ? caught.message : String(caught));
    }
  }

  #complexType(place: Place): ComplexType {
    if (attributeOf(place.node, "mixed") === "true") throw problem(place, "mixed content is not supported");
    const identity = {
      kind: "complex" as const,
      ...identityOf(place),
      isAbstract: attributeOf(place.node, "abstract") === "true",
    };
    const children = parts(place, ["simpleContent", "complexContent", ...contentTags]);
    const [first] = children;
    if (first?.localName === "simpleContent" || first?.localName === "complexContent") {
      const [derivation] = parts({ ...place, node: first }, ["extension", "restriction"]);
      if (derivation === undefined) throw problem(place, "neither an extension nor a restriction");
      const from = { node: derivation, schema: place.schema };
      return {
        ...identity,
        ...(first.localName === "simpleContent" ? this.#simpleContent(from) : this.#complexContent(from)),
      };
    }
    return { ...identity, base: undefined, ...this.#attributes(place), content: this.#content(place) };
  }

  #simpleContent(place: Place): Pick<ComplexType, "base" | "attributes" | "anyAttribute" | "content"> {
    const base = this.#typeNamed(place, required(place, "base"));
    const own = this.#attributes(place);
    if (base.kind === "simple") {
      if (place.node.localName !== "extension") throw problem(place, "a restriction of a simple type as content");
      return { base: undefined, ...own, content: { kind: "simple", type: base } };
    }
    if (base.content.kind !== "simple") throw problem(place, "simple content upon a type of other content");
    const isExtension = place.node.localName === "extension";
    const restricted = isExtension ? base.content.type : this.#restrictedContent(place, base.content.type);
    return { base, ...inherited(base, own), content: { kind: "simple", type: restricted } };
  }

  #restrictedContent(place: Place, from: SimpleType): SimpleType {
    const facets = parts(place, ["simpleType", ...facetTags, "attribute", "attributeGroup", "anyAttribute"])
      .filter((node) => facetTags.includes(node.localName))
      .map((node) => ({ name: node.localName, value: required({ ...place, node }, "value") }));
    return restrictSimpleType(from, facets, {
      name: "",
      namespace: place.schema.namespace,
      module: place.schema.module,
    });
  }

  #complexContent(place: Place): Pick<ComplexType, "base" | "attributes" | "anyAttribute" | "content"> {
    const named = required(place, "base");
    const isAnyType = resolveName(place, named).namespace === schemaNamespace;
    if (isAnyType && place.node.localName === "restriction") {
      return { base: undefined, ...this.#attributes(place), content: this.#content(place) };
    }
    const base = this.#typeNamed(place, named);
    if (base.kind !== "complex") throw problem(place, "complex content upon a simple type");
    const own = this.#attributes(place);
    const content = this.#content(place);
    if (place.node.localName === "restriction") return { base, ...inherited(base, own), content };
    return { base, ...inherited(base, own), content: extended(base.content, content, place) };
  }

  #content(place: Place): Content {
    const model = parts(place, contentTags).find((node) => ["sequence", "choice", "group"].includes(node.localName));
    if (model === undefined) return { kind: "empty" };
    const particle = this.#particle({ node: model, schema: place.schema });
    return particle === undefined ? { kind: "empty" } : { kind: "elements", particle };
  }

  /** Undefined for what may not occur, or holds nothing. */
  #particle(place: Place): Particle | undefined {
    const least = count(place, "minOccurs");
    const most = count(place, "maxOccurs");
    if (most < least) throw problem(place, "maxOccurs is below minOccurs");
    if (most === 0) return undefined;
    const term = this.#term(place);
    if (term === undefined) return undefined;
    return { least, most, term };
  }

  #term(place: Place): Term | undefined {
    const { node, schema } = place;
    switch (node.localName) {
      case "element":
        return { kind: "element", element: this.#localElement(place) };
      case "any":
        return { kind: "wildcard", wildcard: wildcardOf(place) };
      case "group": {
        const group = this.#find(place, "group", required(place, "ref"));
        const [model] = parts(group, ["sequence", "choice"]);
        return model === undefined ? undefined : this.#term({ node: model, schema: group.schema });
      }
      default: {
        const particles = parts(place, ["element", "any", "group", "sequence", "choice"])
          .map((child) => this.#particle({ node: child, schema }))
          .filter((particle) => particle !== undefined);
        if (particles.length === 0) return undefined;
        return { kind: node.localName === "choice" ? "choice" : "sequence", particles };
      }
    }
  }

  #localElement(place: Place): ElementDeclaration {
    const reference = attributeOf(place.node, "ref");
    return reference === undefined
      ? this.#element(place, false)
      : this.#element(this.#find(place, "element", reference), true);
  }

  #element(place: Place, isGlobal: boolean): ElementDeclaration {
    const { node, schema } = place;
    const known = this.#elements.get(node);
    if (known !== undefined) return known;
    const [inline] = parts(place, ["simpleType", "complexType"]);
    const named = attributeOf(node, "type");
    if (named === undefined && inline === undefined) throw problem(place, "an element without a type");
    const form = attributeOf(node, "form") ?? attributeOf(schema.root, "elementFormDefault") ?? "unqualified";
    const element: ElementDeclaration = {
      name: required(place, "name"),
      namespace: isGlobal || form === "qualified" ? schema.namespace : "",
      isGlobal,
      isNillable: attributeOf(node, "nillable") === "true",
      fixed: attributeOf(node, "fixed"),
      default: attributeOf(node, "default"),
      type: () => (named === undefined ? this.#type({ node: inline ?? node, schema }) : this.#typeNamed(place, named)),
    };
    this.#elements.set(node, element);
    return element;
  }

  #attributes(place: Place): Pick<ComplexType, "attributes" | "anyAttribute"> {
    const attributes: AttributeUse[] = [];
    let anyAttribute: Wildcard | undefined;
    for (const node of childElements(place.node)) {
      const child = { node, schema: place.schema };
      if (node.localName === "attribute") {
        if (attributeOf(node, "use") !== "prohibited") attributes.push(this.#attribute(child));
      } else if (node.localName === "attributeGroup") {
        const group = this.#attributes(this.#find(child, "attributeGroup", required(child, "ref")));
        attributes.push(...group.attributes);
        anyAttribute ??= group.anyAttribute;
      } else if (node.localName === "anyAttribute") anyAttribute = wildcardOf(child);
    }
    return { attributes, anyAttribute };
  }

  #attribute(place: Place): AttributeUse {
    const { node } = place;
    const reference = attributeOf(node, "ref");
    const declared = reference === undefined ? place : this.#find(place, "attribute", reference);
    const isGlobal = reference !== undefined;
    const form = attributeOf(node, "form") ?? attributeOf(place.schema.root, "attributeFormDefault") ?? "unqualified";
    const [inline] = parts(declared, ["simpleType"]);
    const named = attributeOf(declared.node, "type");
    const type =
      named !== undefined
        ? this.#simpleTypeNamed(declared, named)
        : inline === undefined
          ? builtInType("anySimpleType")
          : this.#type({ node: inline, schema: declared.schema });
    if (type?.kind !== "simple") throw problem(place, "an attribute without a simple type");
    return {
      name: required(declared, "name"),
      namespace: isGlobal || form === "qualified" ? declared.schema.namespace : "",
      type,
      isRequired: attributeOf(node, "use") === "required",
      fixed: attributeOf(node, "fixed") ?? attributeOf(declared.node, "fixed"),
      default: attributeOf(node, "default") ?? attributeOf(declared.node, "default"),
    };
  }
}

const facetTags = [
  "length",
  "minLength",
  "maxLength",
  "pattern",
  "enumeration",
  "whiteSpace",
  "minInclusive",
  "minExclusive",
  "maxInclusive",
  "maxExclusive",
  "totalDigits",
  "fractionDigits",
];

const contentTags = ["sequence", "choice", "group", "attribute", "attributeGroup", "anyAttribute"];

/** The attributes of a base type with a derived type's own: a restriction may declare one anew. */
function inherited(
  base: ComplexType,
  own: Pick<ComplexType, "attributes" | "anyAttribute">,
): Pick<ComplexType, "attributes" | "anyAttribute"> {
  const isOwn = (use: AttributeUse) =>
    own.attributes.some((attribute) => attribute.name === use.name && attribute.namespace === use.namespace);
  return {
    attributes: [...base.attributes.filter((use) => !isOwn(use)), ...own.attributes],
    anyAttribute: own.anyAttribute ?? base.anyAttribute,
  };
}

function extended(base: Content, own: Content, place: Place): Content {
  if (base.kind === "simple" || own.kind === "simple") throw problem(place, "elements upon simple content");
  if (base.kind === "empty") return own;
  if (own.kind === "empty") return base;
  const term: Term = { kind: "sequence", particles: [base.particle, own.particle] };
  return { kind: "elements", particle: { least: 1, most: 1, term } };
}

function wildcardOf(place: Place): Wildcard {
  const target = place.schema.namespace;
  const named = attributeOf(place.node, "namespace") ?? "##any";
  const process = attributeOf(place.node, "processContents") ?? "strict";
  if (process !== "lax" && process !== "skip") throw problem(place, `processContents ${process} is not supported`);
  if (named === "##any") return { namespaces: "any", target, process };
  if (named === "##other") return { namespaces: "other", target, process };
  const namespaces = named
    .trim()
    .split(/\s+/)
    .map((namespace) => (namespace === "##targetNamespace" ? target : namespace === "##local" ? "" : namespace));
  return { namespaces, target, process };
}

function identityOf({ node, schema }: Place): { name: string; namespace: string; module: string } {
  return { name: attributeOf(node, "name") ?? "", namespace: schema.namespace, module: schema.module };
}
