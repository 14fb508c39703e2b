// The commands by which the registers are administered: their words, and where their work is done.
import { type Command, Option } from "commander";
import { mandateStatuses, mandateTypes, roles } from "../../employer-mandate/administration/files/columns.ts";
import type { Settings } from "../../http/settings.ts";
import { addEmployers } from "./employer-commands.ts";
import { addInscriptions } from "./inscription-commands.ts";
import { addPersons } from "./person-commands.ts";
import { addFiles, changing, showing } from "./usual-options.ts";
import { codesGiven, countGiven, dayGiven, numberHelp, quarterGiven } from "./values.ts";

// The work is loaded when a command runs: the other commands start without it.
export function addAdministration(program: Command, settings: () => Settings): void {
  addEmployers(
    program.command("employers").description("the register of employers: enterprises and persons, by their numbers"),
    settings,
  );
  addPersons(
    program.command("persons").description("the register of persons: which numbers there are, and who bears them"),
    settings,
  );
  addInscriptions(
    program
      .command("inscriptions")
      .description("the register of inscriptions: who knows which person, as what and when"),
    settings,
  );
  addUsers(
    program
      .command("users")
      .description("the accounts of User Management, by technical ids that say nothing about anybody"),
    settings,
  );
  addContexts(
    program
      .command("contexts")
      .description("contexts, an entity in a quality, in which users have a role and a profile"),
    settings,
  );
  addMandates(
    program
      .command("mandates")
      .description("mandates by which one entity acts for another, and what is delegated of them"),
    settings,
  );
  addApplications(
    program.command("applications").description("the applications and their groups, as the code tables have them"),
  );
}

function addUsers(users: Command, settings: () => Settings): void {
  changing(users.command("create").description("an account with a new technical id, which is shown this once"))
    .option("--from <day>", "first day (today)", dayGiven)
    .option("--to <day>", "last day (without end)", dayGiven)
    .action(async (options) => (await import("./users.ts")).createUserBy(settings(), options));

  showing(users.command("show").description("an account with its states, contexts and profiles"))
    .argument("<technical-id>")
    .option("--changes", "who changed it by hand, and when, from the audit")
    .action(async (id: string, options) => (await import("./users.ts")).showUser(settings(), id, options));

  inContext(
    changing(
      users.command("add-context").description("give a user a role and a profile in a context, or others than before"),
    ),
  )
    .argument("<technical-id>")
    .addOption(
      new Option("--role <role>", "HTB, CO_HTB, TB, CO_TB and GROUP_MANAGER have every application")
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option("--applications <codes>", "the profile, with commas; see `kruispunt applications list`", codesGiven, [])
    .option("--from <day>", "first day (today)", dayGiven)
    .option("--to <day>", "last day (as before, or without end)", dayGiven)
    .action(async (id: string, options) => (await import("./users.ts")).addToContext(settings(), id, options));

  inContext(changing(users.command("end-context").description("a user is nothing in a context any more")))
    .argument("<technical-id>")
    .option("--on <day>", "last day (today)", dayGiven)
    .action(async (id: string, options) => (await import("./users.ts")).endInContext(settings(), id, options));

  for (const [step, description] of [
    ["block", "an active account sees nothing until it is unblocked"],
    ["unblock", "a blocked account is active again"],
    ["delete", "an account is deleted, for good; what was known of it stays known"],
  ] as const) {
    changing(users.command(step).description(description))
      .argument("<technical-id>")
      .option("--from <day>", "first day (today)", dayGiven)
      .action(async (id: string, options) => (await import("./users.ts")).changeUserBy(settings(), id, step, options));
  }
  addFiles(users, settings, () => "users", ["users"]);
}

function addContexts(contexts: Command, settings: () => Settings): void {
  inContext(changing(contexts.command("open").description("an entity is in a quality")))
    .option("--from <day>", "first day (today)", dayGiven)
    .action(async (options) => (await import("./users.ts")).openContextBy(settings(), options));

  inContext(changing(contexts.command("end").description("an entity is in a quality no more, nor is any user there")))
    .option("--on <day>", "last day (today)", dayGiven)
    .action(async (options) => (await import("./users.ts")).endContextBy(settings(), options));

  showing(contexts.command("show").description("the qualities of an entity, and how many users are there"))
    .argument("<entity>", numberHelp)
    .action(async (entity: string, options) => (await import("./users.ts")).showContexts(settings(), entity, options));
  addFiles(contexts, settings, () => "contexts", ["contexts"]);
}

function addMandates(mandates: Command, settings: () => Settings): void {
  given(changing(mandates.command("create").description("a mandate that its parties still have to finalise")))
    .requiredOption("--mandatary <number>", `who acts: ${numberHelp}`)
    .addOption(
      new Option("--type <type>", "social secretariat, service provider or full service secretariat")
        .choices(mandateTypes.filter((type) => type !== "CURATOR"))
        .makeOptionMandatory(),
    )
    .requiredOption("--groups <codes>", "with commas; see `kruispunt applications groups`", codesGiven)
    .action(async (options) => (await import("./mandates.ts")).createMandateBy(settings(), options));

  given(changing(mandates.command("appoint-curator").description("the curator that a court appointed, active at once")))
    .requiredOption("--curator <number>", `a natural person: ${numberHelp}`)
    .action(async (options) => (await import("./mandates.ts")).appointCuratorBy(settings(), options));

  for (const [decision, description] of [
    ["finalise", "both parties have signed: TO_BE_FINALISED becomes PENDING"],
    ["activate", "the mandate is accepted: PENDING becomes ACTIVE"],
    ["reject", "the mandate is refused: PENDING becomes REJECTED, for good"],
  ] as const) {
    changing(mandates.command(decision).description(description))
      .argument("<reference>")
      .action(async (reference: string, options) =>
        (await import("./mandates.ts")).decideBy(settings(), reference, decision, options),
      );
  }

  changing(mandates.command("end").description("an active mandate ends after a quarter, and its delegations with it"))
    .argument("<reference>")
    .requiredOption("--after <quarter>", "the last one, as 2026Q1", quarterGiven)
    .action(async (reference: string, options) =>
      (await import("./mandates.ts")).endMandateBy(settings(), reference, options),
    );

  changing(mandates.command("transfer").description("another mandatary takes over at the turn of a quarter"))
    .argument("<reference>")
    .requiredOption("--to <number>", `who takes over: ${numberHelp}`)
    .requiredOption("--after <quarter>", "the last one of the mandatary until now, as 2026Q1", quarterGiven)
    .addOption(new Option("--type <type>", "of the new mandate (as before)").choices(mandateTypes))
    .option("--reference <text>", "of the new mandate (one is made)")
    .action(async (reference: string, options) =>
      (await import("./mandates.ts")).transferMandateBy(settings(), reference, options),
    );

  changing(mandates.command("delegate").description("let an entity in a quality, or one user, act on a mandate"))
    .argument("<reference>")
    .option("--to-entity <number>", numberHelp)
    .option("--to-quality <code>", "one that acts on mandates, as QUAL_SP_LEG")
    .option("--to-user <technical-id>", "instead of an entity")
    .option("--groups <codes>", "with commas (all groups of the mandate)", codesGiven)
    .requiredOption("--begin <quarter>", "first quarter, as 2026Q1", quarterGiven)
    .option("--end <quarter>", "last quarter (as long as the mandate)", quarterGiven)
    .action(async (reference: string, options) =>
      (await import("./mandates.ts")).delegateBy(settings(), reference, options),
    );

  changing(mandates.command("end-delegation").description("a delegation ends after a quarter"))
    .argument("<reference>")
    .argument("<number>", "of the delegation", countGiven)
    .requiredOption("--after <quarter>", "the last one, as 2026Q1", quarterGiven)
    .action(async (reference: string, number: number, options) =>
      (await import("./mandates.ts")).endDelegationBy(settings(), reference, number, options),
    );

  showing(
    mandates.command("show").description("a mandate with its groups and delegations, and what keeps it from effect"),
  )
    .argument("<reference>")
    .option("--changes", "who changed it by hand, and when, from the audit")
    .action(async (reference: string, options) =>
      (await import("./mandates.ts")).showMandate(settings(), reference, options),
    );

  showing(mandates.command("list").description("mandates, the newest first"))
    .option("--mandator <number>", `only those of: ${numberHelp}`)
    .option("--mandatary <number>", `only those to: ${numberHelp}`)
    .addOption(new Option("--status <status>", "only those that are").choices(mandateStatuses))
    .option("--limit <n>", "at most so many", countGiven, 100)
    .action(async (options) => (await import("./mandates.ts")).showMandates(settings(), options));

  addFiles(mandates, settings, ({ delegations }) => (delegations === true ? "delegations" : "mandates"), [
    "mandates",
    "delegations",
  ]);
}

function addApplications(applications: Command): void {
  coded(applications.command("list").description("applications, whether a mandate opens them, and for whom they are"))
    .option("--on <day>", "as they are on that day (today)", dayGiven)
    .action(async (options) => (await import("./applications.ts")).listApplications(options));

  coded(
    applications
      .command("groups")
      .description("groups of applications for which a mandate is given, with their content"),
  )
    .option("--on <day>", "as they are on that day (today)", dayGiven)
    .action(async (options) => (await import("./applications.ts")).listGroups(options));

  coded(applications.command("members").description("what a group holds, held and will hold, with the days"))
    .argument("<group>")
    .action(async (group: string, options) => (await import("./applications.ts")).listMembers(group, options));
}

function inContext(command: Command): Command {
  return command
    .requiredOption("--entity <number>", numberHelp)
    .requiredOption("--quality <code>", "as QUAL_EMP_NOSS; see codes/employer-mandate/quality.tsv");
}

/** What every new mandate takes. */
function given(command: Command): Command {
  return command
    .requiredOption("--mandator <number>", `for whom: ${numberHelp}`)
    .requiredOption("--begin <quarter>", "first quarter, as 2026Q1", quarterGiven)
    .option("--end <quarter>", "last quarter (without end)", quarterGiven)
    .option("--reference <text>", "capitals, digits and hyphens (one is made)");
}

function coded(command: Command): Command {
  return command
    .addOption(new Option("--language <language>", "of texts").choices(["nl", "fr", "de"]).default("nl"))
    .option("--json", "as data");
}
