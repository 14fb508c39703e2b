// `kruispunt annex check FILE...`: is an annex in order, and if not, in which line and what was expected.
import { readFileSync } from "node:fs";
import { parseAnnex } from "../crossroads/annex.ts";
import { serviceCatalogue } from "../http/worker.ts";
import { Refusal } from "./refusal.ts";

/** Gives the exit code: 0 when all files are in order, 1 otherwise. */
export function checkAnnexes(files: readonly string[]): 0 | 1 {
  let faults = 0;
  for (const file of files) {
    const outcome = parseAnnex(file, read(file), serviceCatalogue);
    if (outcome.ok) {
      const { customer, services, accessServices } = outcome.value;
      const contexts = [...services.values()].flat().length + accessServices.size;
      process.stdout.write(`${file}: in order (customer ${customer}, ${contexts} legal contexts)\n`);
    } else {
      faults += outcome.reason.length;
      for (const { line, at, message } of outcome.reason)
        process.stdout.write(`${file}:${line}: ${at === "" ? "" : `${at}: `}${message}\n`);
    }
  }
  return faults === 0 ? 0 : 1;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`${file} cannot be read`);
  }
}
