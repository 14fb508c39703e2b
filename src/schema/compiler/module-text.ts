// One generated file in the making: its imports are gathered while its declarations are written.

import { xmlNamespace } from "../../xml/query.ts";
import { mayHold } from "../pattern.ts";
import type { ComplexType, SchemaDocument, SimpleType, Type } from "./model.ts";
import type { Names } from "./names.ts";
import { builtInModule, representationOf } from "./simple-types.ts";

/** The functions that a type has in its generated file, by the verb that begins their names. */
export type Verb = "read" | "readAny" | "write" | "writeAny" | "parse" | "format";

export class ModuleText {
  readonly document: SchemaDocument;
  readonly names: Names;
  readonly #documents: readonly SchemaDocument[];
  /** The types of other files whose functions were asked for. */
  readonly #used: Set<Type>;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #imports = new Map<string, Map<string, string>>();
  readonly #types = new Map<string, Map<string, string>>();
  readonly #local = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #declarations: string[] = [];

  constructor(
    document: SchemaDocument,
    documents: readonly SchemaDocument[],
    names: Names,
    prefixes: ReadonlyMap<string, string>,
    used: Set<Type>,
  ) {
    this.document = document;
    this.#documents = documents;
    this.names = names;
    this.#used = used;
    this.#prefixes = prefixes;
    for (const type of names.typesOf(document)) this.#local.add(names.ofType(type));
    for (const element of document.elements) this.#local.add(names.ofElement(element));
  }

  /** A declaration of the file, with a blank line before it. */
  add(...lines: readonly string[]): void {
    this.#declarations.push(lines.join("\n"));
  }

  /** A function of the shared runtime, imported on first use. */
  runtime(name: string, file = "runtime.ts"): string {
    return this.#import(this.#imports, `runtime:${file}`, name, name);
  }

  runtimeType(name: string, file = "runtime.ts"): string {
    return this.#import(this.#types, `runtime:${file}`, name, name);
  }

  /** A function of a type, wherever that type's file is. */
  verb(verb: Verb, type: Type): string {
    const name = this.names.ofType(type);
    if (type.module === this.document.module) return `${verb}${name}`;
    this.#used.add(type);
    const alias = this.#local.has(name) ? `${verb}${this.#moduleName(type.module)}${name}` : `${verb}${name}`;
    return this.#import(this.#imports, type.module, `${verb}${name}`, alias);
  }

  /** The TypeScript type of a schema type's values; with `Any` before it, of those of the types derived from it too. */
  typeName(type: Type, before = ""): string {
    if (type.kind === "simple" && type.module === builtInModule) return representationOf(type);
    const name = this.names.ofType(type);
    if (type.module === this.document.module) return before + name;
    const alias = this.#local.has(name) ? `${before}${this.#moduleName(type.module)}${name}` : before + name;
    return this.#import(this.#types, type.module, before + name, alias);
  }

  /** The named types of the same schema that `xsi:type` may put in the place of a complex type; none of a simple one. */
  derivedFrom(type: Type): readonly ComplexType[] {
    if (type.kind === "simple" || type.name === "") return [];
    const document = this.#documents.find(({ module }) => module === type.module);
    const isDerived = (other: Type): other is ComplexType => {
      if (other.kind === "simple" || other.isAbstract) return false;
      for (let base = other.base; base !== undefined; base = base.base) if (base === type) return true;
      return false;
    };
    return document?.types.filter(isDerived) ?? [];
  }

  /** Does the writer of a type write the namespace declarations of its element, because attributes need some too? */
  declaresItself(type: ComplexType): boolean {
    if (type.anyAttribute !== undefined) return true;
    if (type.attributes.some(({ namespace }) => namespace !== "" && namespace !== xmlNamespace)) return true;
    for (let base: ComplexType | undefined = type; base !== undefined; base = base.base) {
      if (this.derivedFrom(base).length > 0) return true;
    }
    return false;
  }

  /** The schemas whose global elements a lax wildcard of this one knows: itself and all that it leads to. */
  closure(): readonly SchemaDocument[] {
    const found = new Set([this.document]);
    for (const document of found) {
      for (const other of this.#documents) if (document.imports.includes(other.module)) found.add(other);
    }
    return [...found];
  }

  /** The name of a namespace's bit, which is also its prefix. */
  namespaceBit(namespace: string): string {
    return this.#import(this.#imports, "namespaces", this.prefixOf(namespace), this.prefixOf(namespace));
  }

  prefixOf(namespace: string): string {
    if (namespace === xmlNamespace) return "xml";
    const prefix = this.#prefixes.get(namespace);
    if (prefix === undefined) throw new Error(`No prefix for ${namespace}.`);
    return prefix;
  }

  declare(): string {
    return this.namespaces("declare");
  }

  /** A function of the generated file about namespaces. */
  namespaces(name: string): string {
    return this.#import(this.#imports, "namespaces", name, name);
  }

  /** Identifiers that no other declaration of this file uses. */
  identifier(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name) || this.#local.has(name); number++) name = `${wanted}${number}`;
    this.#taken.add(name);
    return name;
  }

  /** The whole file; `runtimePath` leads from it to the folder of the runtime. */
  toString(runtimePath: string): string {
    const from = (module: string) =>
      module.startsWith("runtime:") ? `${runtimePath}/${module.slice("runtime:".length)}` : `./${module}.ts`;
    const modules = [...new Set([...this.#imports.keys(), ...this.#types.keys()])].sort();
    const imports = modules.map((module) => {
      const functions = [...(this.#imports.get(module) ?? [])].map(renamed);
      const types = [...(this.#types.get(module) ?? [])].map(renamed);
      const members = functions.length === 0 ? types : [...functions, ...types.map((name) => `type ${name}`)];
      const keyword = functions.length === 0 ? "import type" : "import";
      const line = `${keyword} { ${members.sort(byName).join(", ")} } from "${from(module)}";`;
      return line.length <= 120 ? line : `${keyword} {\n  ${members.join(",\n  ")},\n} from "${from(module)}";`;
    });
    const head = `// Generated by \`npm run generate\` from ${this.document.source}; do not edit.`;
    return `${[head, imports.join("\n"), ...this.#declarations].filter((part) => part !== "").join("\n\n")}\n`;
  }

  #import(map: Map<string, Map<string, string>>, module: string, name: string, alias: string): string {
    const members = map.get(module) ?? new Map<string, string>();
    map.set(module, members);
    const known = members.get(name);
    if (known !== undefined) return known;
    const others = [...this.#imports.entries(), ...this.#types.entries()];
    const clashes = others.some(([, used]) => [...used.values()].includes(alias));
    const chosen = clashes ? `${alias}Of${this.#moduleName(module)}` : alias;
    members.set(name, chosen);
    return chosen;
  }

  #moduleName(module: string): string {
    return module
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("");
  }
}

function renamed([name, alias]: readonly [string, string]): string {
  return name === alias ? name : `${name} as ${alias}`;
}

function byName(first: string, second: string): number {
  const [one, other] = [first.replace("type ", ""), second.replace("type ", "")];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Might a value of the type hold what must be escaped, or what XML cannot carry at all? */
export function mayHoldMarkup(type: SimpleType): boolean {
  if (representationOf(type) !== "string") return false;
  switch (type.builtIn) {
    case "decimal":
    case "date":
    case "dateTime":
    case "time":
    case "gYear":
    case "gYearMonth":
    case "base64Binary":
    case "hexBinary":
    case "language":
    case "NCName":
    case "NMTOKEN":
    case "Name":
      return false;
    default: {
      const { enumeration, patterns } = type.facets;
      if (enumeration?.every((value) => !/[&<>"\t\n\r]/.test(value))) return false;
      return !patterns.some((alternatives) => !mayHold(alternatives, special));
    }
  }
}

/** Markup, quotes, controls, half surrogate pairs and the two that are no characters. */
const special: readonly number[] = [
  ...Array(0x20).keys(),
  ...[...'&<>"'].map((character) => character.charCodeAt(0)),
  ...Array.from({ length: 0x800 }, (_, index) => 0xd800 + index),
  0xfffe,
  0xffff,
];

export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

export const quote = (text: string): string => JSON.stringify(text);

/** A property of an object: bare where it is an identifier. */
export function key(property: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(property) ? property : quote(property);
}

export function access(object: string, property: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(property) ? `${object}.${property}` : `${object}[${quote(property)}]`;
}

/** A local variable for a property: with a dollar it can be no other name of a generated function. */
export function local(property: string): string {
  return `$${property.replace(/[^A-Za-z0-9_]/g, "_")}`;
}

/** A property with its variable, as an object literal has them. */
export function pair(property: string): string {
  return `${key(property)}: ${local(property)}`;
}
