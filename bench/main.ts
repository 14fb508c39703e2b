// `npm run bench`: how fast the crossroads answers, beside what the machine can do at most and what libraries make of it.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Contest, type ContestName, contests, type Figure, figures, type Run, rate } from "./figures.ts";
import { type Measured, send } from "./load.ts";
import { describeMachine, type Report, type Result, table, writeJson, writePage } from "./report.ts";
import { type Site, withSite } from "./site.ts";

const usage = `npm run bench [-- NAME... [options]]

Measures the contenders in turn, several rounds, and prints the median of each figure. NAME is the beginning of the
names of the figures to measure (consult.signed, consult.ratio, ...); without one, all.

  --rounds N     rounds, each in another order (3)
  --json FILE    write {machine, at, figures: [{name, value, unit}]}
  --write        put the table into docs/performance.md
  --profile DIR  let our own server write CPU profiles there (this costs speed: not for figures to keep)
  --help         this text

Figures:
${figures.map(({ name }) => `  ${name}`).join("\n")}
`;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "3" },
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
  if (values.write) writePage(page, report, `${rounds} rounds.${report.remark}`);
}

const page = fileURLToPath(new URL("../docs/performance.md", import.meta.url));

async function measure(
  chosen: readonly Figure[],
  rounds: number,
  nodeFlags: readonly string[],
): Promise<Report & { readonly remark: string }> {
  // `contests` is a literal: its keys are its names.
  const names = (Object.keys(contests) as ContestName[]).filter((name) => chosen.some(({ of }) => of.includes(name)));
  const messages = Math.max(...names.map((name) => messagesOf(contests[name])));
  const results: Result[] = [];
  let machine = "";
  let remark = "";
  await withSite({ messages, nodeFlags, progress }, async (site) => {
    machine = describeMachine(site.postgresVersion);
    remark = ` Questions of ${site.sizes.question} bytes, answers of ${site.sizes.answer} (typical).`;
    const measured: ReadonlyMap<ContestName, Run>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Each round begins elsewhere, so that what a contest leaves behind (heat, caches, disk) falls on all in turn.
      const first = round % names.length;
      const order = [...names.slice(first), ...names.slice(0, first)];
      const runs = new Map<ContestName, Run>();
      for (const name of order) {
        const run = await runContest(site, contests[name]);
        runs.set(name, run);
        progress(`round ${round + 1} of ${rounds}: ${name} ${Math.round(rate(run))} req/s`);
      }
      measured.push(runs);
    }
    for (const { name, unit, meaning, of, value } of chosen) {
      const values = measured.map((runs) => {
        const [run, other = run] = of.map((contest) => runs.get(contest));
        if (run === undefined || other === undefined) throw new Error(`${name} was not measured`);
        return value(run, other);
      });
      results.push({ name, unit, meaning, rounds: values });
    }
  });
  return { machine, at: new Date().toISOString(), results, remark };
}

async function runContest(site: Site, contest: Contest): Promise<Run> {
  const { start, warmUp, saturating, atHalf } = contest;
  const running = await start(site);
  try {
    const memoryBefore = await running.memory();
    let sent = 0;
    const sendNext = (count: number, perSecond?: number): Promise<Measured> => {
      const requests = site.requests.slice(sent, sent + count);
      sent += count;
      const expected = ["DATA_FOUND", ...(contest.expected === undefined ? [] : [contest.expected])];
      return send({ port: running.port, requests, expected, ...(perSecond === undefined ? {} : { perSecond }) });
    };
    await sendNext(warmUp);
    const saturated = await sendNext(saturating);
    const half = atHalf === undefined ? undefined : await sendNext(atHalf, saturated.perSecond / 2);
    return { saturated, half, memoryBefore, memoryAfter: await running.memory() };
  } finally {
    await running.stop();
  }
}

function messagesOf({ warmUp, saturating, atHalf = 0 }: Contest): number {
  return warmUp + saturating + atHalf;
}

function progress(line: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
