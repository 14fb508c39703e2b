// Mandates: given, decided on, ended, and transferred to another mandatary at the turn of a quarter.
import { randomInt } from "node:crypto";
import { attempt, type Desk, type Done, type Reference, type Work } from "../../administration/administer.ts";
import { entityOf } from "../../administration/entities.ts";
import type { Broken } from "../../administration/rules.ts";
import { type FoundEntity, knownEntities } from "../../employers/find.ts";
import type { Identifier } from "../../employers/identifier.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { nextQuarter, type Quarter } from "../../kernel/quarter.ts";
import {
  addMandate,
  closeMandate,
  endDelegationsOfMandate,
  type MandateObject,
  type MandateStatus,
  type MandateType,
  type NewMandate,
  type QuarterPeriod,
  setMandateStatus,
} from "../register/mandates.ts";
import { brokenByMandate, curatorship, spanOf } from "./mandate-rules.ts";
import { registeredMandates, rivalsOf } from "./registered.ts";

export interface AskedMandate extends QuarterPeriod {
  readonly mandator: Identifier;
  readonly mandatary: Identifier;
  readonly type: MandateType;
  readonly groups: readonly string[];
  /** One is made when left out. */
  readonly reference?: string;
}

/** A mandate that its parties still have to finalise. */
export function createMandate(asked: AskedMandate): Work<NewMandate> {
  return (desk) => addAs("TO_BE_FINALISED", asked, desk);
}

/** A curator appointed by a court: nobody has to finalise it. */
export function appointCurator(
  asked: Omit<AskedMandate, "mandatary" | "type" | "groups"> & { readonly curator: Identifier },
): Work<NewMandate> {
  const { curator, ...rest } = asked;
  return (desk) => addAs("ACTIVE", { ...rest, mandatary: curator, type: "CURATOR", groups: [curatorship] }, desk);
}

async function addAs(
  status: MandateStatus,
  asked: AskedMandate,
  desk: Desk,
): Promise<Outcome<Done<NewMandate>, Broken>> {
  const { type, groups, begin, end } = asked;
  const mandator = await entityOf(desk, asked.mandator);
  if (!mandator.ok) return mandator;
  const mandatary = await entityOf(desk, asked.mandatary);
  if (!mandatary.ok) return mandatary;
  const mandate = {
    reference: asked.reference ?? newReference(desk, type),
    mandator: mandator.value.entity,
    mandatary: mandatary.value.entity,
    type,
    status,
    createdOn: desk.today,
    objects: groups.map((group) => ({ group, begin, ...(end === undefined ? {} : { end }) })),
  };
  const added = await add(mandate, { mandator: mandator.value, mandatary: mandatary.value }, desk);
  return added.ok ? accepted({ result: mandate, changed: [mandateReference(mandate.reference)] }) : added;
}

/** How a mandate is decided on, and the one status from which that goes. */
const decisions = {
  finalise: { from: "TO_BE_FINALISED", to: "PENDING" },
  activate: { from: "PENDING", to: "ACTIVE" },
  reject: { from: "PENDING", to: "REJECTED" },
} as const satisfies Readonly<Record<string, { readonly from: MandateStatus; readonly to: MandateStatus }>>;

export type MandateDecision = keyof typeof decisions;

export function decideOnMandate(reference: string, decision: MandateDecision): Work<NewMandate> {
  return async (desk) => {
    const mandate = await registeredMandate(desk, reference);
    if (!mandate.ok) return mandate;
    const { from, to } = decisions[decision];
    if (mandate.value.status !== from)
      return refused({ rule: "status-follows", found: `it is ${mandate.value.status}` });
    const set = await attempt(setMandateStatus(desk, reference, to), "mandate-known");
    if (!set.ok) return refused(await withRivals(set.reason, mandate.value, desk));
    return accepted({ result: { ...mandate.value, status: to }, changed: [mandateReference(reference)] });
  };
}

/** A mandate counts no longer after a quarter, nor does what was delegated of it. */
export function endMandate(reference: string, lastQuarter: Quarter): Work<{ readonly delegations: number }> {
  return async (desk) => {
    const mandate = await activeMandate(desk, reference);
    if (!mandate.ok) return mandate;
    const closed = await close(mandate.value, lastQuarter, desk);
    return closed.ok ? accepted({ result: { delegations: closed.value.length - 1 }, changed: closed.value }) : closed;
  };
}

export interface Transfer {
  /** The last quarter of the mandatary that was. */
  readonly lastQuarter: Quarter;
  readonly mandatary: Identifier;
  /** As before, when left out. */
  readonly type?: MandateType;
  readonly reference?: string;
}

/**
 * Another mandatary takes over from the next quarter on, for every group that goes on then and for no longer than it was given.
 * What was delegated does not pass over.
 */
export function transferMandate(reference: string, transfer: Transfer): Work<NewMandate> {
  return async (desk) => {
    const { lastQuarter } = transfer;
    const before = await activeMandate(desk, reference);
    if (!before.ok) return before;
    const { mandator, mandatary, objects } = before.value;
    const parties = await partiesAfter(before.value, transfer, desk);
    if (!parties.ok) return parties;
    if (parties.value.mandatary.entity === mandatary) return refused({ rule: "transfer-to-another" });
    const remaining = objectsAfter(objects, lastQuarter);
    if (remaining.length === 0) return refused({ rule: "transfer-of-what-goes-on", found: spanOf(objects) });
    const closed = await close(before.value, lastQuarter, desk);
    if (!closed.ok) return closed;
    const type = transfer.type ?? before.value.type;
    const successor = {
      reference: transfer.reference ?? newReference(desk, type),
      mandator,
      mandatary: parties.value.mandatary.entity,
      type,
      status: "ACTIVE" as const,
      createdOn: desk.today,
      objects: remaining,
    };
    const added = await add(successor, parties.value, desk);
    if (!added.ok) return added;
    return accepted({ result: successor, changed: [...closed.value, mandateReference(successor.reference)] });
  };
}

/** What is left of objects after a quarter. */
export function objectsAfter(objects: readonly MandateObject[], lastQuarter: Quarter): readonly MandateObject[] {
  return objects
    .filter(({ end }) => end === undefined || end > lastQuarter)
    .map((object) => (object.begin > lastQuarter ? object : { ...object, begin: nextQuarter(lastQuarter) }));
}

export async function registeredMandate(desk: Desk, reference: string): Promise<Outcome<NewMandate, Broken>> {
  const mandate = (await registeredMandates(desk, [reference])).get(reference);
  return mandate === undefined ? refused({ rule: "mandate-known" }) : accepted(mandate);
}

export function mandateReference(reference: string): Reference {
  return `mandate:${reference}`;
}

export function delegationReference(reference: string, number: number | string): Reference {
  return `delegation:${reference}:${number}`;
}

/** Names what stands in the way of an exclusive group. */
export async function withRivals(broken: Broken, mandate: NewMandate, { client }: Desk): Promise<Broken> {
  if (broken.rule !== "one-mandatary-at-a-time") return broken;
  const rivals = await rivalsOf(client, mandate);
  const found = rivals.map(({ reference, group, ...quarters }) => `${reference} for ${group} in ${spanOf([quarters])}`);
  return found.length === 0 ? broken : { ...broken, found: found.join(", ") };
}

interface Parties {
  readonly mandator: FoundEntity;
  readonly mandatary: FoundEntity;
}

async function activeMandate(desk: Desk, reference: string): Promise<Outcome<NewMandate, Broken>> {
  const mandate = await registeredMandate(desk, reference);
  if (!mandate.ok || mandate.value.status === "ACTIVE") return mandate;
  return refused({ rule: "status-follows", found: `it is ${mandate.value.status}` });
}

async function add(mandate: NewMandate, parties: Parties, desk: Desk): Promise<Outcome<void, Broken>> {
  const broken = brokenByMandate(mandate, parties, desk.codes);
  if (broken !== undefined) return refused(broken);
  const added = await attempt(addMandate(desk, desk.codes, mandate), "mandate-known");
  return added.ok ? added : refused(await withRivals(added.reason, mandate, desk));
}

/** Closes a mandate with its delegations; gives all that changed. */
async function close(
  { reference }: NewMandate,
  lastQuarter: Quarter,
  desk: Desk,
): Promise<Outcome<readonly [Reference, ...Reference[]], Broken>> {
  const closed = await attempt(closeMandate(desk, reference, lastQuarter), "mandate-begun");
  if (!closed.ok) return closed;
  const ended = await attempt(endDelegationsOfMandate(desk, reference, lastQuarter), "delegation-known");
  if (!ended.ok) return ended;
  return accepted([
    mandateReference(reference),
    ...ended.value.map((number) => delegationReference(reference, number)),
  ]);
}

/** The mandator as it stands in the mandate, which names it by no number. */
async function partiesAfter(
  { mandator }: NewMandate,
  { mandatary }: Transfer,
  desk: Desk,
): Promise<Outcome<Parties, Broken>> {
  const found = await entityOf(desk, mandatary);
  if (!found.ok) return found;
  const giver = (await knownEntities(desk.client, [mandator], desk.at)).get(mandator);
  if (giver === undefined) throw new Error("The mandator of a mandate is in the register of employers");
  return accepted({ mandator: giver, mandatary: found.value });
}

/** Says nothing about its parties. 50 random bits: two that are alike do not get into the register. */
function newReference({ today }: Desk, type: MandateType): string {
  const random = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${type === "CURATOR" ? "C" : "M"}-${today.slice(0, 4)}-${random}`;
}

/** Without letters that look like digits. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
