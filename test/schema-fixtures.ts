// The contract compiler's fixtures, compiled into a temporary folder and loaded from there.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Outcome } from "../src/kernel/outcome.ts";
import { compileContracts } from "../src/schema/compiler/compile.ts";
import type { StructureFault } from "../src/schema/runtime.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { parseXml } from "../src/xml/parse.ts";
import type { XmlElement } from "../src/xml/tree.ts";

const root = resolve(import.meta.dirname, "..");
export const fixtureFolder = join(root, "test/fixtures/schema");

export type Decode = (element: XmlElement) => Outcome<unknown, readonly StructureFault[]>;
export type Encode = (value: unknown) => Outcome<string, readonly StructureFault[]>;

export interface CompiledFixtures extends Disposable {
  readonly folder: string;
  /** The functions of a global element, by the name of its schema's module and of the element in generated code. */
  codec(module: string, element: string): Promise<{ readonly decode: Decode; readonly encode: Encode }>;
}

/** Compiles fixture files, named without ending, and what they import. */
export function compileFixtures(...names: readonly string[]): CompiledFixtures {
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-schema-"));
  const files = names.map((name) => join(fixtureFolder, `${name}.xsd`));
  const generated = compileContracts({ files, base: root, output: folder, runtime: join(root, "src/schema") });
  for (const [name, text] of generated) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return {
    folder,
    codec: (module, element) => codecIn(folder, module, element),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The functions of a global element in generated files, wherever they are. */
export async function codecIn(
  folder: string,
  module: string,
  element: string,
): Promise<{ readonly decode: Decode; readonly encode: Encode }> {
  const loaded: unknown = await import(pathToFileURL(join(folder, `${module}.ts`)).href);
  const decode = memberOf(loaded, `decode${element}`);
  const encode = memberOf(loaded, `encode${element}`);
  assert.ok(isDecode(decode), `${module}.ts exports decode${element}`);
  assert.ok(isEncode(encode), `${module}.ts exports encode${element}`);
  return { decode, encode };
}

/** The root of a document that must be well-formed. */
export function rootOf(xml: string): XmlElement {
  const parsed = parseXml(new TextEncoder().encode(xml));
  assert.ok(parsed.ok, `not well-formed: ${xml}`);
  return parsed.value.root;
}

function memberOf(module: unknown, name: string): unknown {
  return typeof module === "object" && module !== null ? Reflect.get(module, name) : undefined;
}

function isDecode(value: unknown): value is Decode {
  return typeof value === "function";
}

function isEncode(value: unknown): value is Encode {
  return typeof value === "function";
}

/** A value in which what a wildcard let through is its canonical text: trees know their parents and their place. */
export function withoutTrees(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTrees);
  if (typeof value !== "object" || value === null) return value;
  if (isTree(value)) return canonicalize(value);
  const plain = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutTrees(member)]));
  // Attributes have no order.
  if (Array.isArray(plain.anyAttribute))
    plain.anyAttribute = plain.anyAttribute.map((each) => JSON.stringify(each)).sort();
  return plain;
}

function isTree(value: object): value is XmlElement {
  return "kind" in value && "children" in value && "declarations" in value;
}
