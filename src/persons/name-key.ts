// Names of persons as they are compared: however a clerk writes them, the same person's are the same letters.
import { plainName } from "../kernel/plain-name.ts";

/**
 * The letters alone, as Latin capitals: without accents, blanks, hyphens and apostrophes, so that `Van den Berghe`, `vandenberghe` and
 * `VAN DEN-BERGHE` are one name. Letters that no accent makes are written out: `Ø` as `O`, `Æ` as `AE`, `ß` as `SS`.
 */
export function nameKey(name: string): string {
  // Taken apart first: `Ǽ` is an `Æ` with an accent.
  return plainName(name.normalize("NFD").replace(/./gu, (letter) => written.get(letter.toUpperCase()) ?? letter));
}

/** The parts of a name that tell people apart, each as a key: those between blanks and hyphens, without particles. */
export function nameParts(name: string): readonly string[] {
  const parts = name
    .split(/[\s\-'’.]+/u)
    .map(nameKey)
    .filter((part) => part !== "");
  const telling = parts.filter((part) => !particles.has(part));
  return telling.length === 0 ? parts : telling;
}

const written: ReadonlyMap<string, string> = new Map([
  ["Ø", "O"],
  ["Ł", "L"],
  ["Đ", "D"],
  ["Ð", "D"],
  ["Æ", "AE"],
  ["Œ", "OE"],
  ["Þ", "TH"],
  ["ẞ", "SS"],
]);

/** Before a name in the languages of the country and its neighbours: registers put them before it, behind it or nowhere. */
const particles: ReadonlySet<string> = new Set(
  "VAN VON ZU DE DER DEN DEM DES DU DI DA DO DOS LE LA LES TER TEN TE T S D L EL AL BEN BINT OP AF".split(" "),
);
