// `kruispunt annex check FILE...`: is an annex in order, and if not, in which line and what was expected.
import { readFileSync } from "node:fs";
import { type AnnexFault, parseAnnex } from "../crossroads/annex.ts";
import { clashesIn } from "../crossroads/annexes.ts";
import { serviceCatalogue } from "../http/worker.ts";
import { Refusal } from "./refusal.ts";

/** Gives the exit code: 0 when all files are in order, each by itself and beside the others; 1 otherwise. */
export function checkAnnexes(files: readonly string[]): 0 | 1 {
  const checked = [...new Set(files)].map((file) => {
    const text = read(file);
    return { file, text, outcome: parseAnnex(file, text, serviceCatalogue) };
  });
  const annexes = checked.flatMap(({ file, text, outcome }) =>
    outcome.ok ? [{ file, text, annex: outcome.value }] : [],
  );
  const clashes = clashesIn(annexes);
  let code: 0 | 1 = 0;
  for (const { file, outcome } of checked) {
    const faults = outcome.ok ? clashes.filter((clash) => clash.file === file) : outcome.reason;
    if (faults.length > 0) code = 1;
    process.stdout.write(faults.map((fault) => `${faultText(fault)}\n`).join(""));
    if (!outcome.ok || faults.length > 0) continue;
    const { customer, services, accessServices } = outcome.value;
    const contexts = [...services.values()].flat().length + accessServices.size;
    process.stdout.write(`${file}: in order (customer ${customer}, ${contexts} legal contexts)\n`);
  }
  return code;
}

/** With file and line, as editors know it. */
export function faultText({ file, line, at, message }: AnnexFault): string {
  return `${file}:${line}: ${at === "" ? "" : `${at}: `}${message}`;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`${file} cannot be read`);
  }
}
