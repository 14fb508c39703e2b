// Names of files: `FI.DMPI.900009.20261124.00001.R.1.1` (what, form, sender, day, number of the sending, environment, how many parts,
// which part), with FS (signature) and GO (all is there) beside it under the same name.
import { addDays, type IsoDay, parseDay } from "../../kernel/day.ts";

export interface FileName {
  /** Without what stands before the first dot, in capitals: the three files of a set have it in common. */
  readonly set: string;
  readonly form: FormName;
  readonly sender: string;
  /** `YYYYMMDD`. */
  readonly day: string;
  readonly number: string;
  readonly environment: Environment;
}

/** R: it counts. T: the whole circuit, and nothing is kept. S: signature and forms alone. */
export type Environment = "R" | "T" | "S";

/** Declarations (90372), or a question about the personnel file (90426). */
export type FormName = "declarations" | "question";

export type NamedFile =
  | { readonly ok: true; readonly value: FileName }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Where files of each environment are dropped and answered. */
export const folders: { readonly [Of in Environment]: { readonly in: string; readonly out: string } } = {
  R: { in: "IN", out: "OUT" },
  T: { in: "INTEST", out: "OUTTEST" },
  S: { in: "INTEST-S", out: "OUTTEST-S" },
};

export const environments = ["R", "T", "S"] as const satisfies readonly Environment[];

/** DMPI is what samples of the RSZ's files have, DIMN what its texts say. */
const forms: ReadonlyMap<string, FormName> = new Map([
  ["DMPI", "declarations"],
  ["DIMN", "declarations"],
  ["PFREQ", "question"],
]);

/** Files older than this are refused: their numbers may have been given out again. */
const longestDays = 31;

/** The part of a file's name that its set has in common; undefined where it is none of a set. */
export function partOfSet(file: string): { readonly prefix: "FI" | "FS" | "GO"; readonly set: string } | undefined {
  const [, prefix = "", set = ""] = /^(FI|FS|GO)\.(.+)$/.exec(file.toUpperCase()) ?? [];
  return prefix === "FI" || prefix === "FS" || prefix === "GO" ? { prefix, set } : undefined;
}

/** Day and number in the name of a set; undefined where its answers cannot be called by them. */
export function numberIn(set: string): { readonly day: string; readonly number: string } | undefined {
  const parts = set.split(".");
  const [, , day = "", number = ""] = parts;
  return parts.length === 7 && /^\d{8}$/.test(day) && /^[0-9A-Z]{5}$/.test(number) ? { day, number } : undefined;
}

/** Everything that is wrong with the name of a set, as numbers of annex 30; `given` is where and when it was found. */
export function parseSetName(
  set: string,
  given: { readonly sender: string; readonly environment: Environment; readonly today: IsoDay },
): NamedFile {
  const parts = set.split(".");
  if (parts.length !== 7) return { ok: false, errors: ["131"] };
  const [form = "", sender = "", day = "", number = "", environment = "", count = "", part = ""] = parts;
  const named = forms.get(form);
  const errors = [
    ...(named === undefined ? ["129"] : []),
    ...(sender === given.sender ? [] : ["108"]),
    ...dayErrors(day, given.today),
    ...numberErrors(number),
    ...environmentErrors(environment, given.environment),
    ...countErrors(count),
    // A file in one part: its only part is the first.
    ...(part === "1" ? [] : ["123"]),
  ];
  if (errors.length > 0 || named === undefined) return { ok: false, errors };
  return { ok: true, value: { set, form: named, sender, day, number, environment: given.environment } };
}

function dayErrors(text: string, today: IsoDay): readonly string[] {
  if (text.length !== 8) return ["109"];
  const day = parseDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (!day.ok) return ["110"];
  if (day.value > today) return ["111"];
  return day.value < addDays(today, -longestDays) ? ["126"] : [];
}

function numberErrors(text: string): readonly string[] {
  if (text.length !== 5) return ["112"];
  if (!/^[0-9A-Z]+$/.test(text)) return ["367"];
  return text === "00000" ? ["127"] : [];
}

function environmentErrors(text: string, found: Environment): readonly string[] {
  if (text === found) return [];
  if (text === "R") return ["118"];
  return [text === "T" ? "119" : "117"];
}

function countErrors(text: string): readonly string[] {
  if (text.length !== 1) return ["114"];
  if (!/^\d$/.test(text)) return ["115"];
  if (text === "0") return ["116"];
  return text === "1" ? [] : ["128"];
}
