// checkUnauthenticatedUserAccess: may a user who is not there see the data of an entity? (S298, section 4)

import { hash } from "node:crypto";
import type { EmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import type { AccessGrant, Annex } from "../crossroads/annex.ts";
import { isOfPopulation } from "../crossroads/population.ts";
import { toldLimit } from "../crossroads/quota.ts";
import type { SmalsAnswer, SmalsCall, SmalsOperation, SmalsRefusal, SmalsReply } from "../crossroads/smals.ts";
import { statuses } from "../crossroads/statuses.ts";
import { kindOf } from "../employers/identifier.ts";
import { today } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { parseSsin } from "../kernel/ssin.ts";
import {
  type CheckUnauthenticatedUserAccessRequest,
  type CheckUnauthenticatedUserAccessResponse,
  decodeCheckUnauthenticatedUserAccessRequest,
  encodeCheckUnauthenticatedUserAccessResponse,
} from "../schema/generated/employer-mandate-consultation-v2.ts";
import { type ContentFault, readQuestion } from "./content.ts";
import { type AccessDecision, decideAccess } from "./decide.ts";
import { withoutReasons } from "./disclosure.ts";
import { interfaceNamespace, operationName, serviceName } from "./names.ts";
import type { AccessQuestion } from "./question.ts";
import type { AccessRegisters } from "./registers.ts";
import { responseOf } from "./response.ts";

export type CheckAccess = SmalsOperation<
  CheckUnauthenticatedUserAccessRequest,
  AccessGrant,
  CheckUnauthenticatedUserAccessResponse
>;

export function checkAccess(registers: AccessRegisters, codes: () => EmployerMandateCodes): CheckAccess {
  return {
    service: serviceName,
    name: operationName,
    element: { namespace: interfaceNamespace, localName: "CheckUnauthenticatedUserAccessRequest" },
    audited: true,
    decode: decodeCheckUnauthenticatedUserAccessRequest,
    referenceOf: ({ Reference }) => Reference,
    grantOf: supportGrant,
    examine,
    answer: async (request, call) => {
      const question = certain(readQuestion(request));
      note(question, call);
      const refusal = ofAnotherPopulation(question, call) ?? (await beyondQuota(call));
      if (refusal !== undefined) return refusal;
      const known = await registers.find(question.technicalId, question.target[0]);
      const { severalContexts, discloseBasis } = call.grant;
      const decision = decideAccess(question, known, codes(), { severalContexts });
      return replyTo(request, discloseBasis ? decision : withoutReasons(decision), call);
    },
    encode: encodeCheckUnauthenticatedUserAccessResponse,
  };
}

/** R1: the annex grants the operation, and to an application that supports others. */
function supportGrant({ accessServices }: Annex): AccessGrant | undefined {
  const grant = accessServices.get(serviceName);
  return grant?.supportApplication === true && grant.operations.includes(operationName) ? grant : undefined;
}

/** R1 for what is asked about, then R2. */
function examine(request: CheckUnauthenticatedUserAccessRequest, grant: AccessGrant): SmalsRefusal | undefined {
  const beyond = beyondGrant(request, grant);
  if (beyond !== undefined) return beyond;
  const question = readQuestion(request);
  return question.ok ? undefined : { ...contentRefusal(question.reason), trail: [{ gate: "grant", passed: true }] };
}

function contentRefusal({ element, expected, found }: ContentFault): SmalsRefusal {
  return {
    kind: "system-error",
    status: statuses["SOA-03007"],
    gate: "content",
    expected: `in ${element} ${expected}`,
    found,
    information: [{ fieldName: element, fieldValue: `expected ${expected}` }],
  };
}

/** The objects and the ways of naming an entity that the annex allows (SOA-01002). */
function beyondGrant(
  { AccessCriteria, Entity, User: { Context } }: CheckUnauthenticatedUserAccessRequest,
  { objects, entityKinds }: AccessGrant,
): SmalsRefusal | undefined {
  const refusal = (expected: string, found: string): SmalsRefusal => ({
    kind: "system-error",
    status: statuses["SOA-01002"],
    gate: "grant",
    expected,
    found,
    information: [{ fieldName: "expected", fieldValue: expected }],
  });
  // The context too: a yes to one that is named by INSS tells which person stands behind a technical id.
  const kinds = [Entity, ...(Context === undefined ? [] : [Context.Entity])].map(entityKind);
  const kind = kinds.find((one) => !entityKinds.includes(one));
  if (kind !== undefined) return refusal(`an entity named as ${entityKinds.join(" or ")}`, kind);
  if (objects === "all") return undefined;
  const other = AccessCriteria.ObjectCriteria.find(
    ({ Object: code, ObjectType }) => objects[ObjectType]?.includes(code) !== true,
  );
  return other === undefined
    ? undefined
    : refusal("objects that the annex grants", `${other.ObjectType} ${other.Object}`);
}

function entityKind({ INSS, NOSSRegistrationNbr, ProvisionalNSSONbr, NOSSLPARegistrationNbr }: EntityID) {
  if (INSS !== undefined) return "natural-person";
  const employer = NOSSRegistrationNbr ?? ProvisionalNSSONbr ?? NOSSLPARegistrationNbr;
  return employer === undefined ? "enterprise" : "employer";
}

type EntityID = CheckUnauthenticatedUserAccessRequest["Entity"];
type Call = SmalsCall<AccessGrant>;

/** The user is kept as a hash: the id itself names a person to whoever runs User Management. */
function note(question: AccessQuestion, { grant, exchange }: Call): void {
  exchange.legalContext = grant.legalContext;
  exchange.subject = `user:${hash("sha256", question.technicalId)}`;
  exchange.asked = askedOf(question);
}

/** What the reasons in the trail are about. */
function askedOf({ target, context, objects, period }: AccessQuestion): Readonly<Record<string, string>> {
  return {
    entity: target.join(" "),
    objects: objects.map(({ type, code }) => `${type} ${code}`).join(", "),
    ...(context === undefined ? {} : { context: [...context.numbers, context.quality].join(" ") }),
    ...(period.kind === "day" ? { day: period.day } : {}),
    ...(period.kind === "quarters" ? { quarters: `${period.begin}/${period.end ?? ""}` } : {}),
  };
}

/** A demonstration takes numbers of persons that belong to nobody alone, a production installation those of people. */
function ofAnotherPopulation({ target, context }: AccessQuestion, { surroundings }: Call): SmalsRefusal | undefined {
  const { population, clock } = surroundings;
  const persons = [...target, ...(context?.numbers ?? [])].filter((number) => kindOf(number) === "ssin");
  const here = { population, today: today(clock) };
  if (persons.every((number) => isOfPopulation(certain(parseSsin(number.slice("ssin:".length))), here)))
    return undefined;
  return contentRefusal({ element: "INSS", expected: `a number of the ${population} population`, found: "another" });
}

/** The annex's quota a minute and a day (SOA-01002). Rejects with DatabaseUnavailable. */
async function beyondQuota({ annex, surroundings }: Call): Promise<SmalsRefusal | undefined> {
  const usedUp = await surroundings.quotas.take(annex.customer, annex.quota);
  if (usedUp === undefined) return undefined;
  const limit = toldLimit(annex.quota, usedUp);
  return {
    kind: "system-error",
    status: statuses["SOA-01002"],
    gate: "quota",
    expected: limit,
    found: "more",
    information: [{ fieldName: "quota", fieldValue: limit }],
    usedUp,
  };
}

function replyTo(
  request: CheckUnauthenticatedUserAccessRequest,
  decision: AccessDecision,
  { exchange }: Call,
): SmalsReply<CheckUnauthenticatedUserAccessResponse> {
  const { trail } = decision;
  if (decision.kind === "undecided") {
    const { status, answer, expected, found, information } = decision.fault;
    return { kind: "business-error", status, gate: answer.gate, expected, found, information, trail };
  }
  const reply: SmalsAnswer<CheckUnauthenticatedUserAccessResponse> = {
    kind: "answer",
    answer: responseOf(request, decision, exchange),
    // Of all objects the first to which there is no access, or the first.
    code: (decision.results.find(({ access }) => !access) ?? decision.results[0])?.status.code ?? "",
    trail,
  };
  return reply;
}
