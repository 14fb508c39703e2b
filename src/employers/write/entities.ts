// Writing the register of employers: entities, their names and their numbers.
import { readFileSync } from "node:fs";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import type { EntityId, EntityKind } from "../entity.ts";
import type { Identifier } from "../identifier.ts";
import { type Change, type ChangeRefusal, recordChange, write } from "./change.ts";

export interface NewEntity {
  readonly kind: EntityKind;
  readonly name: string;
  readonly from: IsoDay;
  /** The last day on which it is active. */
  readonly to?: IsoDay;
  readonly identifiers: readonly Identifier[];
}

/** Adds an entity, active from its first day on, with its numbers. Gives the register's own key for it. */
export function addEntity(change: Change, entity: NewEntity): Promise<Outcome<EntityId, ChangeRefusal>> {
  const { kind, name, from, to, identifiers } = entity;
  return recordChange(change, async () => {
    const [id = ""] = await write(change, statements.addEntity, [kind, name, from, to ?? null]);
    for (const identifier of identifiers) await write(change, statements.addIdentifier, [id, identifier, from]);
    return id as EntityId;
  });
}

export function addIdentifier(change: Change, entity: EntityId, identifier: Identifier, from: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.addIdentifier, [entity, identifier, from]);
  });
}

export interface Replacement {
  readonly provisional: Identifier;
  readonly final: Identifier;
  /** The first day of the final number. */
  readonly from: IsoDay;
  /** The last day of the provisional one: that before, when left out. */
  readonly lastDay?: IsoDay;
}

/** An employer gets its final number: the provisional one ends, and may not be used from then on. */
export function replaceProvisional(
  change: Change,
  entity: EntityId,
  { provisional, final, from, lastDay = addDays(from, -1) }: Replacement,
): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endIdentifier, [entity, provisional, lastDay, final]);
    await write(change, statements.addIdentifier, [entity, final, from]);
  });
}

/** A number ends without another in its place. */
export function endIdentifier(change: Change, entity: EntityId, identifier: Identifier, lastDay: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endIdentifier, [entity, identifier, lastDay, null]);
  });
}

/** What it was to be called after that day is forgotten; where it was to stop, it still does. */
export function renameEntity(change: Change, entity: EntityId, name: string, from: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endActivity, [entity, addDays(from, -1)]);
    await write(change, statements.addActivity, [entity, name, from]);
  });
}

/** The entity is active again from this day on, without end. */
export function resumeEntity(change: Change, entity: EntityId, name: string, from: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.resumeActivity, [entity, name, from]);
  });
}

/** The entity is stopped after this day. Its numbers go on naming it. */
export function stopEntity(change: Change, entity: EntityId, lastDay: IsoDay): Changed {
  return recordChange(change, async () => {
    await write(change, statements.endActivity, [entity, lastDay]);
  });
}

type Changed = Promise<Outcome<void, ChangeRefusal>>;

function statement(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const statements = {
  addEntity: statement("add-entity.sql"),
  addActivity: statement("add-activity.sql"),
  endActivity: statement("end-activity.sql"),
  resumeActivity: statement("resume-activity.sql"),
  addIdentifier: statement("add-identifier.sql"),
  endIdentifier: statement("end-identifier.sql"),
} as const;
