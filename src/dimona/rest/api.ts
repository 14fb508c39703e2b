// Dimona in JSON (REST v2): declarations are taken and looked up, the personnel file is searched.
import type { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { FetchMutations } from "../../forwarding/fetch.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { RestApi } from "../../rest/operation.ts";
import { consultScope, declarantScope, receiveScope, restBase } from "../names.ts";
import type { DimonaReader } from "../register/reader.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import {
  anomalySchema,
  answeredWorkerSchema,
  dailyRegistrationSchema,
  declarationAnswerSchema,
  declarationSchema,
  dimonaCancelSchema,
  dimonaInSchema,
  dimonaOutSchema,
  dimonaUpdateSchema,
  linkSchema,
  notificationSchema,
  quotaSchema,
  resultPageSchema,
  statusSchema,
  takenSchema,
  workerSchema,
} from "./declaration-schemas.ts";
import { declareOperationOf } from "./declare.ts";
import { address, controlCards, employer, features, placeOfWork, smallStatute } from "./fields.ts";
import {
  declarationSearchSchema,
  declarationsSchema,
  nextActionSchema,
  periodAnswerSchema,
  periodSchema,
  periodSearchSchema,
  periodsSchema,
  registrationSchema,
  relationSchema,
  relationSearchSchema,
  relationsSchema,
  searchedEmployer,
  searchedWorker,
} from "./file-schemas.ts";
import {
  identityChangeSchema,
  identityChangeSearchSchema,
  identityChangesSchema,
  idfluxSchema,
  situationSchema,
} from "./identity-change-schemas.ts";
import { identityChangeOperations } from "./identity-changes.ts";
import { lookUpOperations } from "./look-up.ts";
import { fetchOperationOf, mutationSchema, mutationSearchSchema, mutationsSchema } from "./mutations.ts";
import { searchOperations } from "./search.ts";

export interface DimonaApiParts {
  readonly writer: DeclarationWriter;
  readonly reader: DimonaReader;
  readonly codes: DimonaCodes;
  readonly clock: Clock;
  readonly fetchMutations: FetchMutations;
}

export function dimonaApi({ writer, reader, codes, clock, fetchMutations }: DimonaApiParts): RestApi {
  return {
    base: restBase,
    title: "DimonaService",
    version: "2.0.0",
    description:
      "Declarations of who starts and stops work for an employer, and the personnel file that they make. A customer speaks for the enterprise of its annex, and for every employer that has given that enterprise a mandate.",
    tag: "Dimona",
    operations: [
      declareOperationOf(writer, codes),
      ...lookUpOperations({ reader, codes, clock }),
      ...searchOperations(reader, codes),
      ...identityChangeOperations(reader),
      fetchOperationOf(fetchMutations),
    ],
    scopes: {
      [declarantScope]: "Send declarations",
      [consultScope]: "Look up declarations and their results, and search personnel files and what employers were told",
      [receiveScope]: "Fetch mutations, for an institution whose annex says that it fetches",
    },
    schemas,
  };
}

/** Under these names the reference shows them. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  Declaration: declarationSchema,
  DimonaIn: dimonaInSchema,
  DimonaOut: dimonaOutSchema,
  DimonaUpdate: dimonaUpdateSchema,
  DimonaCancel: dimonaCancelSchema,
  DailyRegistration: dailyRegistrationSchema,
  DeclaredWorker: workerSchema,
  AnsweredWorker: answeredWorkerSchema,
  DeclaredEmployer: employer,
  DimonaFeatures: features,
  ControlCards: controlCards,
  PlaceOfWork: placeOfWork,
  SmallStatute: smallStatute,
  DimonaAddress: address,
  TakenDeclaration: takenSchema,
  DeclarationAnswer: declarationAnswerSchema,
  DeclarationStatus: statusSchema,
  Notification: notificationSchema,
  ResultPage: resultPageSchema,
  Anomaly: anomalySchema,
  Quota: quotaSchema,
  Link: linkSchema,
  Period: periodSchema,
  PeriodAnswer: periodAnswerSchema,
  NextAction: nextActionSchema,
  Relation: relationSchema,
  RegisteredDay: registrationSchema,
  SearchedEmployer: searchedEmployer,
  SearchedWorker: searchedWorker,
  DeclarationSearch: declarationSearchSchema,
  Declarations: declarationsSchema,
  PeriodSearch: periodSearchSchema,
  Periods: periodsSchema,
  RelationSearch: relationSearchSchema,
  Relations: relationsSchema,
  Situation: situationSchema,
  IdentityChange: identityChangeSchema,
  Idflux: idfluxSchema,
  IdentityChangeSearch: identityChangeSearchSchema,
  IdentityChanges: identityChangesSchema,
  Mutation: mutationSchema,
  MutationSearch: mutationSearchSchema,
  Mutations: mutationsSchema,
};
