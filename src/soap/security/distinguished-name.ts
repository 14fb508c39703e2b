// Names of certificate holders, as node:crypto prints them: one relative name a line, the least specific first.

/** One line, the most specific part first (RFC 4514). */
export function distinguishedName(lines: string): string {
  return lines.split("\n").toReversed().join(",");
}

/** The different numbers of ten digits that follow this prefix in organisational units (OU). */
export function organizationNumbers(lines: string, prefix: string): readonly string[] {
  const numbers = new Set<string>();
  // A line feed or plus sign inside a value is escaped, so neither can fake a part of the name.
  for (const part of lines.split(/\n| \+ /)) {
    const number = part.startsWith(`OU=${prefix}`) ? part.slice(`OU=${prefix}`.length) : "";
    if (/^\d{10}$/.test(number)) numbers.add(number);
  }
  return [...numbers];
}

/** Are these one-line names the same, in either order and with any spacing after the commas? */
export function isSameName(name: string, other: string): boolean {
  const parts = partsOf(name);
  const others = partsOf(other);
  const same = (from: readonly string[]) =>
    parts.length === from.length && parts.every((part, at) => part === from[at]);
  return same(others) || same(others.toReversed());
}

function partsOf(name: string): readonly string[] {
  return name.split(/(?<!\\),/).map((part) => part.trim());
}
