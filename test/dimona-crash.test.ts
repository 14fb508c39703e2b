// A server that is killed again and again while clerks declare. The suite kills a few times; `npm run crash` kills 50 times.
import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { verifyAudit } from "../src/crossroads/audit-verify.ts";
import { type Random, randomStream } from "../src/population/random.ts";
import { childrenOf } from "./child-processes.ts";
import { onServer, temporaryHome } from "./database-server.ts";
import { faultsInBooks } from "./dimona-books.ts";
import { declareWithoutPause } from "./dimona-declarants.ts";
import { freePort } from "./free-port.ts";
import { type RunningServer, startServer } from "./server.ts";
import { processesIn, seesProcesses } from "./server-processes.ts";

const { values } = parseArgs({
  options: { kills: { type: "string" }, seed: { type: "string", default: "296" } },
  strict: false,
});
const kills = Number(values.kills ?? 3);
const seed = Number(values.seed);
const clerks = 24;

test(`a server that is killed ${kills} times loses no declaration that was answered, and applies none twice`, {
  skip: seesProcesses ? false : "needs Linux's view of processes",
}, async (t) => {
  // Who asked for more of it wants to see how it goes.
  const say = (line: string): void => (values.kills === undefined ? t.diagnostic(line) : console.log(line));
  const home = await temporaryHome();
  t.after(() => rm(home, { recursive: true, force: true }));
  const port = await freePort();
  const start = () => startOn(t, home, port);
  let server = await start();
  const declarants = declareWithoutPause(server, { clerks, seed });
  t.after(() => declarants.abandon());
  const random = randomStream(seed, 1_000_000);
  const began = performance.now();
  let longest = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(random.between(200, 2500));
    const way = waysToDie[(kill - 1) % waysToDie.length] ?? waysToDie[0];
    await way.kill(server, home, random);
    const died = performance.now();
    const before = declarants.tally.answers;
    if (way.endsServer) server = await start();
    // Only what is at work can be killed in the middle of it.
    while (declarants.tally.answers < before + clerks) {
      declarants.check();
      await sleep(10);
    }
    const seconds = (performance.now() - died) / 1000;
    longest = Math.max(longest, seconds);
    say(
      `kill ${kill} of ${kills}: ${way.name}; at work again after ${seconds.toFixed(1)} s, ${declarants.told.size} declarations`,
    );
  }
  await declarants.stop();
  const seconds = (performance.now() - began) / 1000;

  const { tally, told } = declarants;
  const results = [...tally.results].sort().map(([result, count]) => `${result} ${count}`);
  say(
    `${told.size} declarations, ${tally.answers} answers, ${tally.lost} lost, ${tally.repeated} sent again, in ${seconds.toFixed(0)} s`,
  );
  say(results.join(", "));
  say(`at work again after at most ${longest.toFixed(1)} s`);
  const connectionString = await readFile(join(home, "database.url"), "utf8");
  await onServer(connectionString, async (client) => {
    assert.deepEqual(await faultsInBooks(client, told), []);
    for await (const chain of verifyAudit(client)) assert.equal(chain.break, undefined, `chain ${chain.chain}`);
  });
  for (const outcome of ["IN A", "IN B", "UPDATE A", "OUT A", "CANCEL A"])
    assert.ok(tally.results.has(outcome), outcome);
  assert.ok(tally.lost > 0, "answers were lost on the way");
  assert.equal(await server.stop(), 0);
});

/** What the killed one left behind ends by itself, or is ended by the next. */
async function startOn(t: TestContext, home: string, port: number): Promise<RunningServer> {
  const settings = {
    DATABASE_URL: "",
    KRUISPUNT_HOME: home,
    KRUISPUNT_PORT: String(port),
    KRUISPUNT_WORKERS: "2",
    KRUISPUNT_LOG: "warn",
  };
  // How long a start takes is not what is tested, and the machine may have other work.
  return await startServer(t, settings, 300_000);
}

interface WayToDie {
  readonly name: string;
  /** Whether nobody is left to start it again. */
  readonly endsServer: boolean;
  kill(server: RunningServer, home: string, random: Random): Promise<void>;
}

const waysToDie: readonly [WayToDie, ...WayToDie[]] = [
  {
    name: "the server with all workers",
    endsServer: true,
    kill: async (server) => endServer(server),
  },
  {
    name: "one worker",
    endsServer: false,
    kill: async ({ pid }, _, random) => {
      const workers = await childrenOf(pid, "main.ts");
      end(workers[random.below(workers.length)]);
    },
  },
  {
    name: "the database, by an immediate stop",
    endsServer: false,
    kill: async (_, home) => end(await postmaster(home), "SIGQUIT"),
  },
  {
    name: "the server and the database at once",
    endsServer: true,
    kill: async (server, home) => {
      const database = await processesIn(join(home, "postgres", "data"));
      await endServer(server);
      for (const pid of database) end(pid);
    },
  },
  {
    name: "both workers",
    endsServer: false,
    kill: async ({ pid }) => {
      for (const worker of await childrenOf(pid, "main.ts")) end(worker);
    },
  },
];

async function endServer({ pid }: RunningServer): Promise<void> {
  const workers = await childrenOf(pid, "main.ts");
  for (const one of [pid, ...workers]) end(one);
}

async function postmaster(home: string): Promise<number> {
  const [pid = ""] = (await readFile(join(home, "postgres", "data", "postmaster.pid"), "utf8")).split("\n");
  return Number(pid);
}

function end(pid: number | undefined, signal: NodeJS.Signals = "SIGKILL"): void {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch {
    // Gone already: one that dies takes others along.
  }
}
