// Delegations: a mandatary lets an entity in a quality, or one user, act on its mandate. They have one link.

import { attempt, type Desk, type Work } from "../../administration/administer.ts";
import { entityOf } from "../../administration/entities.ts";
import type { Broken } from "../../administration/rules.ts";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import type { Quarter } from "../../kernel/quarter.ts";
import {
  addDelegation,
  closeDelegation,
  type NewDelegation,
  type NewMandate,
  type QuarterPeriod,
} from "../register/mandates.ts";
import type { NamedContext } from "./contexts.ts";
import { brokenByQuarters, quartersWithin, spanOf } from "./mandate-rules.ts";
import { delegationReference, mandateReference, registeredMandate } from "./mandates.ts";
import { userReference } from "./references.ts";
import { delegationKey, lastDelegationOf, registeredDelegations, registeredUsers } from "./registered.ts";

export interface AskedDelegation extends QuarterPeriod {
  readonly to: NamedContext | { readonly technicalId: string };
  /** All groups of the mandate, when left out. */
  readonly groups?: readonly string[];
}

export function delegateMandate(reference: string, asked: AskedDelegation): Work<NewDelegation> {
  return async (desk) => {
    const mandate = await registeredMandate(desk, reference);
    if (!mandate.ok) return mandate;
    const to = await receiverOf(asked.to, desk);
    if (!to.ok) return to;
    const { groups, begin, end } = asked;
    const delegation = {
      number: (await lastDelegationOf(desk.client, reference)) + 1,
      to: to.value,
      ...(groups === undefined ? {} : { groups }),
      begin,
      ...(end === undefined ? {} : { end }),
    };
    const { status } = mandate.value;
    if (status !== "ACTIVE") return refused({ rule: "delegation-of-an-active-mandate", found: `it is ${status}` });
    const broken = brokenByDelegation(delegation, mandate.value, desk.codes, desk.today);
    if (broken !== undefined) return refused(broken);
    const added = await attempt(addDelegation(desk, reference, delegation), "mandate-known");
    if (!added.ok) return added;
    const receiver = "technicalId" in to.value ? [userReference(to.value.technicalId)] : [];
    return accepted({
      result: delegation,
      changed: [mandateReference(reference), delegationReference(reference, delegation.number), ...receiver],
    });
  };
}

/** A delegation counts no longer after a quarter. */
export function endDelegation(reference: string, number: number, lastQuarter: Quarter): Work<void> {
  return async (desk) => {
    const delegation = (await registeredDelegations(desk, [reference])).get(delegationKey({ reference, number }));
    if (delegation === undefined) return refused({ rule: "delegation-known" });
    const { status } = delegation;
    if (status !== "ACTIVE") return refused({ rule: "delegation-active", found: `it is ${status}` });
    const closed = await attempt(closeDelegation(desk, reference, number, lastQuarter), "delegation-begun");
    if (!closed.ok) return closed;
    return accepted({
      result: undefined,
      changed: [mandateReference(reference), delegationReference(reference, number)],
    });
  };
}

/** Undefined where a mandatary may delegate this of its mandate; whether there is such a receiver is the register's to judge. */
export function brokenByDelegation(
  { to, groups, begin, end }: Pick<NewDelegation, "to" | "groups" | "begin" | "end">,
  { mandator, mandatary, objects }: Pick<NewMandate, "mandator" | "mandatary" | "objects">,
  codes: Pick<EmployerMandateCodes, "mandateTypesOf">,
  today: IsoDay,
): Broken | undefined {
  const quarters: QuarterPeriod = end === undefined ? { begin } : { begin, end };
  const disorder = brokenByQuarters(quarters);
  if (disorder !== undefined) return disorder;
  const delegated = groups ?? [...new Set(objects.map(({ group }) => group))];
  const held = (group: string) => objects.some((object) => object.group === group && quartersWithin(quarters, object));
  // Without groups it is for whatever the mandate holds; at least something of it must be there for the whole time.
  const without =
    groups === undefined ? (delegated.some(held) ? undefined : "any group") : delegated.find((group) => !held(group));
  if (without !== undefined) {
    return { rule: "delegation-within-mandate", found: `${without} is not held in all of ${spanOf([quarters])}` };
  }
  if ("technicalId" in to) return undefined;
  if (to.entity === mandator || to.entity === mandatary) return { rule: "delegation-to-a-third" };
  return codes.mandateTypesOf(to.quality, today).length > 0
    ? undefined
    : { rule: "delegation-to-a-mandatary-quality", found: to.quality };
}

async function receiverOf(to: AskedDelegation["to"], desk: Desk): Promise<Outcome<NewDelegation["to"], Broken>> {
  if ("technicalId" in to) {
    const user = (await registeredUsers(desk, [to.technicalId])).get(to.technicalId);
    if (user === undefined) return refused({ rule: "user-known" });
    return user.states.at(-1)?.state === "DELETED" ? refused({ rule: "user-not-deleted" }) : accepted(to);
  }
  const found = await entityOf(desk, to.number);
  return found.ok ? accepted({ entity: found.value.entity, quality: to.quality }) : found;
}
