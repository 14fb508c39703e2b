// The namespace declarations in scope while a document is read, held to the rules of Namespaces in XML 1.0.

import { xmlNamespace, xmlnsNamespace } from "./query.ts";
import type { NamespaceDeclaration } from "./tree.ts";

/** The declarations in scope, innermost first; elements that declare nothing share their parent's. */
export interface Scope {
  readonly prefix: string;
  readonly namespace: string;
  readonly around: Scope | undefined;
}

/** What every document begins with. */
export const outermostScope: Scope = {
  prefix: "",
  namespace: "",
  around: { prefix: "xml", namespace: xmlNamespace, around: undefined },
};

/** The binding of the prefix that stands at [start, end) of a text: found without making a string of it. */
export function bindingOf(scope: Scope, text: string, start: number, end: number): Scope | undefined {
  const length = end - start;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.around) {
    if (at.prefix.length === length && (length === 0 || text.startsWith(at.prefix, start))) return at;
  }
  return undefined;
}

/** What forbids a declaration: reserved names (section 3), and prefixes are never undeclared in 1.0 (section 5). */
export function declarationFault(prefix: string, namespace: string): string | undefined {
  if (prefix === "xmlns") return "the prefix xmlns may not be declared";
  if (namespace === xmlnsNamespace) return "the namespace of xmlns may not be declared";
  if ((prefix === "xml") !== (namespace === xmlNamespace)) return "the prefix xml belongs to its own namespace";
  if (prefix !== "" && namespace === "") return "a prefix may not be undeclared";
  return undefined;
}

/** The declarations between two scopes, in document order. */
export function declarationsBetween(inner: Scope, outer: Scope): readonly NamespaceDeclaration[] {
  const declarations: NamespaceDeclaration[] = [];
  for (let at: Scope | undefined = inner; at !== outer && at !== undefined; at = at.around) {
    declarations.push({ prefix: at.prefix, namespace: at.namespace });
  }
  return declarations.length > 1 ? declarations.reverse() : declarations;
}
