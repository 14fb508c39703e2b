// What a published file must not hold: paths of the machine it was written on, and hosts it was downloaded from.

// In pieces, or this file would be its own first find.
const workplace = new RegExp(`(?<![\\w.-])/${"work"}/(?:main|shared)\\b`);

/** What is wrong in one file, a sentence for each find. */
export function traces(path: string, text: string): readonly string[] {
  const faults: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const place = `${path}:${index + 1}`;
    if (workplace.test(line)) faults.push(`${place} names a folder of the machine it was written on`);
    if (path === "package-lock.json" && /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/.test(line)) {
      faults.push(`${place} names the host that a package was downloaded from`);
    }
  }
  return faults;
}
