// Many questions against two workers, to see whether memory stays flat and the audit whole. Not part of `npm test`:
// node test/soak.ts --questions 100000
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { verifyAudit } from "../src/crossroads/audit-verify.ts";
import { serviceName } from "../src/self-employed/names.ts";
import { callWithoutPause } from "./callers.ts";
import { childrenOf, ownBytes } from "./child-processes.ts";
import { type Customer, customerOf } from "./customer.ts";
import { onServer } from "./database-server.ts";
import { type RunningServer, startServer } from "./server.ts";

const { values } = parseArgs({
  options: { questions: { type: "string", default: "100000" }, "at-once": { type: "string", default: "16" } },
});
const questions = Number(values.questions);
const atOnce = Number(values["at-once"]);
const workers = 2;
/** Growth from the second third to the last that is none: the collector is in no hurry. The first third fills caches. */
const tolerance = 0.1;

interface Sample {
  readonly answered: number;
  readonly seconds: number;
  /** Bytes of each worker's own, as the system counts. */
  readonly resident: readonly number[];
  /** Bytes in use on the heaps of all workers together. */
  readonly heap: number;
}

test(`${questions} questions to ${workers} workers`, async (t) => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  // On a disk: what is written here should cost what it costs elsewhere.
  await mkdir(join(root, "var"), { recursive: true });
  const folder = await mkdtemp(join(root, "var", "soak-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const annexes = join(folder, "annexes");
  await cp(join(root, "annexes"), annexes, { recursive: true });
  await withoutQuota(join(annexes, "health-fund.yaml"));
  const home = join(folder, "home");
  await mkdir(home);
  const server = await startServer(t, {
    DATABASE_URL: "",
    KRUISPUNT_HOME: home,
    KRUISPUNT_ANNEXES: annexes,
    KRUISPUNT_WORKERS: String(workers),
    KRUISPUNT_LOG: "error",
  });
  const url = new URL(server.url);
  const addresses = { port: Number(url.port), tlsPort: Number(new URL(server.tlsUrl).port) };
  const ssins = server.network.personas.map(({ ssin }) => ssin);
  const inspectorate = customerOf(server.network, "social-inspectorate", addresses);
  const fund = customerOf(server.network, "health-fund", addresses);

  const shares: readonly (readonly [Customer, number])[] = [
    [inspectorate, 0.7],
    [fund, 0.2],
    [sendingTorn(inspectorate), 0.05],
    [sendingForged(inspectorate), 0.05],
  ];
  const start = performance.now();
  const callers = shares.map(([customer, share]) =>
    callWithoutPause({
      customer,
      ssins,
      atOnce: Math.max(1, Math.round(atOnce * share)),
      questions: Math.round(questions * share),
      remember: false,
    }),
  );
  const answered = () =>
    callers.reduce((sum, { tally }) => sum + [...tally.codes.values()].reduce((all, count) => all + count, 0), 0);
  const samples: Sample[] = [];
  let over = false;
  const sampling = (async () => {
    while (!over) {
      samples.push({ ...(await sample(server)), answered: answered(), seconds: (performance.now() - start) / 1000 });
      await sleep(500);
    }
  })();
  await Promise.all(callers.map((one) => one.stop()));
  over = true;
  await sampling;
  const seconds = (performance.now() - start) / 1000;

  const codes = new Map<string, number>();
  for (const { tally } of callers) {
    for (const [code, count] of tally.codes) codes.set(code, (codes.get(code) ?? 0) + count);
  }
  console.log(`${answered()} answers in ${seconds.toFixed(0)} s, ${(answered() / seconds).toFixed(0)} a second`);
  console.log(`codes: ${[...codes].map(([code, count]) => `${code} ${count}`).join(", ")}`);
  const thirds = [0, 1, 2].map((third) =>
    describe(samples.filter(({ answered: at }) => Math.min(2, Math.floor((at / answered()) * 3)) === third)),
  );
  console.table(thirds.map(({ shown }) => shown));
  await sleep(5000);
  const rest = await sample(server);
  console.log(`at rest: resident ${rest.resident.map(mebibytes).join(" + ")} MiB, heap ${mebibytes(rest.heap)} MiB`);

  const connectionString = await readFile(join(home, "database.url"), "utf8");
  const reports = await onServer(connectionString, (client) => Array.fromAsync(verifyAudit(client)));
  for (const report of reports) assert.equal(report.break, undefined, `chain ${report.chain}`);
  const all = reports.reduce((sum, report) => sum + report.entries, 0);
  console.log(`audit: ${all} entries in ${reports.length} chains, whole`);
  // What the demo network does beside, such as looking for workers, leaves entries of its own.
  const entries = await onServer(connectionString, async (client) => {
    const own = "select count(*)::int as count from crossroads.audit where entry ->> 'service' = $1";
    return (await client.query<{ count: number }>(own, [serviceName])).rows[0]?.count;
  });
  assert.equal(entries, answered(), "an entry for every answer");
  for (const code of codes.keys()) assert.match(code, /^(fault )?[A-Z]{3}\d{5}$/);

  const [first, second, last] = thirds;
  assert.ok(first !== undefined && second !== undefined && last !== undefined);
  const growth = (from: Third, what: "resident" | "heap") => last[what] / from[what] - 1;
  const told = (from: Third) =>
    `resident ${(growth(from, "resident") * 100).toFixed(1)} %, heap ${(growth(from, "heap") * 100).toFixed(1)} %`;
  console.log(`growth to the last third: from the first ${told(first)}; from the second ${told(second)}`);
  const flat = growth(second, "resident") < tolerance && growth(second, "heap") < tolerance;
  console.log(flat ? "memory is flat" : "memory is NOT flat");
  assert.ok(flat);
  assert.equal(await server.stop(), 0);
});

async function sample({ pid, url }: RunningServer): Promise<Pick<Sample, "resident" | "heap">> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const heap = /^nodejs_heap_size_used_bytes(?:\{\})? (\d+)/m.exec(text)?.[1];
  const children = await childrenOf(pid, "main.ts");
  return { resident: await Promise.all(children.map(ownBytes)), heap: Number(heap) };
}

interface Third {
  readonly resident: number;
  readonly heap: number;
  readonly shown: Readonly<Record<string, number>>;
}

/** The lowest heap of a stretch is what was in use after collecting; what is resident is told by its mean. */
function describe(samples: readonly Sample[]): Third {
  const sums = samples.map(({ resident }) => resident.reduce((sum, bytes) => sum + bytes, 0));
  const resident = sums.reduce((sum, bytes) => sum + bytes, 0) / sums.length;
  const heap = Math.min(...samples.map((one) => one.heap));
  const [from, to] = [samples[0], samples.at(-1)];
  const rate = ((to?.answered ?? 0) - (from?.answered ?? 0)) / ((to?.seconds ?? 0) - (from?.seconds ?? 0));
  return {
    resident,
    heap,
    shown: {
      samples: samples.length,
      "answers a second": Math.round(rate),
      "resident MiB, mean": mebibytes(resident),
      "resident MiB, most": mebibytes(Math.max(...sums)),
      "heap MiB, least": mebibytes(heap),
    },
  };
}

function mebibytes(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}

async function withoutQuota(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const changed = text.replace(/perMinute: \d+/, "perMinute: 1000000").replace(/perDay: \d+/, "perDay: 100000000");
  assert.notEqual(changed, text);
  await writeFile(file, changed);
}

/** Not even XML. */
function sendingTorn(customer: Customer): Customer {
  return { ...customer, ask: (wish) => customer.send(customer.seal(customer.write(wish)).slice(0, -20)) };
}

/** Signed, and then altered. */
function sendingForged(customer: Customer): Customer {
  return {
    ...customer,
    ask: (wish) => customer.send(customer.seal(customer.write(wish)).replace("<ssin>", "<ssin> ")),
  };
}
