// Reads contracts from disk: every XSD and WSDL file asked for, and what they import or include.

import { readFileSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { parseXml } from "../../xml/parse.ts";
import { attributeOf, childElements } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";

export const schemaNamespace = "http://www.w3.org/2001/XMLSchema";
const wsdlNamespace = "http://schemas.xmlsoap.org/wsdl/";

/** A schema element as it was written, with the files that it names. */
export interface LoadedSchema {
  readonly file: string;
  readonly module: string;
  readonly source: string;
  readonly namespace: string;
  readonly root: XmlElement;
  /** By namespace: the files of its imports; under its own namespace those of its includes. */
  readonly references: readonly { readonly namespace: string; readonly file: string }[];
}

/**
 * All schemas that the given files hold or lead to, each once. `base` is the folder that sources are named from.
 * Throws with the file's name where one cannot be read as what it should be.
 */
export function loadSchemas(files: readonly string[], base: string): readonly LoadedSchema[] {
  const loaded = new Map<string, readonly LoadedSchema[]>();
  const open = files.map((file) => resolve(file));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (loaded.has(file)) continue;
    const schemas = schemasOf(file, base);
    loaded.set(file, schemas);
    for (const schema of schemas) open.push(...schema.references.map((reference) => reference.file));
  }
  const schemas = [...loaded.values()].flat().sort((first, second) => (first.module < second.module ? -1 : 1));
  const modules = new Map<string, string>();
  for (const { module, file } of schemas) {
    if (modules.has(module)) throw new Error(`${file} and ${modules.get(module)} would both become ${module}.ts.`);
    modules.set(module, file);
  }
  return schemas;
}

function schemasOf(file: string, base: string): readonly LoadedSchema[] {
  const parsed = parseXml(readFileSync(file));
  if (!parsed.ok) throw new Error(`${file}:${parsed.reason.line}: ${parsed.reason.message}`);
  const { root } = parsed.value;
  if (root.namespace === schemaNamespace && root.localName === "schema") return [schemaOf(root, file, base)];
  if (root.namespace !== wsdlNamespace) throw new Error(`${file}: neither a schema nor a WSDL description.`);
  const inline = childElements(root)
    .filter((child) => child.namespace === wsdlNamespace && child.localName === "types")
    .flatMap(childElements)
    .filter((child) => child.namespace === schemaNamespace && child.localName === "schema");
  const schemas = inline.map((schema) => schemaOf(schema, file, base));
  // A schema that only imports has nothing to generate, but what it imports is part of the contract.
  const filled = schemas.filter(({ root: schema }) => childElements(schema).some((child) => !isReference(child)));
  if (filled.length > 1) throw new Error(`${file}: more than one schema with components of its own.`);
  return schemas.map((schema) =>
    filled.includes(schema) ? schema : { ...schema, module: `${schema.module}#${schemas.indexOf(schema)}` },
  );
}

function schemaOf(root: XmlElement, file: string, base: string): LoadedSchema {
  const namespace = attributeOf(root, "targetNamespace") ?? "";
  const references = childElements(root)
    .filter(isReference)
    .flatMap((reference) => {
      const location = attributeOf(reference, "schemaLocation");
      if (location === undefined) return [];
      const isInclude = reference.localName === "include";
      return [
        {
          namespace: isInclude ? namespace : (attributeOf(reference, "namespace") ?? ""),
          file: resolve(dirname(file), location),
        },
      ];
    });
  const source = relative(base, file).split(sep).join("/");
  return { file, module: kebabCase(basename(file).replace(/\.\w+$/, "")), source, namespace, root, references };
}

function isReference(element: XmlElement): boolean {
  return element.namespace === schemaNamespace && (element.localName === "import" || element.localName === "include");
}

/** `SelfEmployedTypesV2` becomes `self-employed-types-v2`, `Dimona_20231` becomes `dimona-20231`. */
function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}
