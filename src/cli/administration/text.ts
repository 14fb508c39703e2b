// How the administration writes entities, days and quarters for people. The number of a person is never shown.

import type { ClientBase } from "pg";
import type { QuarterPeriod } from "../../employer-mandate/register/mandates.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { DescribedEntity } from "../../employers/find.ts";
import { describeEntities, type Sight } from "../../employers/find.ts";
import { kindOf } from "../../employers/identifier.ts";
import type { Period } from "../../kernel/period.ts";

export interface ShownEntity {
  readonly name: string;
  /** Absent for a person who has no other number than that of a person. */
  readonly number?: string;
}

/** What to call entities, each with a number that is not that of a person. */
export async function shownEntities(
  client: ClientBase,
  entities: readonly EntityId[],
  sight: Sight,
): Promise<(entity: EntityId) => ShownEntity> {
  const described = await describeEntities(client, [...new Set(entities)], sight);
  return (entity) => shown(described.get(entity));
}

function shown(entity: DescribedEntity | undefined): ShownEntity {
  if (entity === undefined) return { name: "?" };
  const number = entity.numbers.find((one) => kindOf(one) !== "ssin");
  return { name: entity.name, ...(number === undefined ? {} : { number }) };
}

export function entityText({ name, number }: ShownEntity): string {
  return number === undefined ? `${name} (a person)` : `${name} (${number})`;
}

export function daysText({ from, to }: Period): string {
  return `${from} .. ${to ?? ""}`.trimEnd();
}

export function quartersText({ begin, end }: QuarterPeriod): string {
  return `${begin} .. ${end ?? ""}`.trimEnd();
}

export function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

export function writeJson(data: unknown): void {
  process.stdout.write(jsonText(data));
}

export function writeLines(lines: readonly string[]): void {
  process.stdout.write(linesText(lines));
}
