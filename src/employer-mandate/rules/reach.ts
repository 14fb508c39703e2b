// Is it in reach: as the own entity, through a mandate, or through a delegation of one?
import type { Application, EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { AccessStatus } from "../../crossroads/access-codes.ts";
import { statuses } from "../../crossroads/statuses.ts";
import { kindOf } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { contains } from "../../kernel/period.ts";
import { type Quarter, quarterOf } from "../../kernel/quarter.ts";
import type { KnownContext, KnownDelegation, KnownMandate, KnownTarget } from "../known.ts";
import type { AskedObject } from "../question.ts";
import type { Need } from "./needs.ts";

/** What a way to the data is tried on. */
export interface Attempt {
  readonly technicalId: string;
  readonly object: AskedObject;
  readonly context: KnownContext;
  readonly target: KnownTarget;
  readonly needs: readonly Need[];
  readonly codes: EmployerMandateCodes;
  readonly today: IsoDay;
}

/** One step from the mandator: its mandate, or a delegation that the mandatary gave of it. */
export interface Link {
  readonly mandate: KnownMandate;
  readonly delegation: KnownDelegation | undefined;
}

/** R8: the own entity, in a quality in which each of the applications is used for it (EMC00001). */
export function isOwnEntity({ context, target, needs, codes, today }: Attempt): boolean {
  if (context.entity !== target.entity) return false;
  return needs.every(({ application }) =>
    codes.applicationOn(application, today)?.ownEntityQualities.includes(context.quality),
  );
}

/**
 * R9 and R11: the mandates of the target to the entity of the context, of a type on which its quality acts. A curator has a
 * mandate of type CURATOR.
 */
export function mandateLinks({ context, target, codes, today }: Attempt): readonly Link[] {
  const types = codes.mandateTypesOf(context.quality, today);
  return target.mandates.flatMap((mandate) =>
    mandate.mandatary === context.entity && types.includes(mandate.type) ? [{ mandate, delegation: undefined }] : [],
  );
}

/** R10: what mandataries of the target delegated to this context, or to this user. A delegation cannot be delegated again. */
export function delegationLinks({ technicalId, context, target }: Attempt): readonly Link[] {
  return target.mandates.flatMap((mandate) =>
    mandate.delegations.flatMap((delegation) =>
      isFor(delegation, technicalId, context) ? [{ mandate, delegation }] : [],
    ),
  );
}

/** The link that covers the last of the needs, where the links together cover every one of them; undefined where they do not. */
export function coveredBy(links: readonly Link[], attempt: Attempt): Link | undefined {
  let last: Link | undefined;
  for (const need of attempt.needs) {
    last = links.find((link) => shortcomingOf(link, need, attempt) === undefined);
    if (last === undefined) return undefined;
  }
  return last;
}

/** R12: why these links do not cover the needs: the most specific of EMC00105, 00108, 00109 and 00107. */
export function whyNotCovered(links: readonly Link[], attempt: Attempt): AccessStatus {
  const missing = attempt.needs.find((need) => links.every((link) => shortcomingOf(link, need, attempt) !== undefined));
  const shortcomings = new Set(missing === undefined ? [] : links.map((link) => shortcomingOf(link, missing, attempt)));
  if (shortcomings.has("period")) return statuses.EMC00107;
  if (shortcomings.has("not-active")) return statuses.EMC00109;
  return shortcomings.has("application") ? statuses.EMC00108 : statuses.EMC00105;
}

type Shortcoming = "application" | "not-active" | "period";

/** What keeps a link from covering one application in one quarter. */
function shortcomingOf({ mandate, delegation }: Link, need: Need, attempt: Attempt): Shortcoming | undefined {
  const { codes, today } = attempt;
  const application = codes.applicationOn(need.application, today);
  if (application?.mandateRequired !== true) return "application";
  if (!codes.holds(mandate.group, need.application, need.day)) return "application";
  if (delegation?.groups !== undefined && !delegation.groups.includes(mandate.group)) return "application";
  if (isDormant(mandate, need, attempt)) return "not-active";
  const present = quarterOf(today);
  return (
    outside(mandate, need.quarter, present, application) ??
    (delegation === undefined ? undefined : outside(delegation, need.quarter, present, application))
  );
}

/** A group for employers only has no effect until the mandator has an employer's number. */
function isDormant({ group }: KnownMandate, { day }: Need, { target, codes, today }: Attempt): boolean {
  const known = codes.groupOn(group, day) ?? codes.groupOn(group, today);
  if (known?.employersOnly !== true) return false;
  return !target.numbers.some(({ identifier, period }) => isEmployers(kindOf(identifier)) && contains(period, day));
}

function isEmployers(kind: ReturnType<typeof kindOf>): boolean {
  return kind === "nsso" || kind === "provisional" || kind === "ppl";
}

/**
 * A mandate or delegation counts while it is active, and when closed for the quarters up to its end. One that runs at present,
 * closed after this quarter or not, also covers the quarters before it, where the application is one of which the successor takes
 * over the past: until the boundary that is still the old mandatary.
 */
function outside(
  { status, begin, end }: Pick<KnownMandate, "status" | "begin" | "end">,
  quarter: Quarter,
  present: Quarter,
  { coversPast }: Application,
): Shortcoming | undefined {
  if (status !== "ACTIVE" && status !== "CLOSED") return "not-active";
  if (end !== undefined && quarter > end) return status === "CLOSED" ? "not-active" : "period";
  if (begin <= quarter) return undefined;
  const runs = begin <= present && (end === undefined || present <= end);
  return coversPast && runs ? undefined : "period";
}

function isFor(delegation: KnownDelegation, technicalId: string, context: KnownContext): boolean {
  if (delegation.entity === undefined) return delegation.technicalId === technicalId;
  return delegation.entity === context.entity && delegation.quality === context.quality;
}
