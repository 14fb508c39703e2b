// consultPeriods: the periods of a person, of an employer, or one by its number, as far as the customer's annex lets it see them.
import type { Operation, SourceAnswer } from "../../crossroads/operation.ts";
import { grantOf, type Passage } from "../../crossroads/passage.ts";
import type { Period } from "../../kernel/period.ts";
import {
  type ConsultPeriodsRequest,
  decodeConsultPeriodsRequest,
  encodeConsultPeriodsFault,
  encodeConsultPeriodsResponse,
} from "../../schema/generated/dimona-service-v1.ts";
import type { PeriodCriteriaType, PeriodType } from "../../schema/generated/dimona-types-v1.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import type { Consultation } from "../register/consultation.ts";
import type { ConsultedPeriod } from "../register/consulted-rows.ts";
import type { DimonaReader } from "../register/reader.ts";
import { daysOf, employerNumbers, meets, type PeriodQuestion, toldBy } from "./criteria.ts";
import { type Item, itemsOf, mostFound, nothingFound } from "./items.ts";
import { listOperation } from "./list-operation.ts";
import { periodElement } from "./period-message.ts";

type Periods = readonly Item<PeriodType>[];

/** What an annex may let a customer see beside: cancelled periods whole. */
export const cancelledPeriods = "cancelledPeriods";

export function consultPeriods(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
): Operation<ConsultPeriodsRequest, Periods> {
  return listOperation({
    name: "consultPeriods",
    decode: decodeConsultPeriodsRequest,
    ask: (criteria, passage, days) => askPeriods(consultation, reader, criteria, passage, days),
    encode: (head, period) =>
      encodeConsultPeriodsResponse({ ...head, ...(period === undefined ? {} : { periods: { period } }) }),
    encodeFault: encodeConsultPeriodsFault,
  });
}

async function askPeriods(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
  criteria: PeriodCriteriaType,
  passage: Passage,
  days: Required<Period>,
): Promise<SourceAnswer<Periods>> {
  const asked = await readQuestion(reader, criteria, days);
  if (asked === undefined) return nothingFound();
  const { person } = passage;
  const near =
    person === undefined
      ? await periodsNear(consultation, asked, mostFound(passage))
      : await consultation.periodsOf(person.ssin);
  const grant = grantOf(passage);
  const cancelledWhole = grant.disclose?.includes(cancelledPeriods) === true;
  // Of a cancelled period that is not shown whole no criterion may tell what it was like.
  const withCancelled = cancelledWhole || toldBy(criteria).length === 0;
  const found = near?.filter((one) => meets(one, asked) && (withCancelled || !one.cancelled));
  const shown = { clip: grant.period.clip ? days : undefined, cancelledWhole };
  return itemsOf(passage, found, daysOf, (one) => periodElement(one, shown));
}

/** Undefined where a number names nobody: then nothing can meet the criteria. */
async function readQuestion(
  reader: Pick<DimonaReader, "employer">,
  criteria: PeriodCriteriaType,
  days: Required<Period>,
): Promise<PeriodQuestion | undefined> {
  const { employer, usingEmployer } = criteria;
  const entity = employer === undefined ? undefined : await reader.employer(employerNumbers(employer));
  if (employer !== undefined && entity === undefined) return undefined;
  const user = usingEmployer?.nossRegistrationNbr;
  const userEnterprise =
    user === undefined
      ? usingEmployer?.usingEmployerCompanyId
      : (await reader.employer({ nssoNumber: user }))?.enterpriseNumber;
  if (usingEmployer !== undefined && userEnterprise === undefined) return undefined;
  return {
    days,
    employer: entity?.key,
    subEntity: employer?.subEntityNbr,
    userEnterprise,
    criteria,
  };
}

/** Those that may meet the criteria, as far as a statement tells; undefined where they are more than `most`. */
function periodsNear(
  consultation: Consultation,
  { days, employer, subEntity, userEnterprise, criteria }: PeriodQuestion,
  most: number,
): Promise<readonly ConsultedPeriod[] | undefined> {
  const {
    dimonaPeriodId,
    workerType = [],
    jointCommissionNbr = [],
    cancellationIndicator,
    interimIndicator,
  } = criteria;
  const number = dimonaPeriodId === undefined ? undefined : parseDimonaNumber(dimonaPeriodId);
  return consultation.periodsAskedFor(
    {
      employer,
      number: number?.ok === true ? number.value : undefined,
      days,
      workerTypes: workerType.length === 0 ? undefined : workerType,
      jointCommittees: jointCommissionNbr.length === 0 ? undefined : jointCommissionNbr,
      cancelled: cancellationIndicator === "0" ? undefined : cancellationIndicator === "2",
      userEnterprise,
      subEntity,
      interim: interimIndicator === undefined || interimIndicator === "0" ? undefined : interimIndicator === "1",
      startedOrEnded: criteria.onlyStartedOrEnded,
    },
    most,
  );
}
