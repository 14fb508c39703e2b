// In which of our four languages a caller wants to read (RFC 9110, Accept-Language).
import type { Texts } from "../crossroads/statuses.ts";

export type Language = keyof Texts;

const longest = 200;

/** The language with the highest weight that we have; English where none is asked for or the header is not readable. */
export function languageOf(header: string | undefined): Language {
  let best: { readonly language: Language; readonly weight: number } | undefined;
  for (const range of (header ?? "").slice(0, longest).split(",")) {
    const [, tag = "", weight = "1"] =
      /^\s*([a-z]{2})(?:-[a-z0-9-]+)?\s*(?:;\s*q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?))?\s*$/i.exec(range) ?? [];
    const language = languages.find((one) => one === tag.toLowerCase());
    if (language === undefined || Number(weight) === 0) continue;
    if (best === undefined || Number(weight) > best.weight) best = { language, weight: Number(weight) };
  }
  return best?.language ?? "en";
}

const languages: readonly Language[] = ["en", "nl", "fr", "de"];
