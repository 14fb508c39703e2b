// The commands by which an operator of Dimona works: their words, and where their work is done.
import { type Command, Option } from "commander";
import type { Settings } from "../../http/settings.ts";
import { looking } from "../administration/usual-options.ts";
import { countGiven, numberHelp } from "../administration/values.ts";

// The work is loaded when a command runs: the other commands start without it.
export function addDimona(program: Command, settings: () => Settings): void {
  const dimona = program
    .command("dimona")
    .description("Dimona: declarations that wait for their worker, periods, and how employers use it");

  dimona
    .command("waiting")
    .description("declarations whose worker nobody has recognised yet, the oldest first, and why")
    .option("--limit <n>", "at most so many", countGiven, 100)
    .option("--json", "as data")
    .action(async (options) => (await import("./waiting.ts")).showWaiting(settings(), options));

  looking(
    dimona
      .command("candidates")
      .description(
        "who of the register of persons the worker of a waiting declaration may be, and what agrees and differs",
      ),
  )
    .argument("<number>", "of the declaration")
    .option("--limit <n>", "at most so many", countGiven, 20)
    .option("--json", "as data")
    .action(async (number: string, options) =>
      (await import("./candidates.ts")).showCandidates(settings(), number, options),
    );

  changing(dimona.command("identify").description("say who the worker of a waiting declaration is, or that nobody is"))
    .argument("<number>", "of the declaration")
    .addOption(new Option("--ssin <number>", "the worker; - reads it from standard input").conflicts("nobody"))
    .option("--nobody", "there is no such person: the declaration is refused with 90017-151")
    .action(async (number: string, options) => (await import("./waiting.ts")).identify(settings(), number, options));

  for (const [command, description] of [
    ["lock", "nobody declares anything on a period until it is unlocked (00913-362)"],
    ["unlock", "a locked period may be declared on again"],
  ] as const) {
    changing(dimona.command(command).description(description))
      .argument("<period>", "its number")
      .action(async (period: string, options) =>
        (await import("./lock.ts")).lockOrUnlock(settings(), period, command, options),
      );
  }

  changing(dimona.command("settings").description("how an employer uses Dimona: shown, or changed by the options"))
    .argument("<employer>", numberHelp)
    .option("--sub-entities <numbers>", "its sub-entities, with commas, or none")
    .addOption(onOrOff("--secured-only <on|off>", "whether it takes declarations only of who has signed in (342)"))
    .addOption(onOrOff("--daily-registration <on|off>", "whether it registers hours by Dimona (461)"))
    .action(async (employer: string, options) =>
      (await import("./employer-settings.ts")).showOrSet(settings(), employer, options),
    );

  inLanguage(dimona.command("show").description("a declaration with its result and each anomaly in words"))
    .argument("<number>", "of the declaration")
    .option("--json", "as data")
    .action(async (number: string, options) =>
      (await import("./show.ts")).showDeclaration(settings(), number, options),
    );

  inLanguage(
    dimona
      .command("periods")
      .description("periods of an employer, and what may be declared on each now, or what stands in the way"),
  )
    .requiredOption("--employer <number>", numberHelp)
    .option("--ssin <number>", "of this worker alone; - reads it from standard input")
    .option("--limit <n>", "at most so many", countGiven, 100)
    .option("--json", "as data")
    .action(async (options) => (await import("./periods.ts")).showPeriods(settings(), options));
}

function changing(command: Command): Command {
  return command
    .option("--by <name>", "who answers for the change, for the audit (the account of the operating system)")
    .option("--dry-run", "tell what would come of it, and change nothing");
}

function onOrOff(flags: string, description: string): Option {
  return new Option(flags, description).choices(["on", "off"]);
}

function inLanguage(command: Command): Command {
  return command.addOption(
    new Option("--language <language>", "of texts").choices(["en", "nl", "fr", "de"]).default("en"),
  );
}
