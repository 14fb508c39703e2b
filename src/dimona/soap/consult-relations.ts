// consultRelations: for which employers a person works or has worked, or which persons for an employer.
import type { Operation, SourceAnswer } from "../../crossroads/operation.ts";
import { grantOf, type Passage } from "../../crossroads/passage.ts";
import { overlaps, type Period } from "../../kernel/period.ts";
import {
  type ConsultRelationsRequest,
  decodeConsultRelationsRequest,
  encodeConsultRelationsFault,
  encodeConsultRelationsResponse,
} from "../../schema/generated/dimona-service-v1.ts";
import type { RelationCriteriaType, RelationType } from "../../schema/generated/dimona-types-v1.ts";
import type { Consultation } from "../register/consultation.ts";
import type { ConsultedRelation } from "../register/consulted-rows.ts";
import type { DimonaReader } from "../register/reader.ts";
import { employerNumbers, sourceOf, startsOrEndsWithin } from "./criteria.ts";
import { type Item, itemsOf, mostFound, nothingFound } from "./items.ts";
import { listOperation } from "./list-operation.ts";
import { relationElement } from "./period-message.ts";

type Relations = readonly Item<RelationType>[];

export function consultRelations(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
): Operation<ConsultRelationsRequest, Relations> {
  return listOperation({
    name: "consultRelations",
    decode: decodeConsultRelationsRequest,
    ask: (criteria, passage, days) => askRelations(consultation, reader, criteria, passage, days),
    encode: (head, relation) =>
      encodeConsultRelationsResponse({ ...head, ...(relation === undefined ? {} : { relations: { relation } }) }),
    encodeFault: encodeConsultRelationsFault,
  });
}

async function askRelations(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
  { employer: numbers, source, onlyStartedOrEnded }: RelationCriteriaType,
  passage: Passage,
  days: Required<Period>,
): Promise<SourceAnswer<Relations>> {
  const employer = numbers === undefined ? undefined : (await reader.employer(employerNumbers(numbers)))?.key;
  if (numbers !== undefined && employer === undefined) return nothingFound();
  const near = await relationsNear(consultation, passage, employer, days);
  const found = near?.filter(
    (one) =>
      overlaps(one.days, days) &&
      (employer === undefined || one.employer.entity === employer) &&
      (source === undefined || sourceOf(one.employer) === source) &&
      (onlyStartedOrEnded !== true || startsOrEndsWithin(one.days, days)),
  );
  const clip = grantOf(passage).period.clip ? days : undefined;
  return itemsOf(
    passage,
    found,
    (one) => one.days,
    (one) => relationElement(one, clip),
  );
}

/** Those of the worker, or else of the employer: one of them is named, as the criteria gate sees to. */
async function relationsNear(
  consultation: Consultation,
  passage: Passage,
  employer: ConsultedRelation["employer"]["entity"] | undefined,
  days: Required<Period>,
): Promise<readonly ConsultedRelation[] | undefined> {
  const { person } = passage;
  if (person !== undefined) return await consultation.relationsOf(person.ssin);
  if (employer === undefined) throw new Error("a question about nobody passed the criteria gate");
  return await consultation.relationsAskedFor({ employer, days }, mostFound(passage));
}
