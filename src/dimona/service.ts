// Dimona (S296): its register, its API in JSON and its service in SOAP, put together.
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import type { QuestionService } from "../crossroads/annex.ts";
import type { Audit } from "../crossroads/audit.ts";
import type { Endpoint } from "../crossroads/endpoint.ts";
import type { Reader } from "../database/reader.ts";
import { createFetch } from "../forwarding/fetch.ts";
import { mutationKinds, removableElements } from "../forwarding/mutation.ts";
import type { Check } from "../health/check.ts";
import type { Clock } from "../kernel/clock.ts";
import type { RestApi } from "../rest/operation.ts";
import type { Publication } from "../soap/publication.ts";
import { dimonaChecks } from "./checks.ts";
import { forgetChangesToTell } from "./files/tell-changes.ts";
import { createIdentification } from "./identification/task.ts";
import { consultOperation, declareOperation, receiveOperation, soapOperations } from "./names.ts";
import { createConsultation } from "./register/consultation.ts";
import { forgetOldKeys } from "./register/kept-keys.ts";
import { createDimonaReader } from "./register/reader.ts";
import type { MandateCheck } from "./register/surroundings.ts";
import { createDeclarationWriter } from "./register/writer.ts";
import { dimonaApi } from "./rest/api.ts";
import { cancelledPeriods } from "./soap/consult-periods.ts";
import { filterableElements } from "./soap/filter.ts";
import { createDimonaSoap } from "./soap/service.ts";
import { workerTypes } from "./worker-type.ts";

/** What annexes may name of this service; only what SOAP consults is filtered. */
export const catalogueEntry: QuestionService = {
  operations: [declareOperation, consultOperation, receiveOperation, ...soapOperations],
  filterable: filterableElements,
  disclosable: [cancelledPeriods],
  mutations: { kinds: mutationKinds, workerTypes: workerTypes.map(({ code }) => code), removable: removableElements },
};

export interface Dimona {
  readonly api: RestApi;
  readonly soap: {
    readonly path: string;
    readonly endpoint: Endpoint;
    readonly publication: Publication;
    readonly checks: readonly Check[];
  };
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
  const dimonaReader = createDimonaReader(reader, clock, mandates);
  const consultation = createConsultation(reader, clock);
  const soap = createDimonaSoap({ writer, reader: dimonaReader, consultation, codes });
  const { files: contract } = soap.publication;
  const identification = createIdentification({ reader, writer, audit, clock, log });
  identification.start();
  return {
    api: dimonaApi({ writer, reader: dimonaReader, codes, clock, fetchMutations: createFetch(reader, clock) }),
    soap: {
      ...soap,
      checks: dimonaChecks({
        codes,
        contract,
        pending: () => writer.pending(),
        reader,
        lookingSince: clock.now(),
        clock,
      }),
    },
    forget: async () => {
      await forgetOldKeys(reader, clock);
      await forgetChangesToTell(reader, clock.now());
    },
    close: async () => {
      await identification.close();
      await writer.close();
    },
  };
}
