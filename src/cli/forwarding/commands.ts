// The commands about mutations that are forwarded: how it stands, dead letters, sending again; and receivers of the demo.
import { type Command, InvalidArgumentError } from "commander";
import type { Settings } from "../../http/settings.ts";

// The work is loaded when a command runs: the other commands start without it.
export function addForwarding(program: Command, settings: () => Settings): void {
  const forwarding = program
    .command("forwarding")
    .description("what institutions are told of Dimona: what waits, what was refused, and sending it again");

  forwarding
    .command("status")
    .description("what waits for each institution, and since when; ends with 1 where something needs an operator")
    .option("--json", "as data")
    .action(async (options) => {
      const { showStatus } = await import("./forwarding.ts");
      process.exitCode = await showStatus(settings(), options);
    });

  forwarding
    .command("dead")
    .description("what was refused too often, and holds up all else about the same person at the same institution")
    .option("--to <institution>", "only what is for this one")
    .option("--json", "as data")
    .action(async (options) => (await import("./forwarding.ts")).showDead(settings(), options));

  changing(forwarding.command("replay").description("try dead letters again: one, those for an institution, or all"))
    .argument("[id]", "as `kruispunt forwarding dead` shows it")
    .option("--to <institution>", "all that are for this one")
    .option("--all", "all there are")
    .action(async (id: string | undefined, options) =>
      (await import("./forwarding.ts")).replayDead(settings(), id, options),
    );

  changing(forwarding.command("resend").description("send an institution once more what it had under some numbers"))
    .requiredOption("--to <institution>", "by the name of its annex")
    .requiredOption("--from <number>", "the first one", number)
    .requiredOption("--to-number <number>", "the last one", number)
    .action(async (options) => (await import("./forwarding.ts")).resendRange(settings(), options));

  program
    .command("receive")
    .description("an institution of the demo that is told of Dimona: shows, keeps and acknowledges what comes")
    .requiredOption("--as <customer>", "which one: disability-insurance, occupational-risks")
    .requiredOption("--port <n>", "where it listens: the port of its annex, 9101 or 9102; 0 for any free one", port)
    .action(async (options) => (await import("./receive.ts")).receive(settings(), options));
}

function changing(command: Command): Command {
  return command.option("--by <name>", "who answers for it, for the audit (the account of the operating system)");
}

function number(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError("expected a number from 1 on.");
  return Number(text);
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError("expected a port.");
  return Number(text);
}
