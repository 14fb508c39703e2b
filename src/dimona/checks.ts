// What Dimona depends on beside the installation: its contract, its code tables, the writer of declarations, and the task that
// identifies workers.
import { readFileSync } from "node:fs";
import { type DimonaCodes, loadDimonaCodes } from "../codes/dimona-codes.ts";
import type { Reader } from "../database/reader.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import { type Check, type CheckFacts, critical, type Finding, ok, warning } from "../health/check.ts";
import { contractFacts, type FilesInUse, filesCheck } from "../health/files.ts";
import { queueFinding } from "../health/queue.ts";
import { referenceCheck } from "../health/reference-check.ts";
import type { Clock } from "../kernel/clock.ts";

interface CheckParts {
  readonly codes: DimonaCodes;
  /** The files of the contract, as they are in use. */
  readonly contract: FilesInUse;
  /** Declarations that wait to be written. */
  readonly pending: () => number;
  readonly reader: Pick<Reader, "query" | "healthy">;
  /** When this process began to look for workers, in milliseconds since the epoch: what was due before is not late before then. */
  readonly lookingSince: number;
  readonly clock: Clock;
}

export const dimonaFacts = {
  contract: contractFacts("dimona", "DimonaService v1"),
  codes: {
    id: "dimona-codes",
    description: "The code tables of Dimona are in force and can be read as they are in use",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "Dimona code tables", type: "CLASSPATH" },
  },
  declarations: {
    id: "dimona-declarations",
    description: "Few declarations wait to be written",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "Declaration queue", type: "QUEUE" },
  },
  identification: {
    id: "dimona-identification",
    description: "Workers who were declared without a number are looked for when they are due",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "Declarations that wait for their worker", type: "QUEUE" },
  },
} satisfies Readonly<Record<string, CheckFacts>>;

export function dimonaChecks({ codes, contract, pending, reader, lookingSince, clock }: CheckParts): readonly Check[] {
  const tablesOf = ({ workerType }: DimonaCodes) => [workerType];
  return [
    filesCheck(dimonaFacts.contract, contract),
    referenceCheck(dimonaFacts.codes, { tables: tablesOf(codes), reload: () => tablesOf(loadDimonaCodes()), clock }),
    { ...dimonaFacts.declarations, keep: 0, run: async () => queueFinding(pending(), "declarations") },
    {
      ...dimonaFacts.identification,
      known: () => reader.healthy(),
      run: async () => {
        const now = clock.now();
        try {
          const [row] = await reader.query<Overdue>(overdue, [new Date(now).toISOString()]);
          if (row === undefined) throw new Error("A statement without its row");
          return identificationFinding(row, lookingSince, now);
        } catch (error) {
          if (error instanceof DatabaseUnavailable) return warning("UNKNOWN", "the database does not answer");
          throw error;
        }
      },
    },
  ];
}

interface Overdue {
  readonly waiting: number;
  readonly oldest: string | null;
  readonly due: string | null;
}

function identificationFinding({ waiting, oldest, due }: Overdue, lookingSince: number, now: number): Finding {
  const since = (moment: number) => Math.max(0, Math.round((now - moment) / 1000));
  const late = due === null ? 0 : since(Math.max(Number(due), lookingSince));
  if (late >= longOverdue) {
    const told = `a declaration is due since ${late} s, and nobody looks for its worker`;
    return late >= tooLongOverdue ? critical("TASK_BEHIND", told) : warning("TASK_BEHIND", told);
  }
  return oldest === null ? ok() : ok(`${waiting} declarations wait, the oldest since ${since(Number(oldest))} s`);
}

// Seconds: what a process took and did not end is due again after one minute, and looked at within the next; and five times that.
const longOverdue = 120;
const tooLongOverdue = 600;

const overdue = readFileSync(new URL("overdue.sql", import.meta.url), "utf8");
