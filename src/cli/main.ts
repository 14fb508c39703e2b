// The `kruispunt` command.
import { Command } from "commander";
import { readSettings, type Settings, variables } from "../http/settings.ts";
import { Refusal } from "./refusal.ts";

const program = new Command("kruispunt")
  .description("Belgian social-security web services, self-hosted: the crossroads, its registers and its customers")
  .version("0.1.0")
  .showHelpAfterError()
  .addHelpText(
    "after",
    `\nSettings (environment variables, default in brackets):\n${Object.entries(variables)
      .map(([name, meaning]) => `  ${name.padEnd(32)} ${meaning}`)
      .join("\n")}`,
  );

// Each command loads its own part when it runs: the server starts without the tools, the tools without the server.
program
  .command("serve")
  .description("run the crossroads and its registers until SIGTERM; prints `ready http://...` once it answers")
  .option("--workers <n>", "processes that answer questions")
  .action(async ({ workers }: { workers?: string }) => {
    const { serve } = await import("./serve.ts");
    if (workers !== undefined) process.env["KRUISPUNT_WORKERS"] = workers;
    await serve(settings());
  });

await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`kruispunt: ${error.message}\n`);
  process.exitCode = 1;
});

function settings(): Settings {
  const read = readSettings(process.env);
  if (!read.ok)
    throw new Refusal(`the settings are not in order\n${read.reason.map((line) => `  ${line}`).join("\n")}`);
  return read.value;
}
