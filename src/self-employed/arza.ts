// ARZA at RSVZ, the register of the self-employed: the source of careers.
import { readFileSync } from "node:fs";
import type { Reader } from "../database/reader.ts";
import type { Clock } from "../kernel/clock.ts";
import type { IsoDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";

/** A career as the register knows it: codes only, no descriptions. */
export interface Career {
  readonly nisseReference: string;
  /** Of the sole proprietorship; absent for who works through a company. */
  readonly enterpriseNumber: string | undefined;
  readonly occupationCode: string | undefined;
  readonly affiliations: readonly Affiliation[];
}

interface Affiliation {
  readonly fundCode: string;
  readonly signatureDate: string | undefined;
  readonly segments: readonly CareerSegment[];
}

interface CareerSegment {
  readonly period: Period;
  readonly qualityCode: number;
  readonly contributionCode: number;
  readonly equalityCode: number | undefined;
}

/** Where careers come from: the embedded register, or a remote one behind the same port. */
export interface CareerSource {
  /** Undefined where the register does not know the person. Rejects with DatabaseUnavailable while it cannot be asked. */
  careerOf(ssin: string): Promise<Career | undefined>;
}

export function createArza(reader: Reader, clock: Clock): CareerSource {
  const lookup = reader.lookup<Row, string>({
    name: "careers",
    sql: readFileSync(new URL("careers.sql", import.meta.url), "utf8"),
    columns: [
      "ssin",
      "nisse_reference",
      "enterprise_number",
      "occupation_code",
      "affiliation",
      "fund_code",
      "signature_date",
      "begin_date",
      "end_date",
      "quality_code",
      "contribution_code",
      "equality_code",
    ],
    keyOf: ([ssin]) => ssin,
    parameters: () => [new Date(clock.now()).toISOString()],
  });
  return { careerOf: async (ssin) => toCareer(await lookup(ssin)) };
}

type Row = [
  ssin: string,
  nisseReference: string,
  enterpriseNumber: string | null,
  occupationCode: string | null,
  affiliation: number | null,
  fundCode: string,
  signatureDate: string | null,
  beginDate: IsoDay,
  endDate: IsoDay | null,
  qualityCode: number,
  contributionCode: number,
  equalityCode: number | null,
];

/** The rows of one person, in the order of affiliations and begin dates. */
function toCareer(rows: readonly Row[]): Career | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const affiliations: { fundCode: string; signatureDate: string | undefined; segments: CareerSegment[] }[] = [];
  let current: number | null = null;
  for (const [
    ,
    ,
    ,
    ,
    affiliation,
    fundCode,
    signatureDate,
    from,
    to,
    qualityCode,
    contributionCode,
    equalityCode,
  ] of rows) {
    if (affiliation === null) continue;
    if (affiliation !== current)
      affiliations.push({ fundCode, signatureDate: signatureDate ?? undefined, segments: [] });
    current = affiliation;
    const period = to === null ? { from } : { from, to };
    affiliations
      .at(-1)
      ?.segments.push({ period, qualityCode, contributionCode, equalityCode: equalityCode ?? undefined });
  }
  return {
    nisseReference: first[1],
    enterpriseNumber: first[2] ?? undefined,
    occupationCode: first[3] ?? undefined,
    affiliations,
  };
}
