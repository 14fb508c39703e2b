// What is measured: the contests, and the figures made of their runs.
import type { Running } from "./contenders/launch.ts";
import type { Measured } from "./load.ts";
import type { Operation } from "./messages.ts";
import type { Site } from "./site.ts";

/** Who is measured, with how many messages: once to warm up, then in each round. */
export interface Contest {
  readonly start: (site: Site) => Promise<Running>;
  readonly warmUp: number;
  readonly saturating: number;
  /** Sent at half of the rate that saturation gave, or at the rate that is named. */
  readonly atHalf: number;
  readonly perSecond?: number;
  /** Whether it refuses a message that it had before. */
  readonly remembers: boolean;
  readonly operation: Operation;
  /** What every answer must hold. */
  readonly expected: readonly string[];
  readonly status: 200 | 201;
}

/** A file of declarations, once to warm up (`warmUp` of them), then one in each round. */
export interface FileContest {
  readonly start: (site: Site) => Promise<Running>;
  readonly warmUp: number;
  readonly inFile: number;
}

/** One contest in one round. */
export interface Run {
  readonly saturated: Measured;
  readonly half: Measured;
  readonly memoryBefore: number;
  readonly memoryAfter: number;
}

const others = {
  operation: "consultCareer",
  remembers: false,
  atHalf: 0,
  expected: ["DATA_FOUND"],
  status: 200,
} as const;
const ours = { ...others, remembers: true } as const;

// A worker answers some 20,000 messages before its code is compiled for good. In a round everyone gets two or three seconds
// on two cores: short enough for a disturbance of the machine to meet them all.
export const contests = {
  limit1: { ...others, start: (site) => site.other("limit", 1), warmUp: 24_000, saturating: 16_000 },
  limit2: { ...others, start: (site) => site.other("limit", 2), warmUp: 48_000, saturating: 16_000, atHalf: 6000 },
  signed1: { ...ours, start: (site) => site.ours(1), warmUp: 24_000, saturating: 5000 },
  signed2: { ...ours, start: (site) => site.ours(2), warmUp: 48_000, saturating: 8000, atHalf: 4000 },
  signedAnswer: {
    ...ours,
    start: (site) => site.ours(2, "signed"),
    warmUp: 10_000,
    saturating: 3000,
    expected: ["DATA_FOUND", "</ds:SignatureValue>"],
  },
  contributions: {
    ...ours,
    operation: "consultContributions",
    start: (site) => site.ours(2),
    warmUp: 24_000,
    saturating: 4000,
  },
  mandate: {
    ...ours,
    operation: "checkUnauthenticatedUserAccess",
    start: (site) => site.ours(2),
    warmUp: 48_000,
    saturating: 8000,
    atHalf: 4000,
    expected: ["Access>true<"],
  },
  "dimona.consult-periods": {
    ...ours,
    operation: "consultPeriods",
    start: (site) => site.ours(2),
    warmUp: 48_000,
    saturating: 8000,
    expected: ["DATA_FOUND", "</periods>"],
  },
  declarations: {
    ...ours,
    operation: "declareDimona",
    start: (site) => site.ours(2),
    warmUp: 10_000,
    saturating: 6000,
    atHalf: 3000,
    perSecond: 1000,
    expected: ["declarationId"],
    status: 201,
  },
  declarationFile: { start: (site) => site.ours(1, "files"), warmUp: 20_000, inFile: 100_000 },
  stack: { ...others, start: (site) => site.other("library-stack", 2), warmUp: 500, saturating: 300 },
  nodeSoap: { ...others, start: (site) => site.other("node-soap", 2), warmUp: 4000, saturating: 3000 },
} as const satisfies Record<string, Contest | FileContest>;

export type ContestName = keyof typeof contests;

/**
 * Who is measured side by side: started and warmed together, asked in turns, and taken down before the next heat begins. A server
 * that only waits for its turn looks after its housekeeping meanwhile, so few stand beside each other. Who is compared in several
 * heats runs in each.
 */
const heats: readonly (readonly ContestName[])[] = [
  ["limit2", "signed2", "stack"],
  ["limit1", "signed1"],
  ["signed2", "contributions"],
  ["limit2", "mandate"],
  ["limit2", "dimona.consult-periods"],
  ["signedAnswer", "nodeSoap"],
  ["declarations"],
  ["declarationFile"],
];

/** The heat in which all of them stand. */
export function heatOf({ name, of }: Figure): readonly ContestName[] {
  const heat = heats.find((contestants) => of.every((contest) => contestants.includes(contest)));
  if (heat === undefined) throw new Error(`the contests of ${name} never stand beside each other`);
  return heat;
}

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  /** Whose runs of one round the value is made of, in this order. */
  readonly of: readonly [ContestName, ...ContestName[]];
  readonly value: (run: Run, other: Run) => number;
  /** The median of the rounds, unless the figure is a bound. */
  readonly summary?: "median" | "highest";
}

export const rate = ({ saturated }: Run) => saturated.perSecond;
const ratio = (run: Run, other: Run) => rate(run) / rate(other);

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
    name: "contributions.signed.workers2",
    unit: "req/s",
    of: ["contributions"],
    value: rate,
    meaning: "signed `consultContributions` over five years, the eleven funds in the same process; 2 workers",
  },
  {
    name: "contributions.ratio-to-consult",
    unit: "of consult",
    of: ["contributions", "signed2"],
    value: ratio,
    meaning: "`contributions.signed.workers2` to `consult.signed.workers2`, round by round",
  },
  {
    name: "mandate.signed.workers2",
    unit: "req/s",
    of: ["mandate"],
    value: rate,
    meaning: "signed `checkUnauthenticatedUserAccess` over 100,000 users and 200,000 mandates; 2 workers",
  },
  {
    name: "mandate.ratio",
    unit: "of limit",
    of: ["mandate", "limit2"],
    value: ratio,
    meaning: "`mandate.signed.workers2` to `consult.limit`, round by round",
  },
  {
    name: "mandate.p99-half-load-ms",
    unit: "ms",
    of: ["mandate"],
    value: ({ half }) => half.p99,
    meaning: "99th percentile at half of that rate, from the moment each question was due",
  },
  {
    name: "dimona.periods.workers2",
    unit: "req/s",
    of: ["dimona.consult-periods"],
    value: rate,
    meaning: "signed `consultPeriods` about one worker, over 100,000 workers with 450,000 periods; 2 workers",
  },
  {
    name: "dimona.periods.ratio",
    unit: "of limit",
    of: ["dimona.consult-periods", "limit2"],
    value: ratio,
    meaning: "`dimona.periods.workers2` to `consult.limit`, round by round",
  },
  {
    name: "dimona.declarations-per-s",
    unit: "per s",
    of: ["declarations"],
    value: rate,
    meaning: "Dimona declarations over REST, decided, stored with period and audit entry, all accepted; 2 workers",
  },
  {
    name: "dimona.declarations-p99-ms",
    unit: "ms",
    of: ["declarations"],
    value: ({ half }) => half.p99,
    meaning: "99th percentile at 1,000 a second, from the moment each declaration was due",
  },
  {
    name: "dimona.file-100k-s",
    unit: "s",
    of: ["declarationFile"],
    value: (run) => 100_000 / rate(run),
    meaning:
      "a signed file of 100,000 INs, from the moment it is dropped until its notification is there, all accepted",
  },
  {
    name: "dimona.file-memory-mb",
    unit: "MB",
    of: ["declarationFile"],
    value: ({ memoryAfter }) => memoryAfter,
    summary: "highest",
    meaning: "the most that its process had resident meanwhile",
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
    value: ({ half }) => half.p50,
    meaning: "median latency at half of that rate, from the moment each question was due",
  },
  {
    name: "consult.p99-half-load-ms",
    unit: "ms",
    of: ["signed2"],
    value: ({ half }) => half.p99,
    meaning: "99th percentile of the same",
  },
  {
    name: "consult.limit.p99-half-load-ms",
    unit: "ms",
    of: ["limit2"],
    value: ({ half }) => half.p99,
    meaning: "the same of `consult.limit` at half of its own rate: what of these milliseconds is the machine's",
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
    summary: "highest",
    meaning: "the same after each round, the highest",
  },
];
