// consultRelations: for which employers a person works or has worked, or which persons for an employer.
import { inscriptionCoversData } from "../../crossroads/gates/person.ts";
import type { Operation, SourceAnswer } from "../../crossroads/operation.ts";
import { grantOf, type Passage } from "../../crossroads/passage.ts";
import { headOf } from "../../crossroads/response-head.ts";
import { overlaps } from "../../kernel/period.ts";
import {
  type ConsultRelationsRequest,
  decodeConsultRelationsRequest,
  encodeConsultRelationsFault,
  encodeConsultRelationsResponse,
} from "../../schema/generated/dimona-service-v1.ts";
import type { RelationCriteriaType, RelationType } from "../../schema/generated/dimona-types-v1.ts";
import { interfaceNamespace, serviceName } from "../names.ts";
import type { Consultation } from "../register/consultation.ts";
import type { DimonaReader } from "../register/reader.ts";
import { employerNumbers, readCriteria, sourceOf, startsOrEndsWithin } from "./criteria.ts";
import {
  dataOf,
  filterItems,
  fromRegister,
  type Item,
  keepInscribed,
  mostItems,
  nothingFound,
  tooManyFound,
} from "./items.ts";
import { relationElement } from "./period-message.ts";

type Relations = readonly Item<RelationType>[];

export function consultRelations(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
): Operation<ConsultRelationsRequest, Relations> {
  return {
    service: serviceName,
    name: "consultRelations",
    element: { namespace: interfaceNamespace, localName: "consultRelationsRequest" },
    decode: decodeConsultRelationsRequest,
    periodOf: ({ criteria }, today) => readCriteria(criteria, today),
    gates: [],
    ask: ({ criteria }, passage) => fromRegister(() => askRelations(consultation, reader, criteria, passage)),
    onlyInscribed: keepInscribed,
    filter: (relations, { filter }) => filterItems(relations, filter),
    encodeResponse: (response) =>
      encodeConsultRelationsResponse({
        ...headOf(response),
        criteria: response.request.criteria,
        ...(response.dataFilters.length === 0 ? {} : { dataFilters: { filteredElement: response.dataFilters } }),
        ...(response.data === undefined
          ? {}
          : { relations: { relation: response.data.map(({ element }) => element) } }),
      }),
    encodeFault: encodeConsultRelationsFault,
  };
}

async function askRelations(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
  { employer, source, onlyStartedOrEnded }: RelationCriteriaType,
  passage: Passage,
): Promise<SourceAnswer<Relations>> {
  const { person, question } = passage;
  const { period } = question;
  if (period?.to === undefined)
    throw new Error("The criteria gate comes before any source, and an end is always known");
  const days = { from: period.from, to: period.to };
  const entity = employer === undefined ? undefined : (await reader.employer(employerNumbers(employer)))?.key;
  if (employer !== undefined && entity === undefined) return nothingFound();
  const near = await (person === undefined
    ? consultation.relationsAskedFor({ employer: named(entity), days }, mostItems)
    : consultation.relationsOf(person.ssin));
  const found = near?.filter(
    (one) =>
      overlaps(one.days, days) &&
      (entity === undefined || one.employer.entity === entity) &&
      (source === undefined || sourceOf(one.employer) === source) &&
      (onlyStartedOrEnded !== true || startsOrEndsWithin(one.days, days)),
  );
  if (found === undefined || found.length > mostItems) return tooManyFound();
  const covered = inscriptionCoversData(
    passage,
    found.map((one) => one.days),
  );
  if (!covered.passed) return { kind: "refused", refusal: covered };
  const clip = grantOf(passage).period.clip ? days : undefined;
  return dataOf(found.map((one) => ({ ssin: one.ssin, days: [one.days], element: relationElement(one, clip) })));
}

function named<Entity>(entity: Entity | undefined): Entity {
  if (entity === undefined)
    throw new Error("The criteria gate comes before any source: a worker or an employer is named");
  return entity;
}
