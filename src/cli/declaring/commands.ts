// `kruispunt declare`: what an employer or its secretariat declares in Dimona, from the command line.
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Settings } from "../../http/settings.ts";
import type { DeclareOptions } from "./declare.ts";

/** What each command takes beside who declares. Numbers of periods are the twelve digits that an IN was answered with. */
export function addDeclaring(program: Command, settings: () => Settings): void {
  const declare = program
    .command("declare")
    .description("declare in Dimona who starts and stops work, as an employer or its mandatary (S296)");
  const command = (name: string, description: string): Command =>
    declaring(declare.command(name).description(description));
  const send = async (options: DeclareOptions, body: object): Promise<void> => {
    const { declare: post } = await import("./declare.ts");
    process.exitCode = await post(settings(), options, body);
  };

  command("in", "somebody starts to work")
    .requiredOption("--employer <number>", "its NSSO or provisional number", digits)
    .requiredOption("--ssin <number>", "the worker; one without a number is declared with `declare file`")
    .requiredOption("--start <day>", "first day, as 2026-12-01")
    .option("--end <day>", "last day")
    .option("--start-hour <hhmm>", "of occasional work and of one shift of a flexi-job")
    .option("--end-hour <hhmm>", "of the same")
    .option("--planned-hours <n>", "of students and of article 17", digits)
    .option("--committee <code>", "joint committee: 124, 140, 144, 145, 149, 302, 320, 322 or XXX", "XXX")
    .option("--type <code>", "worker type; see docs/dimona.md", "OTH")
    .action((options: InOptions & DeclareOptions) => send(options, bodyOfIn(options)));

  command("out", "a period that has no end gets one")
    .requiredOption("--period <number>", "the period", digits)
    .requiredOption("--end <day>", "its last day")
    .action(({ period, end, ...options }) => send(options, { dimonaOut: { periodId: period, endDate: end } }));

  command("update", "dates, hours or planned hours of a period change")
    .requiredOption("--period <number>", "the period", digits)
    .option("--start <day>", "another first day")
    .option("--end <day>", "another last day; 9999-12-31 takes it away")
    .option("--start-hour <hhmm>", "another start hour")
    .option("--end-hour <hhmm>", "another end hour")
    .option("--planned-hours <n>", "another number of planned hours", digits)
    .action((options: SpanOptions & { period: number } & DeclareOptions) =>
      send(options, { dimonaUpdate: { periodId: options.period, ...spanOf(options) } }),
    );

  command("cancel", "a period shall be as if it had never been declared")
    .requiredOption("--period <number>", "the period", digits)
    .action(({ period, ...options }) => send(options, { dimonaCancel: { periodId: period } }));

  command("file", "any declaration, written in JSON as /api describes it")
    .argument("<file>", "the declaration; - for standard input")
    .action(async (file: string, options: DeclareOptions) => {
      const { readDeclaration } = await import("./declare.ts");
      await send(options, readDeclaration(file));
    });

  command("show", "a declaration that was made before, and what became of it")
    .argument("<number>", "the number that it was answered with", digits)
    .action(async (number: number, options: DeclareOptions) => {
      const { showDeclaration } = await import("./declare.ts");
      process.exitCode = await showDeclaration(settings(), options, number);
    });
}

interface SpanOptions {
  readonly start?: string;
  readonly end?: string;
  readonly startHour?: string;
  readonly endHour?: string;
  readonly plannedHours?: number;
}

interface InOptions extends SpanOptions {
  readonly employer: number;
  readonly ssin: string;
  readonly committee: string;
  readonly type: string;
}

function declaring(command: Command): Command {
  return command
    .requiredOption("--as <customer>", "who declares, as in network.json: caterer, payroll-provider, ...")
    .option("--key <text>", "the declaration's own name: sent again under it, it is not applied twice")
    .option("--url <address>", "where the crossroads is, such as http://127.0.0.1:8080")
    .addOption(new Option("--language <language>", "of texts").choices(["en", "nl", "fr", "de"]).default("en"))
    .option("--json", "the result as data");
}

function bodyOfIn({ employer, ssin, committee, type, ...span }: InOptions): object {
  const features = { jointCommissionNumber: committee, workerType: type };
  return { employer: { employerId: employer }, worker: { ssin }, dimonaIn: { ...spanOf(span), features } };
}

/** What was not said is left out: JSON drops it. */
function spanOf({ start, end, startHour, endHour, plannedHours }: SpanOptions): object {
  return { startDate: start, startHour, endDate: end, endHour, plannedHoursNumber: plannedHours };
}

function digits(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError("expected a whole number of at most twelve digits.");
  return Number(text);
}
