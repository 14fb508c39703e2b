// What DimonaService depends on beside the installation: its contract, its code tables, and that declarations are written as they come.
import { type DimonaCodes, loadDimonaCodes } from "../codes/dimona-codes.ts";
import { type Check, type CheckFacts, critical, ok, warning } from "../health/check.ts";
import { contractFacts, type FilesInUse, filesCheck } from "../health/files.ts";
import { referenceCheck } from "../health/reference-check.ts";
import type { Clock } from "../kernel/clock.ts";

interface CheckParts {
  readonly codes: DimonaCodes;
  /** The files of the contract, as they are in use. */
  readonly contract: FilesInUse;
  /** Declarations that wait or are being written. */
  readonly pending: () => number;
  readonly clock: Clock;
}

export const dimonaFacts = {
  contract: contractFacts("dimona", "DimonaService v1"),
  codes: {
    id: "dimona-codes",
    description: "The worker types of Dimona are in force and can be read as they are in use",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "Dimona code tables", type: "CLASSPATH" },
  },
  queue: {
    id: "dimona-queue",
    description: "Declarations do not wait long to be decided on and written",
    type: "DEFAULT",
    failSafe: false,
    vital: false,
    resource: { name: "queue of declarations", type: "QUEUE" },
  },
} satisfies Readonly<Record<string, CheckFacts>>;

export function dimonaChecks({ codes, contract, pending, clock }: CheckParts): readonly Check[] {
  return [
    filesCheck(dimonaFacts.contract, contract),
    referenceCheck(dimonaFacts.codes, {
      tables: [codes.workerType],
      reload: () => [loadDimonaCodes().workerType],
      clock,
    }),
    {
      ...dimonaFacts.queue,
      keep: 0,
      run: async () => {
        const waiting = pending();
        if (waiting < manyWaiting) return ok();
        const told = `${waiting} declarations wait`;
        return waiting < tooManyWaiting ? warning("QUEUE_LONG", told) : critical("QUEUE_LONG", told);
      },
    },
  ];
}

// Two batches' worth, as under full load; and what takes some five seconds to write, after which senders give up.
const manyWaiting = 512;
const tooManyWaiting = 10_000;
