// `npm run bench`: how fast the crossroads answers, beside what the machine can do at most and what libraries make of it.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  type Contest,
  type ContestName,
  contests,
  type Figure,
  type FileContest,
  figures,
  type Run,
  rate,
} from "./figures.ts";
import { type Measured, send } from "./load.ts";
import type { Operation } from "./messages.ts";
import { describeMachine, median, type Report, type Result, table, writeJson, writePage } from "./report.ts";
import { type Site, withSite } from "./site.ts";

const usage = `npm run bench [-- NAME... [options]]

Measures the contenders in turn, several rounds, and prints the median of each figure. NAME is the beginning of the
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
  // `contests` is a literal: its keys are its names.
  const names = (Object.keys(contests) as ContestName[]).filter((name) => chosen.some(({ of }) => of.includes(name)));
  const messages = new Map<Operation, number>();
  let inFiles = 0;
  for (const name of names) {
    const contest: Contest | FileContest = contests[name];
    if ("inFile" in contest) {
      inFiles += contest.warmUp + rounds * contest.inFile;
      continue;
    }
    messages.set(contest.operation, Math.max(messages.get(contest.operation) ?? 0, messagesOf(contest, rounds)));
  }
  const results: Result[] = [];
  let machine = "";
  let remark = "";
  await withSite({ messages, inFiles, nodeFlags, progress }, async (site) => {
    machine = describeMachine(site.postgresVersion);
    remark = `Questions of ${site.sizes.question} bytes, answers of ${site.sizes.answer} (typical).`;
    const entrants: Entrant[] = [];
    for (const name of names) {
      const contest: Contest | FileContest = contests[name];
      entrants.push("inFile" in contest ? await enterFile(site, name, contest) : await enter(site, name, contest));
      progress(`${name} is warm`);
    }
    const measured: ReadonlyMap<ContestName, Run>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Each round begins with another one, so that nobody always comes after the same.
      const first = round % entrants.length;
      const runs = new Map<ContestName, Run>();
      for (const entrant of [...entrants.slice(first), ...entrants.slice(0, first)]) {
        runs.set(entrant.name, await entrant.run());
      }
      measured.push(runs);
      const rates = [...runs].map(([name, run]) => `${name} ${Math.round(rate(run))}`);
      progress(`round ${round + 1} of ${rounds}, req/s: ${rates.sort().join(", ")}`);
    }
    await site.check();
    for (const { name, unit, meaning, of, value, summary } of chosen) {
      const values = measured.map((runs) => {
        const [run, other = run] = of.map((contest) => runs.get(contest));
        if (run === undefined || other === undefined) throw new Error(`${name} was not measured`);
        return value(run, other);
      });
      results.push({
        name,
        unit,
        meaning,
        value: summary === "highest" ? Math.max(...values) : median(values),
        rounds: values,
      });
    }
  });
  return { machine, at: new Date().toISOString(), results, remark };
}

interface Entrant {
  readonly name: ContestName;
  readonly run: () => Promise<Run>;
}

const nothing: Measured = { perSecond: 0, p50: 0, p99: 0 };

/** Starts a contender and warms it up; it stays there, idle between its turns, until the site is taken down. */
async function enter(site: Site, name: ContestName, contest: Contest): Promise<Entrant> {
  const { operation, saturating, atHalf, perSecond: pace, expected, status } = contest;
  const running = await contest.start(site);
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
  return {
    name,
    run: async () => {
      const saturated = await sendNext(saturating);
      const half = atHalf === 0 ? nothing : await sendNext(atHalf, pace ?? saturated.perSecond / 2);
      return { saturated, half, memoryBefore, memoryAfter: await running.memory() };
    },
  };
}

async function enterFile(site: Site, name: ContestName, { start, warmUp, inFile }: FileContest): Promise<Entrant> {
  const running = await start(site);
  const memoryBefore = await running.memory();
  await site.dropFile(warmUp, running);
  return {
    name,
    run: async () => {
      const { seconds, memory } = await site.dropFile(inFile, running);
      return {
        saturated: { ...nothing, perSecond: inFile / seconds },
        half: nothing,
        memoryBefore,
        memoryAfter: memory,
      };
    },
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
