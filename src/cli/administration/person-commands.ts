// The commands by which persons are administered: their words, and where their work is done.
import { type Command, Option } from "commander";
import { sexes } from "../../administration/persons/person-rules.ts";
import type { Settings } from "../../http/settings.ts";
import { addFiles, changing, looking, showing } from "./usual-options.ts";
import { birthDateGiven, dayGiven, nameGiven, ssinHelp } from "./values.ts";

export function addPersons(persons: Command, settings: () => Settings): void {
  looking(
    showing(
      persons
        .command("show")
        .description("a number, its state, who bears it, and what was known before; the audit knows who looked"),
    ),
  )
    .requiredOption("--ssin <number>", ssinHelp)
    .option("--changes", "who changed it by hand, and when, from the audit")
    .action(async (options) => (await import("./persons.ts")).showPerson(settings(), options));

  changing(persons.command("add").description("a number that the register does not know yet, and who bears it"))
    .requiredOption("--ssin <number>", ssinHelp)
    .option("--last-name <text>", "with the birth date, or not at all", nameGiven)
    .option("--first-names <text>", "all of them, with one blank between (none)", nameGiven)
    .option("--birth-date <day>", "as 1990-01-31; 1990-01-00 or 1990-00-00 where it is not fully known", birthDateGiven)
    .addOption(new Option("--sex <sex>", "1 for a man, 2 for a woman (not known)").choices(sexes))
    .option("--deceased-on <day>", "when the person died (not known to have died)", dayGiven)
    .addHelpText(
      "after",
      examples("add --ssin - --last-name Peeters --first-names 'An Maria' --birth-date 1990-05-19 --sex 2"),
    )
    .action(async (options) => (await import("./persons.ts")).addPersonBy(settings(), options));

  changing(persons.command("cancel").description("a number is nobody's any more; questions about it are refused"))
    .requiredOption("--ssin <number>", ssinHelp)
    .addHelpText("after", examples("cancel --ssin -"))
    .action(async (options) => (await import("./persons.ts")).cancelPersonBy(settings(), options));

  addFiles(persons, settings, () => "persons", ["persons"]);
  persons.addHelpText("after", examples("show --ssin -", "import persons.csv --dry-run", "export --out persons.csv"));
}

function examples(...lines: readonly string[]): string {
  return `\nFor example:\n${lines.map((line) => `  kruispunt persons ${line}\n`).join("")}`;
}
