// `kruispunt dimona show`: a declaration and its result in words.
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { type ReadableAnomaly, readableResult } from "../../dimona/readable/result.ts";
import { words } from "../../dimona/readable/words.ts";
import type { Settings } from "../../http/settings.ts";
import type { Language } from "../../rest/language.ts";
import { writeJson, writeLines } from "../administration/text.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { dimonaNumberGiven } from "./numbers.ts";
import { lookInto } from "./office.ts";

export async function showDeclaration(
  settings: Settings,
  text: string,
  { language, json }: { readonly language: Language; readonly json?: boolean },
): Promise<void> {
  const number = dimonaNumberGiven(text);
  const kept = await lookInto(settings, (reader) => reader.declaration(number));
  if (kept === undefined) throw new Refusal("there is no declaration with this number.");
  const { facts, change, anomalies } = readableResult(kept, loadDimonaCodes(), language);
  if (json === true) {
    writeJson({ facts: Object.fromEntries(facts), change, anomalies });
    return;
  }
  const say = words[language];
  writeLines([
    ...inColumns(facts),
    ...(change === undefined
      ? []
      : [
          "",
          change.caption,
          ...inColumns([["", say.what, say.before, say.after], ...change.rows.map((row) => ["", ...row])]),
        ]),
    "",
    ...(anomalies.length === 0 ? [say.noAnomalies] : anomalies.flatMap((one) => anomalyLines(one, say.remedy))),
  ]);
}

function anomalyLines(
  { code, element, severity, meaning, situation, remedy, evidence }: ReadableAnomaly,
  whatToDo: string,
): readonly string[] {
  return [
    `${code} (${element}), ${severity}: ${meaning}`,
    `  ${situation}`,
    ...evidence.map((one) => `  ${one}`),
    `  ${whatToDo}: ${remedy}`,
  ];
}
