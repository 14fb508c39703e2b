// Names as they are compared: registers write the same one with and without accents, hyphens and capitals.

/** The letters alone, without accents, as capitals. */
export function plainName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^\p{L}]/gu, "")
    .toUpperCase();
}
