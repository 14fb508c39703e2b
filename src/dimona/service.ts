// Dimona (S296): its register and its API, put together.
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import type { QuestionService } from "../crossroads/annex.ts";
import type { Audit } from "../crossroads/audit.ts";
import type { Reader } from "../database/reader.ts";
import type { Check } from "../health/check.ts";
import type { Clock } from "../kernel/clock.ts";
import type { RestApi } from "../rest/operation.ts";
import { dimonaChecks } from "./checks.ts";
import { createIdentification } from "./identification/task.ts";
import { consultOperation, declareOperation } from "./names.ts";
import { forgetOldKeys } from "./register/kept-keys.ts";
import { createDimonaReader } from "./register/reader.ts";
import type { MandateCheck } from "./register/surroundings.ts";
import { createDeclarationWriter } from "./register/writer.ts";
import { dimonaApi } from "./rest/api.ts";

/** What annexes may name of this service; nothing is taken out of what it answers. */
export const catalogueEntry: QuestionService = { operations: [declareOperation, consultOperation], filterable: [] };

export interface Dimona {
  readonly api: RestApi;
  /** For its service in the health of the installation. */
  readonly checks: readonly Check[];
  /** Forgets idempotency keys that nobody sends again. */
  forget(): Promise<void>;
  /** Ends the search for workers, writes what waits, then lets go of the database. */
  close(): Promise<void>;
}

export interface DimonaParts {
  readonly connectionString: string;
  readonly reader: Reader;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly mandates: MandateCheck;
  readonly log: (message: string) => void;
}

export function createDimona({ connectionString, reader, audit, clock, mandates, log }: DimonaParts): Dimona {
  const codes = loadDimonaCodes();
  const writer = createDeclarationWriter({ connectionString, clock, codes, mandates, log });
  const identification = createIdentification({ reader, writer, audit, clock, log });
  identification.start();
  return {
    api: dimonaApi({ writer, reader: createDimonaReader(reader, clock, mandates), codes, clock }),
    checks: dimonaChecks({ codes, pending: () => writer.pending(), reader, clock }),
    forget: () => forgetOldKeys(reader, clock),
    close: async () => {
      await identification.close();
      await writer.close();
    },
  };
}
