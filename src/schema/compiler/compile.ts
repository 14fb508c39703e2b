// The contract compiler: from XSD and WSDL files to one TypeScript file per schema.

import { relative, sep } from "node:path";
import { emitComplexType } from "./emit-complex.ts";
import { emitRootElement } from "./emit-root.ts";
import { emitSimpleType } from "./emit-simple.ts";
import { loadSchemas } from "./load.ts";
import type { SchemaDocument, Type } from "./model.ts";
import { ModuleText } from "./module-text.ts";
import { nameAll, prefixesOf } from "./names.ts";
import { emitNamespaces } from "./namespaces.ts";
import { readSchemas } from "./read.ts";
import { builtInModule, builtInTypes } from "./simple-types.ts";

export interface CompileOptions {
  /** The XSD and WSDL files; what they import comes with them. */
  readonly files: readonly string[];
  /** The folder that the sources are named from. */
  readonly base: string;
  /** Where the generated files will stand. */
  readonly output: string;
  /** The folder of this runtime, `src/schema`. */
  readonly runtime: string;
}

/**
 * The generated files, by file name. The same contracts always give the same text. Throws, naming the place, for a
 * contract that is wrong or uses what this compiler does not know.
 */
export function compileContracts({ files, base, output, runtime }: CompileOptions): ReadonlyMap<string, string> {
  const schemas = readSchemas(loadSchemas(files, base));
  const builtIn = builtInDocument();
  const documents = [builtIn, ...schemas];
  const names = nameAll(documents);
  const prefixes = prefixesOf(schemas);
  const path = relative(output, runtime).split(sep).join("/");
  const runtimePath = path.startsWith(".") ? path : `./${path}`;
  const generated = new Map<string, string>();
  const used = new Set<Type>();
  // The built-in types come last: by then it is known which of them the contracts use.
  for (const document of [...schemas, builtIn]) {
    const text = new ModuleText(document, documents, names, prefixes, used);
    for (const element of document.elements) emitRootElement(text, element);
    for (const type of names.typesOf(document)) if (document !== builtIn || used.has(type)) emitType(text, type);
    generated.set(`${document.module}.ts`, text.toString(runtimePath));
  }
  generated.set("namespaces.ts", emitNamespaces(prefixes, runtimePath));
  return generated;
}

function emitType(text: ModuleText, type: Type): void {
  if (type.kind === "simple") emitSimpleType(text, type);
  else emitComplexType(text, type);
}

/** The built-in types are generated like any others, so that a reader never has to tell them apart. */
function builtInDocument(): SchemaDocument {
  return {
    module: builtInModule,
    source: "XML Schema itself",
    namespace: "",
    imports: [],
    elements: [],
    types: builtInTypes,
    fragments: [],
  };
}
