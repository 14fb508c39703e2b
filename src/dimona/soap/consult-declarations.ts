// consultDeclarations: what was declared for an employer, and what became of it, for the employer and who has its mandate.
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import { readAskedPeriod } from "../../crossroads/asked-period.ts";
import { inscriptionCoversData } from "../../crossroads/gates/person.ts";
import { type Operation, refuse, type SourceAnswer } from "../../crossroads/operation.ts";
import type { Passage } from "../../crossroads/passage.ts";
import { headOf } from "../../crossroads/response-head.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { Identifier } from "../../employers/identifier.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { firstMomentOf, localStamp } from "../../kernel/local-time.ts";
import type { Period } from "../../kernel/period.ts";
import {
  type ConsultDeclarationsRequest,
  decodeConsultDeclarationsRequest,
  encodeConsultDeclarationsFault,
  encodeConsultDeclarationsResponse,
} from "../../schema/generated/dimona-service-v1.ts";
import type { DeclarationCriteriaType, HandledDeclarationType } from "../../schema/generated/dimona-types-v1.ts";
import { closedFile, isFileOpen } from "../closed-file.ts";
import { parseDimonaNumber } from "../dimona-number.ts";
import { interfaceNamespace, serviceName } from "../names.ts";
import type { KeptDeclaration } from "../register/kept.ts";
import type { DimonaReader } from "../register/reader.ts";
import { identifierOf } from "../rest/caller.ts";
import { employerElement, optionally } from "./blocks.ts";
import { daysOf, employerNumbers, invalid, namedBeside } from "./criteria.ts";
import { declarationElement, handlingElement } from "./declaration-message.ts";
import { fromRegister, type Item, keepInscribed, nothingFound, personsOf } from "./items.ts";

export interface ConsultDeclarationsParts {
  readonly reader: Pick<DimonaReader, "declaration" | "declarations" | "employer" | "maySee">;
  readonly codes: DimonaCodes;
}

interface Page {
  readonly page: number;
  readonly hasNext: boolean;
  readonly items: readonly Item<HandledDeclarationType>[];
}

export function consultDeclarations(parts: ConsultDeclarationsParts): Operation<ConsultDeclarationsRequest, Page> {
  return {
    service: serviceName,
    name: "consultDeclarations",
    element: { namespace: interfaceNamespace, localName: "consultDeclarationsRequest" },
    decode: decodeConsultDeclarationsRequest,
    askedBeside: ({ criteria: { declarationId, employer } }) => namedBeside({ declarationId, employer }),
    periodOf: ({ criteria }, today) => readReception(criteria, today),
    gates: [],
    ask: ({ criteria }, passage) => fromRegister(() => askDeclarations(parts, criteria, passage)),
    onlyInscribed: async (page, isInscribed) => {
      const kept = await keepInscribed(page.items, isInscribed);
      return kept.kind === "refused" ? kept : { kind: "data", data: { ...page, items: kept.data } };
    },
    personsIn: ({ items }) => personsOf(items),
    filter: (page) => ({ data: page, removed: [] }),
    encodeResponse: (response) =>
      encodeConsultDeclarationsResponse({
        ...headOf(response),
        criteria: response.request.criteria,
        ...(response.data === undefined
          ? {}
          : {
              declarations: {
                page: response.data.page,
                hasNext: response.data.hasNext,
                item: response.data.items.map(({ element }) => element),
              },
            }),
      }),
    encodeFault: encodeConsultDeclarationsFault,
  };
}

/** Days of reception are not days of work: they are none that the period of an annex limits. */
function readReception({ declarationId, receptionPeriod, employer }: DeclarationCriteriaType, today: IsoDay) {
  if (declarationId !== undefined && !parseDimonaNumber(declarationId).ok) {
    return invalid("declarationId", "twelve digits of which the last two are check digits");
  }
  if (employer !== undefined && Object.keys(employerNumbers(employer)).length === 0) {
    return invalid("employer", "at least one number of the employer");
  }
  if (receptionPeriod === undefined) return { period: undefined };
  const { fault } = readAskedPeriod(receptionPeriod, statuses.MSG00008, today);
  return fault === undefined ? { period: undefined } : { period: undefined, fault };
}

async function askDeclarations(
  { reader, codes }: ConsultDeclarationsParts,
  criteria: DeclarationCriteriaType,
  passage: Passage,
): Promise<SourceAnswer<Page>> {
  const { annex } = passage;
  const own = identifierOf(annex);
  if (criteria.declarationId !== undefined) {
    const number = parseDimonaNumber(criteria.declarationId);
    const kept = number.ok ? await reader.declaration(number.value) : undefined;
    if (kept === undefined || !(await isShown(kept, annex.customer, own, reader))) return nothingFound();
    return { kind: "data", data: { page: 1, hasNext: false, items: [itemOf(kept, codes)] } };
  }
  const { employer: named, page = 1, pageSize = 50 } = criteria;
  const employer = await reader.employer(named === undefined ? ownNumbers(own) : employerNumbers(named));
  // Who has no mandate does not learn either whether there is such an employer.
  if (employer === undefined || !(await reader.maySee(own, employer.key))) return withoutMandate(codes);
  if (!isFileOpen(employer)) return fileNotOpen();
  const workers = passage.person === undefined ? undefined : [passage.person.ssin];
  const found = await reader.declarations(
    { employer: employer.key, workers, ...characteristicsOf(criteria, passage.today) },
    { size: pageSize + 1, skipped: (page - 1) * pageSize },
  );
  if (found.length === 0) return nothingFound();
  const items = found.slice(0, pageSize).map((kept) => itemOf(kept, codes));
  const covered = inscriptionCoversData(
    passage,
    items.flatMap(({ days }) => days),
  );
  if (!covered.passed) return { kind: "refused", refusal: covered };
  return { kind: "data", data: { page, hasNext: found.length > pageSize, items } };
}

function characteristicsOf(
  { receptionPeriod, jointCommissionNbr, workerType = [], usingEmployerCompanyId }: DeclarationCriteriaType,
  today: IsoDay,
) {
  const received =
    receptionPeriod === undefined ? undefined : readAskedPeriod(receptionPeriod, statuses.MSG00008, today).period;
  return {
    receivedFrom: optionally(({ from }) => firstMomentOf(from), received),
    receivedBefore: optionally((to) => firstMomentOf(addDays(to, 1)), received?.to),
    jointCommittee: jointCommissionNbr,
    workerTypes: workerType.length === 0 ? undefined : workerType,
    userEnterprise: usingEmployerCompanyId,
  };
}

/** As REST shows it: to who sent it, to its employer, and to who has that employer's mandate. */
async function isShown(
  { customer, employer }: KeptDeclaration,
  asker: string,
  own: Identifier | undefined,
  reader: ConsultDeclarationsParts["reader"],
): Promise<boolean> {
  return customer === asker || (employer !== undefined && (await reader.maySee(own, employer.entity)));
}

function itemOf(kept: KeptDeclaration, codes: DimonaCodes): Item<HandledDeclarationType> {
  const { employer, ssin, declaration } = kept;
  return {
    ssin,
    days: [daysIn(kept)],
    element: {
      employer: optionally(employerElement, employer),
      ssin,
      declaration: declarationElement(declaration),
      handling: handlingElement(kept, codes),
    },
  };
}

/** Those of the period, or those declared; of what names none, the day on which it came. */
function daysIn({ change, declaration, receivedAt }: KeptDeclaration): Period {
  const period = change?.kind === "registration" ? change.period : change?.after;
  const span = period?.span ?? (declaration.action === "in" ? declaration.span : undefined);
  if (span !== undefined) return daysOf({ span });
  const { day } = localStamp(receivedAt);
  return { from: day, to: day };
}

function withoutMandate(codes: DimonaCodes): SourceAnswer<never> {
  return refuse(statuses.MSG00027, "the employer itself, or somebody with a mandate of it for Dimona", "another", [
    { fieldName: "90256-155", fieldValue: codes.anomaly("155")?.label.en ?? "" },
  ]);
}

function fileNotOpen(): SourceAnswer<never> {
  return refuse(statuses.MSG00027, "an employer with its definitive number", "a provisional number alone", [
    { fieldName: "employer", fieldValue: closedFile.why.en },
    { fieldName: "declarationId", fieldValue: closedFile.remedy.en },
  ]);
}

/** The enterprise for which the customer speaks. */
function ownNumbers(own: Identifier | undefined) {
  return own === undefined ? {} : { enterpriseNumber: own.slice(own.indexOf(":") + 1) };
}
