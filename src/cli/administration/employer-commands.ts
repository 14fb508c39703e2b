// The commands by which employers are administered: their words, and where their work is done.
import { type Command, Option } from "commander";
import { entityKinds } from "../../administration/employers/columns.ts";
import type { Settings } from "../../http/settings.ts";
import { addFiles, changing, showing } from "./usual-options.ts";
import { codesGiven, countGiven, dayGiven, numberHelp } from "./values.ts";

export function addEmployers(employers: Command, settings: () => Settings): void {
  showing(employers.command("list").description("employers by name, with the numbers that they have today"))
    .argument("[part]", "only those with this in a name or a number, now or before; never of the number of a person")
    .option("--limit <n>", "at most so many", countGiven, 100)
    .action(async (part: string | undefined, options) =>
      (await import("./employers.ts")).showEmployers(settings(), part, options),
    );

  showing(employers.command("show").description("an employer with its names, its numbers, and what was known before"))
    .argument("<number>", numberHelp)
    .option("--changes", "who changed it by hand, and when, from the audit")
    .action(async (number: string, options) =>
      (await import("./employers.ts")).showEmployer(settings(), number, options),
    );

  changing(employers.command("add").description("an employer that the register does not have yet"))
    .requiredOption("--name <text>", "its name")
    .requiredOption(
      "--numbers <numbers>",
      "with commas, all from its first day on; - reads one from standard input",
      codesGiven,
    )
    .addOption(new Option("--kind <kind>", "what it is").choices(entityKinds).default("enterprise"))
    .option("--from <day>", "first day of activity (today)", dayGiven)
    .option("--to <day>", "last day of activity (without end)", dayGiven)
    .addHelpText("after", examples("add --name 'Bakkerij Verbeelding' --numbers cbe:1000000021,provisional:5134794036"))
    .action(async (options) => (await import("./employers.ts")).addEmployerBy(settings(), options));

  changing(
    employers
      .command("identify")
      .description("another number for an employer; a final one takes the place of the provisional one"),
  )
    .argument("<number>", `that it has: ${numberHelp}`)
    .requiredOption("--number <number>", "that it gets, with its kind; - reads it from standard input")
    .option("--from <day>", "first day of that number (today)", dayGiven)
    .addHelpText(
      "after",
      examples(
        "identify provisional:5134794036 --number nsso:100006 --from 2026-04-01",
        "identify nsso:100006 --number cbe:1000000021",
      ),
    )
    .action(async (number: string, options) =>
      (await import("./employers.ts")).identifyBy(settings(), number, options),
    );

  changing(employers.command("end-number").description("a number is that of its employer no longer"))
    .argument("<number>", numberHelp)
    .option("--on <day>", "last day (today)", dayGiven)
    .action(async (number: string, options) =>
      (await import("./employers.ts")).endNumberBy(settings(), number, options),
    );

  changing(employers.command("rename").description("an employer has another name"))
    .argument("<number>", numberHelp)
    .requiredOption("--name <text>", "the new name")
    .option("--from <day>", "first day of that name (today); what it was to be called later is forgotten", dayGiven)
    .action(async (number: string, options) => (await import("./employers.ts")).renameBy(settings(), number, options));

  changing(employers.command("end").description("an employer is active no longer; its numbers go on naming it"))
    .argument("<number>", numberHelp)
    .option("--on <day>", "last day (today); when it was to begin again is forgotten", dayGiven)
    .action(async (number: string, options) => (await import("./employers.ts")).endBy(settings(), number, options));

  changing(employers.command("resume").description("an employer that was stopped is active again"))
    .argument("<number>", numberHelp)
    .option("--from <day>", "first day (today)", dayGiven)
    .option("--name <text>", "under this name (its last one)")
    .action(async (number: string, options) => (await import("./employers.ts")).resumeBy(settings(), number, options));

  addFiles(employers, settings, () => "employers", ["employers"]);
  employers.addHelpText(
    "after",
    examples("list bakkerij", "show cbe:1000000021", "import employers.csv --dry-run", "export --out employers.csv"),
  );
}

function examples(...lines: readonly string[]): string {
  return `\nFor example:\n${lines.map((line) => `  kruispunt employers ${line}\n`).join("")}`;
}
