// EmployerMandateConsultationService v2 in JSON: the same operation and the same facts as the SOAP contract carries.
import type { z } from "zod";
import { type AccessStatus, accessCodes } from "../crossroads/access-codes.ts";
import type { AccessGrant } from "../crossroads/annex.ts";
import { certain } from "../kernel/outcome.ts";
import { formatNssoQuarter, parseQuarter } from "../kernel/quarter.ts";
import type { RestApi, SmalsRestOperation } from "../rest/operation.ts";
import type { AccessResultType, EntityIDType } from "../schema/generated/employer-mandate-consultation-types-v2.ts";
import type {
  CheckUnauthenticatedUserAccessRequest,
  CheckUnauthenticatedUserAccessResponse,
} from "../schema/generated/employer-mandate-consultation-v2.ts";
import type { CheckAccess } from "./check-access.ts";
import { accessExamples } from "./rest-examples.ts";
import { pointers } from "./rest-pointers.ts";
import { accessAnswerSchema, accessQuestionSchema, employerMandateSchemas } from "./rest-schemas.ts";

type Face = SmalsRestOperation<
  AccessQuestionJson,
  CheckUnauthenticatedUserAccessRequest,
  AccessGrant,
  CheckUnauthenticatedUserAccessResponse
>;

export function employerMandateApi(checkAccess: CheckAccess): RestApi<Face> {
  return {
    base: "/REST/employerMandateConsultation/v2",
    title: "EmployerMandateConsultationService",
    version: "2.0.0",
    description:
      "Whether a user who is not signed in may see the data of an employer. The same operation, rights, refusals and audit as EmployerMandateConsultationService v2 in SOAP; only the form is another.",
    tag: "Employer mandates",
    operations: [
      {
        operation: checkAccess,
        path: "/checkUnauthenticatedUserAccess",
        operationId: "checkUnauthenticatedUserAccess",
        summary: "Check whether a user who is not signed in has access to the data of an entity",
        description:
          "For support applications: contact centres, notifications, work that is done later. A no is an answer too. A POST, since the user's technical id and the number of an entity do not belong in an address.",
        scope: "scope:employermandate:access:check",
        input: accessQuestionSchema,
        answer: accessAnswerSchema,
        pointers,
        examples: accessExamples,
        toRequest,
        toJson: answerAsJson,
      },
    ],
    scopes: { "scope:employermandate:access:check": "Check the access of users who are not signed in" },
    schemas: employerMandateSchemas,
  };
}

type AccessQuestionJson = z.infer<typeof accessQuestionSchema>;
type EntityJson = AccessQuestionJson["entity"];
type AccessAnswerJson = z.infer<typeof accessAnswerSchema>;

function toRequest(question: AccessQuestionJson): CheckUnauthenticatedUserAccessRequest {
  const { technicalId, context, entity, accessCriteria, includeBasis, reference } = question;
  const { objectCriteria, date, quarter, period } = accessCriteria;
  return {
    User: {
      TechnicalID: technicalId,
      ...(context === undefined
        ? {}
        : { Context: { Entity: entityOf(context.entity), QualityCode: context.qualityCode } }),
    },
    Entity: entityOf(entity),
    AccessCriteria: {
      ObjectCriteria: objectCriteria.map(({ object, objectType }) => ({ Object: object, ObjectType: objectType })),
      ...periodOf(date, quarter, period),
    },
    ...(includeBasis === undefined ? {} : { IncludeBasis: includeBasis }),
    ...(reference === undefined ? {} : { Reference: reference }),
  };
}

/** At most one of them is there: the schema saw to it. */
function periodOf(
  date: string | undefined,
  quarter: string | undefined,
  period: AccessQuestionJson["accessCriteria"]["period"],
) {
  if (date !== undefined) return { Date: date };
  if (quarter !== undefined) return { Quarter: withoutQ(quarter) };
  if (period === undefined) return {};
  const { startQuarter, endQuarter } = period;
  return {
    Period: {
      BeginQuarter: withoutQ(startQuarter),
      ...(endQuarter === undefined ? {} : { EndQuarter: withoutQ(endQuarter) }),
    },
  };
}

/** Of one number, or of an employer's number and an enterprise number: the schema saw to it. */
function entityOf({ nssoNumber, provisionalNssoNumber, pplNumber, enterpriseNumber, ssin }: EntityJson): EntityIDType {
  if (ssin !== undefined) return { INSS: ssin };
  const beside = enterpriseNumber === undefined ? {} : { CompanyID: enterpriseNumber };
  if (nssoNumber !== undefined) return { NOSSRegistrationNbr: nssoNumber, ...beside };
  if (provisionalNssoNumber !== undefined) return { ProvisionalNSSONbr: provisionalNssoNumber, ...beside };
  if (pplNumber !== undefined) return { NOSSLPARegistrationNbr: pplNumber, ...beside };
  if (enterpriseNumber !== undefined) return { CompanyID: enterpriseNumber };
  throw new Error("An entity without a number passed the schema");
}

function answerAsJson(answer: CheckUnauthenticatedUserAccessResponse): AccessAnswerJson {
  const { Ticket, timestamp, Reference, Access, Entity, AccessResult } = answer;
  return {
    ticket: Ticket,
    timestamp,
    ...(Reference === undefined ? {} : { reference: Reference }),
    access: Access,
    entity: entityAsJson(Entity),
    accessResults: AccessResult.map(resultAsJson),
  };
}

function entityAsJson(entity: EntityIDType): EntityJson {
  const { NOSSRegistrationNbr, ProvisionalNSSONbr, NOSSLPARegistrationNbr, CompanyID, INSS } = entity;
  return {
    ...(NOSSRegistrationNbr === undefined ? {} : { nssoNumber: NOSSRegistrationNbr }),
    ...(ProvisionalNSSONbr === undefined ? {} : { provisionalNssoNumber: ProvisionalNSSONbr }),
    ...(NOSSLPARegistrationNbr === undefined ? {} : { pplNumber: NOSSLPARegistrationNbr }),
    ...(CompanyID === undefined ? {} : { enterpriseNumber: CompanyID }),
    ...(INSS === undefined ? {} : { ssin: INSS }),
  };
}

function resultAsJson(result: AccessResultType): AccessAnswerJson["accessResults"][number] {
  const { ObjectCriteria, Access, Decision, Basis } = result;
  return {
    object: ObjectCriteria.Object,
    objectType: ObjectCriteria.ObjectType,
    access: Access,
    decision: { code: Decision.Code, meaning: { ...meaningOf(Decision.Code) } },
    ...(Basis === undefined ? {} : { basis: basisAsJson(Basis) }),
  };
}

function basisAsJson(basis: NonNullable<AccessResultType["Basis"]>) {
  const { Type, QualityCode, MandateReference, MandateType, Validity } = basis;
  return {
    type: Type,
    qualityCode: QualityCode,
    ...(MandateReference === undefined ? {} : { mandateReference: MandateReference }),
    ...(MandateType === undefined ? {} : { mandateType: MandateType }),
    ...(Validity === undefined
      ? {}
      : {
          validity: {
            startQuarter: certain(parseQuarter(Validity.BeginQuarter)),
            ...(Validity.EndQuarter === undefined ? {} : { endQuarter: certain(parseQuarter(Validity.EndQuarter)) }),
          },
        }),
  };
}

function meaningOf(code: string): AccessStatus["meaning"] {
  const status = Object.values(accessCodes).find((one) => one.code === code);
  if (status === undefined || status.severity !== "INFORMATION") throw new Error(`${code} does not decide on access`);
  return status.meaning;
}

function withoutQ(quarter: string): string {
  const parsed = parseQuarter(quarter);
  // A quarter of the year 0 goes on as it is, to be refused with the others that cannot be.
  return parsed.ok ? formatNssoQuarter(parsed.value) : quarter.replace("Q", "");
}
