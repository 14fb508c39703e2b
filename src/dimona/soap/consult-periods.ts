// consultPeriods: the periods of a person, of an employer, or one by its number, as far as the customer's annex lets it see them.
import { inscriptionCoversData } from "../../crossroads/gates/person.ts";
import type { Operation, SourceAnswer } from "../../crossroads/operation.ts";
import { grantOf, type Passage } from "../../crossroads/passage.ts";
import { headOf } from "../../crossroads/response-head.ts";
import {
  type ConsultPeriodsRequest,
  decodeConsultPeriodsRequest,
  encodeConsultPeriodsFault,
  encodeConsultPeriodsResponse,
} from "../../schema/generated/dimona-service-v1.ts";
import type { PeriodCriteriaType, PeriodType } from "../../schema/generated/dimona-types-v1.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import { interfaceNamespace, serviceName } from "../names.ts";
import type { Consultation, ConsultedPeriod } from "../register/consultation.ts";
import type { DimonaReader } from "../register/reader.ts";
import { daysOf, employerNumbers, meets, type PeriodQuestion, readCriteria } from "./criteria.ts";
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
import { periodElement } from "./period-message.ts";

type Periods = readonly Item<PeriodType>[];

/** What an annex may let a customer see beside: cancelled periods whole. */
export const cancelledPeriods = "cancelledPeriods";

export function consultPeriods(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
): Operation<ConsultPeriodsRequest, Periods> {
  return {
    service: serviceName,
    name: "consultPeriods",
    element: { namespace: interfaceNamespace, localName: "consultPeriodsRequest" },
    decode: decodeConsultPeriodsRequest,
    periodOf: ({ criteria }, today) => readCriteria(criteria, today),
    gates: [],
    ask: ({ criteria }, passage) => fromRegister(() => askPeriods(consultation, reader, criteria, passage)),
    onlyInscribed: keepInscribed,
    filter: (periods, { filter }) => filterItems(periods, filter),
    encodeResponse: (response) =>
      encodeConsultPeriodsResponse({
        ...headOf(response),
        criteria: response.request.criteria,
        ...(response.dataFilters.length === 0 ? {} : { dataFilters: { filteredElement: response.dataFilters } }),
        ...(response.data === undefined ? {} : { periods: { period: response.data.map(({ element }) => element) } }),
      }),
    encodeFault: encodeConsultPeriodsFault,
  };
}

async function askPeriods(
  consultation: Consultation,
  reader: Pick<DimonaReader, "employer">,
  criteria: PeriodCriteriaType,
  passage: Passage,
): Promise<SourceAnswer<Periods>> {
  const asked = await readQuestion(reader, criteria, passage);
  if (asked === undefined) return nothingFound();
  const { person } = passage;
  const near =
    person === undefined ? await periodsNear(consultation, asked) : await consultation.periodsOf(person.ssin);
  const found = near?.filter((one) => meets(one, asked));
  if (found === undefined || found.length > mostItems) return tooManyFound();
  const covered = inscriptionCoversData(passage, found.map(daysOf));
  if (!covered.passed) return { kind: "refused", refusal: covered };
  const grant = grantOf(passage);
  const shown = {
    clip: grant.period.clip ? asked.days : undefined,
    cancelledWhole: grant.disclose?.includes(cancelledPeriods) === true,
  };
  return dataOf(found.map((one) => ({ ssin: one.ssin, days: [daysOf(one)], element: periodElement(one, shown) })));
}

/** Undefined where a number names nobody: then nothing can meet the criteria. */
async function readQuestion(
  reader: Pick<DimonaReader, "employer">,
  criteria: PeriodCriteriaType,
  { question: { period } }: Passage,
): Promise<PeriodQuestion | undefined> {
  const { employer, usingEmployer } = criteria;
  if (period?.to === undefined)
    throw new Error("The criteria gate comes before any source, and an end is always known");
  const entity = employer === undefined ? undefined : await reader.employer(employerNumbers(employer));
  if (employer !== undefined && entity === undefined) return undefined;
  const user = usingEmployer?.nossRegistrationNbr;
  const userEnterprise =
    user === undefined
      ? usingEmployer?.usingEmployerCompanyId
      : (await reader.employer({ nssoNumber: user }))?.enterpriseNumber;
  if (usingEmployer !== undefined && userEnterprise === undefined) return undefined;
  return {
    days: { from: period.from, to: period.to },
    employer: entity?.key,
    subEntity: employer?.subEntityNbr,
    userEnterprise,
    criteria,
  };
}

/** Those that may meet the criteria, as far as a statement tells; undefined where they are more than an answer may hold. */
function periodsNear(
  consultation: Consultation,
  { days, employer, userEnterprise, criteria }: PeriodQuestion,
): Promise<readonly ConsultedPeriod[] | undefined> {
  const { dimonaPeriodId, workerType = [], jointCommissionNbr = [], cancellationIndicator } = criteria;
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
    },
    mostItems,
  );
}
