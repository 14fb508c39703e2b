// Writing mandates and delegations: given, decided on, closed, and taken over by another mandatary.
import { readFileSync } from "node:fs";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import type { EntityId } from "../../employers/entity.ts";
import { type Change, type ChangeRefusal, recordChange, write, writeAny } from "../../employers/write/change.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { type Outcome, refused } from "../../kernel/outcome.ts";
import { firstDayOf, nextQuarter, type Quarter } from "../../kernel/quarter.ts";
import type { ContextKey } from "./users.ts";

export type MandateStatus = "TO_BE_FINALISED" | "PENDING" | "ACTIVE" | "CLOSED" | "REJECTED";
export type MandateType = "SSC" | "SP" | "FSS" | "CURATOR";

/** Quarters from the first to the last, both included; without end it goes on. */
export interface QuarterPeriod {
  readonly begin: Quarter;
  readonly end?: Quarter;
}

export interface MandateObject extends QuarterPeriod {
  /** A code of codes/employer-mandate/application-group.tsv. */
  readonly group: string;
}

export interface NewMandate {
  /** Capitals, digits and hyphens, at most 35. */
  readonly reference: string;
  readonly mandator: EntityId;
  readonly mandatary: EntityId;
  readonly type: MandateType;
  readonly status: MandateStatus;
  readonly createdOn: IsoDay;
  readonly objects: readonly MandateObject[];
}

/** To an entity in a quality, or to one user of whichever entity; without groups it is for every object of the mandate. */
export interface NewDelegation extends QuarterPeriod {
  /** Counts the delegations of one mandate, from 1. */
  readonly number: number;
  readonly to: ContextKey | { readonly technicalId: string };
  readonly groups?: readonly string[];
}

type Groups = Pick<EmployerMandateCodes, "groupOn">;

/** Refused as `no-such-group` where the code tables do not have one of its groups on the first day of the object. */
export async function addMandate(change: Change, codes: Groups, mandate: NewMandate): Changed {
  const objects = mandate.objects.map((object) => ({
    ...object,
    known: codes.groupOn(object.group, firstDayOf(object.begin)),
  }));
  if (objects.some(({ known }) => known === undefined)) return refused({ rule: "no-such-group" });
  return recordChange(change, async () => {
    const { reference, mandator, mandatary, type, status, createdOn } = mandate;
    await change.client.query(statements.addMandate, [reference, mandator, mandatary, type, createdOn]);
    for (const { group, begin, end, known } of objects) {
      await write(change, statements.addObject, [
        reference,
        group,
        begin,
        end ?? null,
        status,
        known?.exclusive === true,
      ]);
    }
  });
}

/** TO_BE_FINALISED to PENDING, PENDING to ACTIVE or REJECTED; any other way is refused as `mandate_status_follows`. */
export function setMandateStatus(change: Change, reference: string, status: MandateStatus): Changed {
  return recordChange(change, async () => {
    await write(change, statements.setStatus, [reference, status]);
  });
}

/** An active mandate is closed after a quarter; objects that were to begin later go without a trace of effect. */
export function closeMandate(change: Change, reference: string, lastQuarter: Quarter): Changed {
  return recordChange(change, async () => {
    await write(change, statements.close, [reference, lastQuarter]);
  });
}

/** The successor takes over, for the groups of the last quarter of the mandate that is closed, from the next quarter on. */
export function transferMandate(
  change: Change,
  reference: string,
  lastQuarter: Quarter,
  successor: Pick<NewMandate, "reference" | "mandatary" | "type" | "createdOn">,
): Changed {
  return recordChange(change, async () => {
    await write(change, statements.close, [reference, lastQuarter]);
    await write(change, statements.succeed, [
      reference,
      successor.reference,
      successor.mandatary,
      successor.type,
      successor.createdOn,
      nextQuarter(lastQuarter),
    ]);
  });
}

export function addDelegation(change: Change, reference: string, delegation: NewDelegation): Changed {
  const { number, to, groups, begin, end } = delegation;
  const [entity, quality, user] = "technicalId" in to ? [null, null, to.technicalId] : [to.entity, to.quality, null];
  return recordChange(change, async () => {
    await write(change, statements.addDelegation, [
      reference,
      number,
      entity,
      quality,
      user,
      groups ?? null,
      begin,
      end ?? null,
    ]);
  });
}

export function closeDelegation(change: Change, reference: string, number: number, lastQuarter: Quarter): Changed {
  return recordChange(change, async () => {
    await write(change, statements.closeDelegation, [reference, number, lastQuarter]);
  });
}

/** All active delegations of a mandate are closed with it. Gives their numbers; maybe there are none. */
export function endDelegationsOfMandate(
  change: Change,
  reference: string,
  lastQuarter: Quarter,
): Promise<Outcome<readonly string[], ChangeRefusal>> {
  return recordChange(change, () => writeAny(change, statements.endDelegations, [reference, lastQuarter]));
}

type Changed = Promise<Outcome<void, ChangeRefusal>>;

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  addMandate: statement("add-mandate.sql"),
  addObject: statement("add-mandate-object.sql"),
  setStatus: statement("set-mandate-status.sql"),
  close: statement("close-mandate.sql"),
  succeed: statement("succeed-mandate.sql"),
  addDelegation: statement("add-delegation.sql"),
  closeDelegation: statement("close-delegation.sql"),
  endDelegations: statement("end-delegations-of-mandate.sql"),
} as const;
