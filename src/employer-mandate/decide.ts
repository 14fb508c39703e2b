// The decision: may this user see these data? Pure, over what the registers know; rules R3 to R12, in their order.
import type { EmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import type { AccessStatus } from "../crossroads/access-codes.ts";
import type { GateAnswer } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import type { IsoDay } from "../kernel/day.ts";
import type { Quarter } from "../kernel/quarter.ts";
import type { Known, KnownContext, KnownMandate, KnownTarget } from "./known.ts";
import { type AccessQuestion, type AskedObject, quartersAsked } from "./question.ts";
import { objectsAreKnown, quartersAreKept } from "./rules/asked.ts";
import { type Finding, held, type Unfit } from "./rules/finding.ts";
import { applicationsOn, type Need, needsOf } from "./rules/needs.ts";
import {
  type Attempt,
  coveredBy,
  delegationLinks,
  isOwnEntity,
  type Link,
  mandateLinks,
  whyNotCovered,
} from "./rules/reach.ts";
import { targetIsOneEntity } from "./rules/target.ts";
import { accountIsActive, contextsOf, hasInProfile } from "./rules/user.ts";
import { accessAnswer, linksAnswer, nothingHeldAnswer, ownEntityAnswer, profileAnswer } from "./words.ts";

export type AccessDecision = Decided | Undecided;

export interface Decided {
  readonly kind: "decided";
  /** To every object. */
  readonly access: boolean;
  /** In the order of the question. */
  readonly results: readonly ObjectResult[];
  /** Every rule that was asked, with what it found. */
  readonly trail: readonly GateAnswer[];
}

/** The question itself cannot be decided. */
export interface Undecided {
  readonly kind: "undecided";
  readonly fault: Unfit;
  /** The rules before the one that stopped it. */
  readonly trail: readonly GateAnswer[];
}

export interface ObjectResult {
  readonly object: AskedObject;
  readonly access: boolean;
  readonly status: AccessStatus;
  /** By what there is access; undefined where there is none. */
  readonly basis: AccessBasis | undefined;
}

export interface AccessBasis {
  readonly type: "OWN_ENTITY" | "MANDATE" | "DELEGATION";
  readonly quality: string;
  readonly mandate:
    | { readonly reference: string; readonly type: string; readonly begin: Quarter; readonly end: Quarter | undefined }
    | undefined;
}

interface AccessPolicy {
  /** What becomes of a user with several contexts who names none: any of them may give access, or one must be named. */
  readonly severalContexts: "allow" | "demand-one";
}

/** Any context of the user may give access to an object; there is access when there is access to every object. */
export function decideAccess(
  question: AccessQuestion,
  known: Known,
  codes: EmployerMandateCodes,
  policy: AccessPolicy,
): AccessDecision {
  const { objects, period } = question;
  const { today } = known;
  const trail: GateAnswer[] = [];
  const note = <Found extends Finding>(finding: Found): Found => {
    if (finding.kind !== "unfit") trail.push(finding.answer);
    return finding;
  };
  const undecided = (fault: Unfit): Undecided => ({ kind: "undecided", fault, trail });

  const objectsKnown = note(objectsAreKnown(objects, codes, today));
  if (objectsKnown.kind === "unfit") return undecided(objectsKnown);
  const quartersKept = note(quartersAreKept(period, today));
  if (quartersKept.kind === "unfit") return undecided(quartersKept);

  const account = note(accountIsActive(known.user, today));
  if (account.kind === "no-access") return deniedAll(objects, account.status, trail);
  if (known.user === undefined) throw new Error("An account that is active belongs to somebody");
  const own = contextsOf(known.user, question.context, { ...policy, today });
  const context = note(own.ok ? held("context") : own.reason);
  if (context.kind === "unfit") return undecided(context);
  if (!own.ok || context.kind === "no-access") return deniedAll(objects, statuses.EMC00103, trail);

  const quarters = quartersAsked(period, today);
  const tried = objects.map((object) => {
    const needs = needsOf(object, quarters, codes);
    // R6 looks at the profile of today, whatever quarter is asked about: at what the object is in each quarter.
    const days = needs === undefined ? [today] : quarters.map(({ day }) => day);
    const contents = days.map((day) => applicationsOn(object, day, codes));
    const contexts = own.value.filter((one) => contents.every((those) => hasInProfile(one, those, codes, today)));
    return { object, needs, contexts };
  });
  for (const { object, contexts } of tried) trail.push(profileAnswer(object, contexts.length, own.value));
  if (tried.every(({ contexts }) => contexts.length === 0)) {
    return decided(
      objects.map((object) => denied(object, statuses.EMC00104)),
      trail,
    );
  }

  const target = note(targetIsOneEntity(known.target, question.target, today));
  if (target.kind === "unfit") return undecided(target);
  const results = tried.map(({ object, needs, contexts }): ObjectResult => {
    if (contexts.length === 0) return denied(object, statuses.EMC00104);
    if (target.kind === "no-access" || known.target === undefined) return denied(object, statuses.EMC00106);
    const whole = { question, target: known.target, codes, today };
    return tryContexts(object, needs, contexts, whole, trail);
  });
  return decided(results, trail);
}

interface Whole {
  readonly question: AccessQuestion;
  readonly target: KnownTarget;
  readonly codes: EmployerMandateCodes;
  readonly today: IsoDay;
}

/** The first context that gives access, or the most specific of what keeps the others from it. */
function tryContexts(
  object: AskedObject,
  needs: readonly Need[] | undefined,
  contexts: readonly KnownContext[],
  { question: { technicalId }, target, codes, today }: Whole,
  trail: GateAnswer[],
): ObjectResult {
  let status: AccessStatus = statuses.EMC00105;
  for (const context of contexts) {
    const attempt = { technicalId, object, context, target, needs: needs ?? [], codes, today };
    const result = needs === undefined ? whenNothingIsHeld(attempt, trail) : tryWays(attempt, trail);
    if ("basis" in result) return { object, access: true, ...result };
    if (rank(result.status) > rank(status)) status = result.status;
  }
  return denied(object, status);
}

type Way = { readonly status: AccessStatus; readonly basis: AccessBasis } | { readonly status: AccessStatus };

/** A group without applications is in nobody's reach, not even the owner's: a mandate for it is for none of them. */
function whenNothingIsHeld(attempt: Attempt, trail: GateAnswer[]): Way {
  trail.push(nothingHeldAnswer(attempt));
  return { status: mandateLinks(attempt).length > 0 ? statuses.EMC00108 : statuses.EMC00105 };
}

/** R8 to R11, and R12 where none of them gives access. */
function tryWays(attempt: Attempt, trail: GateAnswer[]): Way {
  const { quality } = attempt.context;
  const own = isOwnEntity(attempt);
  trail.push(ownEntityAnswer(own, attempt));
  if (own) return { status: statuses.EMC00001, basis: { type: "OWN_ENTITY", quality, mandate: undefined } };
  const mandates = mandateLinks(attempt);
  const mandate = coveredBy(mandates, attempt);
  trail.push(linksAnswer("mandate", mandate, mandates, attempt));
  if (mandate !== undefined) return { status: statuses.EMC00002, basis: basisOf("MANDATE", mandate, quality) };
  const delegations = delegationLinks(attempt);
  const links = [...mandates, ...delegations];
  const delegation = delegations.length === 0 ? undefined : coveredBy(links, attempt);
  trail.push(linksAnswer("delegation", delegation, delegations, attempt));
  if (delegation !== undefined) return { status: statuses.EMC00003, basis: basisOf("DELEGATION", delegation, quality) };
  return { status: whyNotCovered(links, attempt) };
}

/** With the quarters for which the mandate was given, and the delegation where there is one. */
function basisOf(type: "MANDATE" | "DELEGATION", { mandate, delegation }: Link, quality: string): AccessBasis {
  const { reference } = mandate;
  const given: Pick<KnownMandate, "begin" | "end"> = delegation ?? mandate;
  const begin = mandate.begin > given.begin ? mandate.begin : given.begin;
  const end = earlierOf(mandate.end, given.end);
  return { type, quality, mandate: { reference, type: mandate.type, begin, end } };
}

function earlierOf(a: Quarter | undefined, b: Quarter | undefined): Quarter | undefined {
  if (a === undefined) return b;
  return b === undefined || a < b ? a : b;
}

/** EMC00105 says least, then that it is for something else, is not active, is for other quarters. */
function rank({ code }: AccessStatus): number {
  return ["EMC00108", "EMC00109", "EMC00107"].indexOf(code);
}

function denied(object: AskedObject, status: AccessStatus): ObjectResult {
  return { object, access: false, status, basis: undefined };
}

function deniedAll(objects: readonly AskedObject[], status: AccessStatus, trail: readonly GateAnswer[]): Decided {
  return decided(
    objects.map((object) => denied(object, status)),
    trail,
  );
}

function decided(results: readonly ObjectResult[], trail: readonly GateAnswer[]): Decided {
  const told = [...trail, ...results.map(accessAnswer)];
  return { kind: "decided", access: results.every(({ access }) => access), results, trail: told };
}
