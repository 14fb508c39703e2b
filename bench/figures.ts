// What is measured: the contests, and the figures made of their runs.
import type { Running } from "./contenders/launch.ts";
import type { Measured } from "./load.ts";
import type { Site } from "./site.ts";

/** Messages of one run: to warm up, to saturate with, and to send at half of the rate that this gave. */
export interface Contest {
  readonly start: (site: Site) => Promise<Running>;
  readonly warmUp: number;
  readonly saturating: number;
  readonly atHalf?: number;
  /** What answers must hold beside DATA_FOUND. */
  readonly expected?: string;
}

export interface Run {
  readonly saturated: Measured;
  readonly half: Measured | undefined;
  readonly memoryBefore: number;
  readonly memoryAfter: number;
}

// So many that a run lasts two to five seconds on two cores.
export const contests = {
  limit1: { start: (site) => site.other("limit", 1), warmUp: 4000, saturating: 20_000 },
  limit2: { start: (site) => site.other("limit", 2), warmUp: 4000, saturating: 20_000 },
  signed1: { start: (site) => site.ours(1), warmUp: 6000, saturating: 12_000 },
  signed2: { start: (site) => site.ours(2), warmUp: 6000, saturating: 12_000, atHalf: 10_000 },
  signedAnswer: {
    start: (site) => site.ours(2, true),
    warmUp: 3000,
    saturating: 8000,
    expected: "</ds:SignatureValue>",
  },
  stack: { start: (site) => site.other("library-stack", 2), warmUp: 100, saturating: 500 },
  nodeSoap: { start: (site) => site.other("node-soap", 2), warmUp: 2000, saturating: 6000 },
} as const satisfies Record<string, Contest>;

export type ContestName = keyof typeof contests;

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  /** Whose runs of one round the value is made of, in this order. */
  readonly of: readonly [ContestName, ...ContestName[]];
  readonly value: (run: Run, other: Run) => number;
}

export const rate = ({ saturated }: Run) => saturated.perSecond;
const ratio = (run: Run, other: Run) => rate(run) / rate(other);
const half = ({ half }: Run) => half ?? { perSecond: 0, p50: 0, p99: 0 };

export const figures: readonly Figure[] = [
  {
    name: "consult.limit",
    unit: "req/s",
    of: ["limit2"],
    value: rate,
    meaning: "the limit: HTTP, one RSA-2048 verification, one PostgreSQL round trip, a fixed answer; 2 workers",
  },
  { name: "consult.limit.workers1", unit: "req/s", of: ["limit1"], value: rate, meaning: "the same limit, 1 worker" },
  {
    name: "consult.signed.workers1",
    unit: "req/s",
    of: ["signed1"],
    value: rate,
    meaning: "signed questions, contract checked both ways, durable audit, unsigned answers; 1 worker",
  },
  { name: "consult.signed.workers2", unit: "req/s", of: ["signed2"], value: rate, meaning: "the same, 2 workers" },
  {
    name: "consult.signed-answer.workers2",
    unit: "req/s",
    of: ["signedAnswer"],
    value: rate,
    meaning: "the same, and every answer signed (RSA-2048); 2 workers",
  },
  {
    name: "consult.ratio",
    unit: "of limit",
    of: ["signed2", "limit2"],
    value: ratio,
    meaning: "`consult.signed.workers2` to `consult.limit`, round by round",
  },
  {
    name: "consult.ratio.workers1",
    unit: "of limit",
    of: ["signed1", "limit1"],
    value: ratio,
    meaning: "the same with 1 worker on either side",
  },
  {
    name: "consult.library-stack",
    unit: "req/s",
    of: ["stack"],
    value: rate,
    meaning: "fastify, xml-crypto, libxml2-wasm, `pg` pool, one audit row at a time; unsigned answers; 2 workers",
  },
  {
    name: "consult.library-stack.ratio",
    unit: "times",
    of: ["signed2", "stack"],
    value: ratio,
    meaning: "`consult.signed.workers2` to `consult.library-stack`, round by round",
  },
  {
    name: "consult.node-soap",
    unit: "req/s",
    of: ["nodeSoap"],
    value: rate,
    meaning: "the `soap` package for scale: signatures and schema not checked, no audit; 2 workers",
  },
  {
    name: "consult.p50-saturated-ms",
    unit: "ms",
    of: ["signed2"],
    value: ({ saturated }) => saturated.p50,
    meaning: "median latency of `consult.signed.workers2`, 64 connections always busy",
  },
  {
    name: "consult.p99-saturated-ms",
    unit: "ms",
    of: ["signed2"],
    value: ({ saturated }) => saturated.p99,
    meaning: "99th percentile of the same",
  },
  {
    name: "consult.p50-half-load-ms",
    unit: "ms",
    of: ["signed2"],
    value: (run) => half(run).p50,
    meaning: "median latency at half of that rate, from the moment each question was due",
  },
  {
    name: "consult.p99-half-load-ms",
    unit: "ms",
    of: ["signed2"],
    value: (run) => half(run).p99,
    meaning: "99th percentile of the same",
  },
  {
    name: "consult.memory-before-mb",
    unit: "MB",
    of: ["signed2"],
    value: ({ memoryBefore }) => memoryBefore,
    meaning: "resident memory of the largest of 2 workers before the load",
  },
  {
    name: "consult.memory-mb",
    unit: "MB",
    of: ["signed2"],
    value: ({ memoryAfter }) => memoryAfter,
    meaning: "the same after the load",
  },
];
