// Dimona (S296): its register and its API, put together.
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import type { QuestionService } from "../crossroads/annex.ts";
import type { Reader } from "../database/reader.ts";
import { createFetch } from "../forwarding/fetch.ts";
import { mutationKinds, removableElements } from "../forwarding/mutation.ts";
import type { Clock } from "../kernel/clock.ts";
import type { RestApi } from "../rest/operation.ts";
import { consultOperation, declareOperation, receiveOperation } from "./names.ts";
import { forgetOldKeys } from "./register/kept-keys.ts";
import { createDimonaReader } from "./register/reader.ts";
import type { MandateCheck } from "./register/surroundings.ts";
import { createDeclarationWriter } from "./register/writer.ts";
import { dimonaApi } from "./rest/api.ts";
import { workerTypes } from "./worker-type.ts";

/** What annexes may name of this service; nothing is taken out of what it answers. */
export const catalogueEntry: QuestionService = {
  operations: [declareOperation, consultOperation, receiveOperation],
  filterable: [],
  mutations: { kinds: mutationKinds, workerTypes: workerTypes.map(({ code }) => code), removable: removableElements },
};

export interface Dimona {
  readonly api: RestApi;
  /** Forgets idempotency keys that nobody sends again. */
  forget(): Promise<void>;
  /** Writes what waits, then lets go of the database. */
  close(): Promise<void>;
}

export interface DimonaParts {
  readonly connectionString: string;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly mandates: MandateCheck;
  readonly log: (message: string) => void;
}

export function createDimona({ connectionString, reader, clock, mandates, log }: DimonaParts): Dimona {
  const codes = loadDimonaCodes();
  const writer = createDeclarationWriter({ connectionString, clock, codes, mandates, log });
  return {
    api: dimonaApi({
      writer,
      reader: createDimonaReader(reader, clock, mandates),
      codes,
      clock,
      fetchMutations: createFetch(reader, clock),
    }),
    forget: () => forgetOldKeys(reader, clock),
    close: () => writer.close(),
  };
}
