// Who the user is now: the account, the contexts it stands in, and the applications it has there.
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { contains } from "../../kernel/period.ts";
import type { KnownContext, KnownUser } from "../known.ts";
import type { AskedContext } from "../question.ts";
import { type Finding, held, type NoAccess, noAccess, type Unfit, unfit } from "./finding.ts";

/** R4: the technical id is known (EMC00101), and its account is active today (EMC00102). */
export function accountIsActive(user: KnownUser | undefined, today: IsoDay): Finding {
  const expected = "an active account";
  if (user === undefined) return noAccess("user", statuses.EMC00101, expected, "no account with this technical id");
  const state = user.states.find(({ period }) => contains(period, today))?.state;
  if (state === "ACTIVE") return held("user");
  return noAccess("user", statuses.EMC00102, expected, state === undefined ? "expired" : state.toLowerCase());
}

/**
 * R5: the contexts in which the user acts today: the one that is asked, or any of the own (EMC00103). Where the annex demands
 * one, a user who has several must name it (EMC10001).
 */
export function contextsOf(
  { contexts }: KnownUser,
  asked: AskedContext | undefined,
  { severalContexts, today }: { readonly severalContexts: "allow" | "demand-one"; readonly today: IsoDay },
): Outcome<readonly KnownContext[], NoAccess | Unfit> {
  const own = contexts.filter(
    ({ period, exists }) => contains(period, today) && exists.some((days) => contains(days, today)),
  );
  if (asked !== undefined) {
    const meant = own.filter(
      ({ quality, numbers }) => quality === asked.quality && asked.numbers.every((number) => numbers.includes(number)),
    );
    if (meant.length > 0) return accepted(meant);
    const expected = `the context that was given, as ${asked.quality}`;
    return refused(noAccess("context", statuses.EMC00103, expected, `not among the ${own.length} of the user`));
  }
  if (own.length === 0) return refused(noAccess("context", statuses.EMC00103, "a context today", "none"));
  if (own.length === 1 || severalContexts === "allow") return accepted(own);
  return refused(
    unfit("context", statuses.EMC10001, {
      expected: "one context, because the annex demands it",
      // Not how many: this is told whatever the annex discloses.
      found: "several",
      information: [],
    }),
  );
}

/** R6: at least one of these applications is in the profile, or the role has them all. Says nothing of a group as a whole. */
export function hasInProfile(
  { role, applications }: KnownContext,
  asked: readonly string[],
  codes: EmployerMandateCodes,
  today: IsoDay,
): boolean {
  return codes.hasAllApplications(role, today) || asked.some((code) => applications.includes(code));
}
