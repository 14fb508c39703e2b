// `kruispunt audit`: is the audit whole, and who asked about somebody?
import type { Command } from "commander";
import type { Settings } from "../../http/settings.ts";
import { looking } from "../administration/usual-options.ts";
import { countGiven, dayGiven } from "../administration/values.ts";

export function addAudit(program: Command, settings: () => Settings): void {
  const audit = program.command("audit").description("the audit of all questions");

  audit
    .command("verify")
    .description("walk the hash chains and say whether they are whole, or where one breaks")
    .option("--since <file>", "check also against heads noted earlier with --json")
    .option("--json", "the report as data, to be kept for --since")
    .action(async (options) => {
      const { verifyAuditChains } = await import("./verify.ts");
      process.exitCode = await verifyAuditChains(settings(), options);
    });

  looking(
    audit
      .command("person")
      .description(
        "who asked about a person or was shown something of that person, what for, and whether it was answered",
      ),
  )
    .requiredOption("--ssin <number>", "the person, by any number of theirs; - reads it from standard input")
    .option("--begin <day>", "only from this day on, as 2026-01-31", dayGiven)
    .option("--end <day>", "only up to this day", dayGiven)
    .option("--limit <n>", "at most so many, the last ones", countGiven, 100)
    .option("--json", "as data")
    .action(async (options) => (await import("./person.ts")).showLooks(settings(), options));
}
