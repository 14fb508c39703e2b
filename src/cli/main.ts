// The `kruispunt` command.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { levels } from "../health/check.ts";
import { version } from "../http/place.ts";
import { readSettings, type Settings, variables } from "../http/settings.ts";
import { addAdministration } from "./administration/commands.ts";
import { addAudit } from "./audit/commands.ts";
import { addDeclaring } from "./declaring/commands.ts";
import { addDimona } from "./dimona/commands.ts";
import { addForwarding } from "./forwarding/commands.ts";
import { Refusal } from "./refusal.ts";
import { isUntilStopAsked } from "./stop-signal.ts";

// What was compiled at an earlier start need not be again; kept where only this installation writes.
enableCompileCache(fileURLToPath(new URL("../../var/compile-cache", import.meta.url)));

// Whoever reads what is written has seen enough, as `head` has.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    if (!isUntilStopAsked()) process.exit();
  });
}

// Each command loads its own part when it runs: the server starts without the tools, the tools without the server.
const program = new Command("kruispunt")
  .description("Belgian social-security web services, self-hosted: the crossroads, its registers and its customers")
  .version(version)
  .showHelpAfterError("Add --help for what this command takes.")
  .addHelpText(
    "after",
    `\nSettings (environment variables, default in brackets):\n${Object.entries(variables)
      .map(([name, meaning]) => `  ${name.padEnd(32)} ${meaning}`)
      .join("\n")}`,
  );

program
  .command("serve")
  .description("run the crossroads and its registers until SIGTERM; prints `ready http://...` once it answers")
  .option("--workers <n>", "processes that answer questions (or KRUISPUNT_WORKERS)")
  .action(async ({ workers }: { workers?: string }) => {
    const { serve } = await import("./serve.ts");
    if (workers !== undefined) process.env.KRUISPUNT_WORKERS = workers;
    await serve(settings());
  });

const consult = program.command("consult").description("ask the crossroads as one of its customers would");

aboutPerson(consult.command("career").description("the career of a self-employed person (S264, consultCareer)"))
  .option("--begin <day>", "only what touches the days from here on, as 2020-01-31")
  .option("--end <day>", "only what touches the days up to here")
  .action(async (options) => {
    const { consultCareer } = await import("./consult.ts");
    process.exitCode = await consultCareer(settings(), options);
  });

aboutPerson(
  consult
    .command("contributions")
    .description("were the contributions of each quarter paid, asked of the funds (S264, consultContributions)"),
)
  .requiredOption("--begin <quarter>", "the first quarter, as 2019Q1")
  .option("--end <quarter>", "the last one, at most 40 quarters in all; the current one when left out")
  .action(async (options) => {
    const { consultContributions } = await import("./consult.ts");
    process.exitCode = await consultContributions(settings(), options);
  });

aboutWork(consult.command("periods").description("who works for whom and when, as declared (S296, consultPeriods)"))
  .option("--period <number>", "the period with this number")
  .option("--type <codes...>", "of these worker types, as STU EXT; see docs/dimona.md")
  .option("--committee <codes...>", "of these joint committees, as 302 XXX")
  .option("--sub-entity <number>", "of the employer's sub-entity")
  .option("--user <number>", "for this using employer, by its enterprise number or with nsso: before it")
  .addOption(new Option("--cancelled <which>", "cancelled ones").choices(["all", "no", "only"]).default("no"))
  .addOption(new Option("--interim <which>", "temporary agency work").choices(["all", "only", "no"]).default("all"))
  .action(async (options) => {
    const { consultPeriods } = await import("./work.ts");
    process.exitCode = await consultPeriods(settings(), options);
  });

aboutWork(
  consult
    .command("relations")
    .description("for whom a person works, or who works for an employer (S296, consultRelations)"),
).action(async (options) => {
  const { consultRelations } = await import("./work.ts");
  process.exitCode = await consultRelations(settings(), options);
});

asking(
  consult
    .command("access")
    .description("may a user who is not signed in see the data of an employer (S298, checkUnauthenticatedUserAccess)"),
)
  .requiredOption("--user <id>", "the technical id; `kruispunt personas` knows some")
  .requiredOption(
    "--employer <numbers...>",
    "whose data: one number, or an employer's number and the enterprise number",
  )
  .option("--application <codes...>", "for which applications; see docs/codes.md")
  .option("--group <codes...>", "for which groups of applications")
  .addOption(new Option("--quarter <quarter>", "as 2026Q3; the present one when left out").conflicts("date"))
  .option("--date <day>", "the quarter of this day, and groups as they were on it")
  .option("--context <number>", "the entity that the user acts for; any of the user's own when left out")
  .option("--quality <code>", "in which quality, as QUAL_SSC")
  .option("--basis", "by what there is access, too")
  .action(async (options) => {
    const { consultAccess } = await import("./access.ts");
    process.exitCode = await consultAccess(settings(), options);
  });

program
  .command("fund")
  .description("run one social insurance fund alone, until SIGTERM; prints `ready http://...` once it answers")
  .requiredOption("--code <code>", "which one, as 003; see docs/codes.md")
  .requiredOption("--port <n>", "where it listens; 0 for any free port", count)
  .action(async (options) => {
    const { runFund } = await import("./fund.ts");
    await runFund(settings(), options);
  });

asking(
  program
    .command("test-connection")
    .description("does the way to the crossroads work, and as whom does it know this customer"),
)
  .option("--echo <text>", "what is to come back", "Is anybody there?")
  .action(async (options) => {
    const { testConnection } = await import("./test-connection.ts");
    process.exitCode = await testConnection(settings(), options);
  });

program
  .command("explain")
  .description("why a question was refused, by its ticket; or what is wrong with a message that got none")
  .argument("[ticket]", "ticketCBSS of the answer or fault")
  .option("--as <customer>", "the customer whose ticket it is; with --message, who is taken to have signed in")
  .option("--operator", "any ticket, read from the database of this installation")
  .option("--message <file>", "judge this SOAP message, without a server and without registers")
  .option("--at <moment>", "with --message: the moment of judgement, such as 2026-01-31T12:00:00Z (now)")
  .option("--url <address>", "where the crossroads is, such as https://127.0.0.1:8443")
  .addOption(new Option("--language <language>", "of texts").choices(["en", "nl", "fr", "de"]).default("en"))
  .option("--json", "the explanation as data")
  .action(async (ticket: string | undefined, options) => {
    const { explain } = await import("./explain.ts");
    process.exitCode = await explain(settings(), ticket, options);
  });

program
  .command("token")
  .description("an access token for the REST services, as a customer of the demo network gets it")
  .requiredOption("--as <customer>", "the customer, as in network.json: social-inspectorate, health-fund, ...")
  .option("--scope <scopes>", "fewer scopes than the annex allows, with a space between them")
  .option("--url <address>", "where the crossroads is, such as http://127.0.0.1:8080")
  .option("--json", "the whole answer of the token endpoint")
  .action(async (options) => {
    const { printToken } = await import("./token.ts");
    await printToken(settings(), options);
  });

program
  .command("health")
  .description("how an installation is; ends with 0 for UP, 1 for DEGRADED, 2 for DOWN, 3 when it cannot be told")
  .addOption(
    new Option("--level <level>", "PING: it answers; DEFAULT: what it depends on; DEEP: the parties that it asks, too")
      .choices(levels)
      .default("DEFAULT"),
  )
  .option("--url <address>", "where it is, such as https://services.example.be")
  .option(
    "--ca <file>",
    "authorities by which its certificate is judged (PEM); this installation's own need not be named",
  )
  .option("--json", "the answer as it came")
  .action(async (options) => {
    const { showHealth } = await import("./health.ts");
    process.exitCode = await showHealth(settings(), options);
  });

addAudit(program, settings);

program
  .command("annex")
  .description("the annexes of customers")
  .command("check")
  .description("is an annex in order; if not, in which line and what was expected")
  .argument("<files...>", "annexes in YAML")
  .action(async (files: readonly string[]) => {
    const { checkAnnexes } = await import("./annex.ts");
    process.exitCode = checkAnnexes(files);
  });

const files = program.command("files").description("files of Dimona declarations, in the folder `files` under home");

files
  .command("process")
  .description("work through the drop folders, as a running server does; until SIGTERM")
  .option("--once", "only what is there now")
  .action(async (options) => {
    const { processFiles } = await import("./files.ts");
    await processFiles(settings(), options);
  });

files
  .command("sign")
  .description("make signature (FS) and end mark (GO) for a file, as a customer of the demo network")
  .argument("<file>", "XML; one that is not called FI.... is copied to a name that is right")
  .requiredOption("--as <customer>", "whose file it is: payroll-provider, caterer")
  .addOption(
    new Option("--environment <letter>", "R: it counts; T: tried; S: looked at").choices(["R", "T", "S"]).default("R"),
  )
  .option("--number <number>", "of the sending, five digits or capitals; the second of the day when left out")
  .option("--drop", "into the customer's drop folder instead of beside the file")
  .action(async (file: string, options) => {
    const { signFile } = await import("./files.ts");
    signFile(settings(), file, options);
  });

files
  .command("list")
  .description("the last files, and what became of them")
  .option("--limit <n>", "at most so many", count, 20)
  .action(async (options) => {
    const { listFiles } = await import("./files.ts");
    await listFiles(settings(), options);
  });

addAdministration(program, settings);
addDeclaring(program, settings);
addDimona(program, settings);
addForwarding(program, settings);

program
  .command("population")
  .description("fill empty registers with synthetic persons, careers, employers and mandates")
  .option("--persons <n>", "how many", count, 2000)
  .option("--seed <n>", "another seed, another population", count, 1)
  .option("--replace", "empty the registers first")
  .action(async (options) => {
    const { makePopulation } = await import("./population.ts");
    await makePopulation(settings(), options);
  });

program
  .command("personas")
  .description("people and users of the demo network, by trait")
  .option("--trait <name>", "only those with this trait")
  .option("--traits", "which traits there are, and what each says")
  .option("--limit <n>", "at most so many", count, 20)
  .option("--json", "as data")
  .action(async (options) => {
    const { showPersonas, showTraits } = await import("./personas.ts");
    if (options.traits === true) showTraits();
    else showPersonas(settings(), options);
  });

await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`kruispunt: ${error.message}\n`);
  // Also ends a worker, which its channel to the primary process would keep alive.
  process.exit(1);
});

function settings(): Settings {
  const read = readSettings(process.env);
  if (!read.ok)
    throw new Refusal(`the settings are not in order\n${read.reason.map((line) => `  ${line}`).join("\n")}`);
  return read.value;
}

/** What everybody takes who asks as a customer. */
function asking(command: Command): Command {
  return command
    .requiredOption(
      "--as <customer>",
      "the customer who asks, as in network.json: social-inspectorate, health-fund, ...",
    )
    .option("--url <address>", "where the crossroads is, such as http://127.0.0.1:8080")
    .addOption(new Option("--language <language>", "of texts").choices(["en", "nl", "fr", "de"]).default("en"))
    .addOption(new Option("--xml", "the answer as it came").conflicts("json"))
    .option("--json", "the answer as data");
}

/** What every consultation about a person takes. */
function aboutPerson(command: Command): Command {
  return asking(command)
    .requiredOption("--ssin <number>", "the person; `kruispunt personas` knows some")
    .option("--legal-context <text>", "the purpose; the customer's first one when left out");
}

/** What every consultation about work takes. */
function aboutWork(command: Command): Command {
  return asking(command)
    .option("--ssin <number>", "the worker; `kruispunt personas` knows some")
    .option("--employer <numbers...>", "one number, or an employer's number and the enterprise number")
    .option("--begin <day>", "what touches the days from here on; a year ago when left out")
    .option("--end <day>", "what touches the days up to here; today when left out")
    .option("--started-or-ended", "only what started or ended within these days")
    .addOption(
      new Option("--source <source>", "DIBISS for provincial and local administrations").choices(["RSZ", "DIBISS"]),
    )
    .option("--legal-context <text>", "the purpose; the customer's first one when left out");
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number.");
  return Number(text);
}
