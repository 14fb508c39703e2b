// `npm run bench`: how fast the crossroads answers, beside what the machine can do at most and what libraries make of it.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Running } from "./contenders/launch.ts";
import {
  type Contest,
  type ContestName,
  contests,
  type Figure,
  type FileContest,
  figures,
  heatOf,
  type Run,
  rate,
} from "./figures.ts";
import { type Measured, send } from "./load.ts";
import type { Operation } from "./messages.ts";
import { describeMachine, median, type Report, type Result, table, writeJson, writePage } from "./report.ts";
import { type Site, withSite } from "./site.ts";

const usage = `npm run bench [-- NAME... [options]]

Measures the contenders in heats of a few, in turn, several rounds, and prints the median of each figure. NAME is the beginning of the
names of the figures to measure (consult.signed, consult.ratio, ...); without one, all.

  --rounds N     rounds, each in another order (7)
  --json FILE    write {machine, at, figures: [{name, value, unit}]}
  --write        put the table into docs/performance.md
  --profile DIR  let our own server write CPU profiles there (this costs speed: not for figures to keep)
  --help         this text

Figures:
${figures.map(({ name }) => `  ${name}`).join("\n")}
`;

const page = fileURLToPath(new URL("../docs/performance.md", import.meta.url));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "7" },
      json: { type: "string" },
      write: { type: "boolean", default: false },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const rounds = Number(values.rounds);
  const chosen = figures.filter(
    ({ name }) => positionals.length === 0 || positionals.some((prefix) => name.startsWith(prefix)),
  );
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (!Number.isInteger(rounds) || rounds < 1 || chosen.length === 0) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const nodeFlags = values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`];
  const report = await measure(chosen, rounds, nodeFlags);
  process.stdout.write(`\n${report.machine}\n\n${table(report)}\n`);
  if (values.json !== undefined) writeJson(values.json, report);
  if (values.write) writePage(page, report, `${rounds} rounds. ${report.remark}`);
}

async function measure(
  chosen: readonly Figure[],
  rounds: number,
  nodeFlags: readonly string[],
): Promise<Report & { readonly remark: string }> {
  const messages = new Map<Operation, number>();
  let inFiles = 0;
  for (const name of new Set(chosen.flatMap(({ of }) => of))) {
    const contest: Contest | FileContest = contests[name];
    if ("inFile" in contest) {
      inFiles += contest.warmUp + rounds * contest.inFile;
      continue;
    }
    messages.set(contest.operation, Math.max(messages.get(contest.operation) ?? 0, messagesOf(contest, rounds)));
  }
  const results = new Map<Figure, Result>();
  let machine = "";
  let remark = "";
  await withSite({ messages, inFiles, nodeFlags, progress }, async (site) => {
    machine = describeMachine(site.postgresVersion);
    remark = `Questions of ${site.sizes.question} bytes, answers of ${site.sizes.answer} (typical).`;
    for (const [heat, itsFigures] of Map.groupBy(chosen, heatOf)) {
      const names = heat.filter((name) => itsFigures.some(({ of }) => of.includes(name)));
      const measured = await runHeat(site, names, rounds);
      for (const figure of itsFigures) results.set(figure, resultOf(figure, measured));
    }
    await site.check();
  });
  const inOrder = chosen.flatMap((figure) => results.get(figure) ?? []);
  return { machine, at: new Date().toISOString(), results: inOrder, remark };
}

type Round = ReadonlyMap<ContestName, Run>;

/** One heat: all its rounds. What it started stands no longer when the next one begins. */
async function runHeat(site: Site, names: readonly ContestName[], rounds: number): Promise<readonly Round[]> {
  const servers: Running[] = [];
  const turns: (readonly [ContestName, Turn])[] = [];
  for (const name of names) {
    const contest: Contest | FileContest = contests[name];
    const server = await contest.start(site);
    servers.push(server);
    turns.push([name, "inFile" in contest ? await warmFile(site, server, contest) : await warm(site, server, contest)]);
    progress(`${name} is warm`);
  }
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another one, so that nobody always comes after the same.
    const first = round % turns.length;
    const runs = new Map<ContestName, Run>();
    for (const [name, turn] of [...turns.slice(first), ...turns.slice(0, first)]) runs.set(name, await turn());
    measured.push(runs);
    const rates = [...runs].map(([name, run]) => `${name} ${Math.round(rate(run))}`);
    progress(`round ${round + 1} of ${rounds}, req/s: ${rates.sort().join(", ")}`);
  }
  for (const server of servers) await server.stop();
  return measured;
}

function resultOf({ name, unit, meaning, of, value, summary }: Figure, measured: readonly Round[]): Result {
  const rounds = measured.map((runs) => {
    const [run, other = run] = of.map((contest) => runs.get(contest));
    if (run === undefined || other === undefined) throw new Error(`${name} was not measured`);
    return value(run, other);
  });
  return { name, unit, meaning, value: summary === "highest" ? Math.max(...rounds) : median(rounds), rounds };
}

type Turn = () => Promise<Run>;

const nothing: Measured = { perSecond: 0, p50: 0, p99: 0 };

/** Warms a contender up, and gives what one of its turns is. */
async function warm(site: Site, running: Running, contest: Contest): Promise<Turn> {
  const { operation, saturating, atHalf, perSecond: pace, expected, status } = contest;
  const memoryBefore = await running.memory();
  let sent = 0;
  const sendNext = async (count: number, perSecond?: number): Promise<Measured> => {
    await site.prepareTurn();
    // Each message once to each contender; round again for those who do not look (the pool is made for those who do).
    const requests = Array.from({ length: count }, (_, place) => site.request(operation, sent + place));
    sent += count;
    const rest = perSecond === undefined ? {} : { perSecond };
    return await send({ port: running.port, requests, expected, status, ...rest });
  };
  await sendNext(contest.warmUp);
  return async () => {
    const saturated = await sendNext(saturating);
    const half = atHalf === 0 ? nothing : await sendNext(atHalf, pace ?? saturated.perSecond / 2);
    return { saturated, half, memoryBefore, memoryAfter: await running.memory() };
  };
}

async function warmFile(site: Site, running: Running, { warmUp, inFile }: FileContest): Promise<Turn> {
  const memoryBefore = await running.memory();
  await site.dropFile(warmUp, running);
  return async () => {
    const { seconds, memory } = await site.dropFile(inFile, running);
    const saturated = { ...nothing, perSecond: inFile / seconds };
    return { saturated, half: nothing, memoryBefore, memoryAfter: memory };
  };
}

/** How many different messages a contest needs. */
function messagesOf({ remembers, warmUp, saturating, atHalf }: Contest, rounds: number): number {
  return remembers ? warmUp + rounds * (saturating + atHalf) : 2000;
}

function progress(line: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

await main();
