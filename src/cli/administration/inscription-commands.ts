// The commands by which inscriptions are administered: their words, and where their work is done.
import type { Command } from "commander";
import { holderForms } from "../../crossroads/holder.ts";
import type { Settings } from "../../http/settings.ts";
import { addFiles, changing, looking, showing } from "./usual-options.ts";
import { dayGiven, holderGiven, qualityCodeGiven, ssinHelp } from "./values.ts";

export function addInscriptions(inscriptions: Command, settings: () => Settings): void {
  looking(
    showing(
      inscriptions
        .command("show")
        .description(
          "who has inscribed a person, as what and when, and what was known before; the audit knows who looked",
        ),
    ),
  )
    .requiredOption("--ssin <number>", ssinHelp)
    .option("--changes", "who changed them by hand, and when, from the audit")
    .action(async (options) => (await import("./inscriptions.ts")).showInscriptions(settings(), options));

  keyed(changing(inscriptions.command("add").description("a holder knows a person, as something and for some days")))
    .option("--from <day>", "first day (today)", dayGiven)
    .option("--to <day>", "last day (without end)", dayGiven)
    .addHelpText("after", examples("add --ssin - --holder sector:17.1 --quality-code 1 --from 2026-01-05"))
    .action(async (options) => (await import("./inscriptions.ts")).addInscriptionBy(settings(), options));

  keyed(changing(inscriptions.command("end").description("a holder knows a person no longer, but did until then")))
    .option("--on <day>", "last day (today)", dayGiven)
    .addHelpText("after", examples("end --ssin - --holder sector:17.1 --quality-code 1 --on 2026-06-30"))
    .action(async (options) => (await import("./inscriptions.ts")).endInscriptionBy(settings(), options));

  keyed(
    changing(
      inscriptions.command("remove").description("there never should have been one; what was known stays readable"),
    ),
  )
    .requiredOption("--from <day>", "the first day that it has", dayGiven)
    .addHelpText("after", examples("remove --ssin - --holder sector:17.1 --quality-code 1 --from 2026-01-05"))
    .action(async (options) => (await import("./inscriptions.ts")).removeInscriptionBy(settings(), options));

  addFiles(inscriptions, settings, () => "inscriptions", ["inscriptions"]);
  inscriptions.addHelpText(
    "after",
    examples("show --ssin -", "import inscriptions.csv --dry-run", "export --out inscriptions.csv"),
  );
}

function keyed(command: Command): Command {
  return command
    .requiredOption("--ssin <number>", ssinHelp)
    .requiredOption("--holder <holder>", `who knows the person: ${holderForms}`, holderGiven)
    .requiredOption("--quality-code <code>", "as what: from 0 to 999", qualityCodeGiven);
}

function examples(...lines: readonly string[]): string {
  return `\nFor example:\n${lines.map((line) => `  kruispunt inscriptions ${line}\n`).join("")}`;
}
