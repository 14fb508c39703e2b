// consultContributions: whether the contributions of each quarter were paid, asked of the funds (S264, section 2.4).
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import { inscriptionCoversData } from "../crossroads/gates/person.ts";
import { type Operation, refuse, type SourceAnswer } from "../crossroads/operation.ts";
import { type Passage, personOf } from "../crossroads/passage.ts";
import { headOf } from "../crossroads/response-head.ts";
import { statuses } from "../crossroads/statuses.ts";
import { firstDayOf, lastDayOf, type Quarter } from "../kernel/quarter.ts";
import type { ContributionsType } from "../schema/generated/self-employed-common-types-v1.ts";
import {
  type ConsultContributionsRequest,
  decodeConsultContributionsRequest,
  encodeConsultContributionsFault,
  encodeConsultContributionsResponse,
} from "../schema/generated/self-employed-v2.ts";
import { fundsByQuarter } from "./affiliation.ts";
import type { CareerSource } from "./arza.ts";
import { askArza } from "./ask-arza.ts";
import { contributionDescriber, type QuarterAtFund } from "./contribution-message.ts";
import type { FundAnswer, FundSource } from "./funds/source.ts";
import { interfaceNamespace, serviceName } from "./names.ts";
import { daysOf, readQuarters } from "./quarters.ts";
import { supplierGate } from "./supplier-gate.ts";

export function consultContributions(
  careers: CareerSource,
  funds: FundSource,
  codes: SelfEmployedCodes,
): Operation<ConsultContributionsRequest, ContributionsType> {
  const describe = contributionDescriber(codes);
  return {
    service: serviceName,
    name: "consultContributions",
    element: { namespace: interfaceNamespace, localName: "consultContributionsRequest" },
    decode: decodeConsultContributionsRequest,
    periodOf: ({ criteria }, today) => {
      const asked = readQuarters(criteria.period, today);
      return "fault" in asked ? { period: undefined, fault: asked.fault } : { period: daysOf(asked.quarters) };
    },
    gates: [supplierGate],
    ask: async (request, passage) => {
      const { quarters } = readQuarters(request.criteria.period, passage.today);
      const answer = await askFunds(careers, funds, codes, quarters, passage);
      return answer.kind === "refused" ? answer : { kind: "data", data: describe(answer.data) };
    },
    // The contract has no dataFilters here, so an element that is taken out could not be named: nothing is taken out, and
    // none of the elements that an annex may filter occurs.
    filter: (data) => ({ data, removed: [] }),
    encodeResponse: (response) =>
      encodeConsultContributionsResponse({
        ...headOf(response),
        criteria: response.request.criteria,
        ...(response.data === undefined ? {} : { contributions: response.data }),
      }),
    encodeFault: encodeConsultContributionsFault,
  };
}

/**
 * RSVZ keeps no contributions: ARZA says with which fund the person was in each quarter, and those funds are asked, side
 * by side. The answer is whole or there is none: one fund that cannot be asked makes it MSG00020, one that answers wrongly
 * MSG00023.
 */
async function askFunds(
  careers: CareerSource,
  funds: FundSource,
  codes: SelfEmployedCodes,
  quarters: readonly Quarter[],
  passage: Passage,
): Promise<SourceAnswer<readonly QuarterAtFund[]>> {
  const arza = await askArza(careers, passage);
  if (arza.kind === "refused") return arza;
  const byFund = Map.groupBy(fundsByQuarter(arza.data, quarters), ([, fundCode]) => fundCode);
  if (byFund.size === 0) return refuse(statuses.SES00200, "an affiliation in the quarters asked about", "none");
  const answers = await Promise.all(
    [...byFund].map(async ([fundCode, entries]) => {
      const own = entries.map(([quarter]) => quarter);
      return { fundCode, own, answer: await askFund(funds, fundCode, own, passage) };
    }),
  );
  for (const [kind, status] of failures) {
    const failed = answers.flatMap(({ fundCode, answer }) =>
      answer.kind === kind ? [{ name: nameOf(fundCode, codes), reason: answer.reason }] : [],
    );
    const [first] = failed;
    if (first === undefined) continue;
    const information = failed.map(({ name }) => ({ fieldName: "fund", fieldValue: name }));
    return refuse(status, `a sound answer from fund ${first.name}`, first.reason, information);
  }
  const found = answers.flatMap(({ fundCode, own, answer }) =>
    answer.kind !== "data"
      ? []
      : answer.contributions.flatMap((item) => (own.includes(item.quarter) ? [{ ...item, fundCode }] : [])),
  );
  if (found.length === 0) return refuse(statuses.SES00200, "contributions that are established", "none yet");
  const periods = found.map(({ quarter }) => ({ from: firstDayOf(quarter), to: lastDayOf(quarter) }));
  const covered = inscriptionCoversData(passage, periods);
  if (!covered.passed) return { kind: "refused", refusal: covered };
  return { kind: "data", data: found.sort((a, b) => (a.quarter < b.quarter ? -1 : 1)) };
}

/** In this order: who asks again later may hope for a fund that is away, and not for one that is wrong. */
const failures = [
  ["unavailable", statuses.MSG00020],
  ["wrong", statuses.MSG00023],
] as const;

/**
 * Asks for the person's own quarters alone. A fund that has nothing of a quarter that has ended, though ARZA says that the
 * person was with it, contradicts ARZA: to leave the quarter out would pass a part off as the whole, so the answer counts
 * as wrong. Of the quarter that is still running a fund may not know anything yet: that one is left out.
 */
async function askFund(
  funds: FundSource,
  fundCode: string,
  own: readonly Quarter[],
  passage: Passage,
): Promise<FundAnswer> {
  const [beginQuarter] = own;
  const endQuarter = own.at(-1);
  if (beginQuarter === undefined || endQuarter === undefined) throw new Error("a fund without a quarter to ask for");
  const { ssin } = personOf(passage);
  const answer = await funds.contributionsOf(fundCode, { ssin, beginQuarter, endQuarter });
  if (answer.kind !== "data") return answer;
  const known = new Set(answer.contributions.map(({ quarter }) => quarter));
  const missing = own.some((quarter) => !known.has(quarter) && lastDayOf(quarter) < passage.today);
  return missing ? { kind: "wrong", reason: "quarters of an affiliation are missing" } : answer;
}

function nameOf(fundCode: string, codes: SelfEmployedCodes): string {
  const name = codes.socialInsuranceFund.describe(fundCode)?.nl;
  return name === undefined ? fundCode : `${fundCode} ${name}`;
}
