// What commands of the administration have in common: who answers for a change, what is shown, and files.
import type { Command } from "commander";
import type { Settings } from "../../http/settings.ts";
import { columns, type FileName } from "./file-columns.ts";
import { momentGiven } from "./values.ts";

/** Import and export; `fileOf` tells which of the files is meant. */
export function addFiles(
  command: Command,
  settings: () => Settings,
  fileOf: (options: { readonly delegations?: true }) => FileName,
  names: readonly FileName[],
): void {
  const importing = changing(
    command.command("import").description(`take ${names.join(" or ")} from a file: all of it, or nothing`),
  )
    .argument("<file>", "CSV in UTF-8 with a header row; - for standard input")
    .option("--dry-run", "tell every line that is wrong, and change nothing")
    .option("--keep-going", "take what is in order, also where other lines are wrong")
    .option("--update", "the file counts where the register knows something otherwise; else such a line is wrong");
  const exporting = command
    .command("export")
    .description(`write all ${names.join(" or ")} that are known as a file`)
    .option("--out <file>", "a new file, readable by its owner alone (standard output)")
    .option("--as-known-on <moment>", "what was known then, as 2026-01-31T12:00:00Z (now)", momentGiven);
  looking(exporting);
  if (names.includes("delegations")) {
    for (const one of [importing, exporting]) one.option("--delegations", "delegations instead of mandates");
  }
  importing.addHelpText("after", names.map(columnsHelp).join("")).action(async (file: string, options) => {
    const { importFile } = await import("./files.ts");
    process.exitCode = await importFile(settings(), fileOf(options), file, options);
  });
  exporting.addHelpText("after", names.map(columnsHelp).join("")).action(async (options) => {
    const { exportFile } = await import("./files.ts");
    await exportFile(settings(), fileOf(options), options);
  });
}

function columnsHelp(name: FileName): string {
  const lines = columns[name].map((column) => `  ${column.name.padEnd(14)} ${column.meaning}`);
  return `\nColumns of ${name}, in this order:\n${lines.join("\n")}\n`;
}

/** What shows the data of persons. */
export function looking(command: Command): Command {
  return command.option("--by <name>", "who looks, for the audit (the account of the operating system)");
}

export function changing(command: Command): Command {
  return command.option(
    "--by <name>",
    "who answers for the change, for the audit (the account of the operating system)",
  );
}

export function showing(command: Command): Command {
  return command
    .option("--as-known-on <moment>", "what was known then, as 2026-01-31T12:00:00Z (now)", momentGiven)
    .option("--json", "as data");
}
