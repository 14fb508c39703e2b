// What has to be true of an employer before the register judges it.
import type { EntityKind } from "../../employers/entity.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import type { BorneNumber } from "../../employers/write/put-entities.ts";
import { overlaps, type Period } from "../../kernel/period.ts";
import type { Broken } from "../rules.ts";

/** Undefined where somebody may be called this. */
export function brokenByName(name: string): Broken | undefined {
  return nameShape.test(name) ? undefined : { rule: "name-shape" };
}

/** Undefined where an entity of this kind may have such a number. */
export function brokenByKind(kind: EntityKind, number: Identifier): Broken | undefined {
  return kindOf(number) === "ssin" && kind !== "natural-person" ? { rule: "number-of-a-person" } : undefined;
}

/**
 * Undefined where an employer may have the number beside another of its numbers. It has one of a kind at a time, and a provisional
 * one is of the kind of the final one: it may not be used once that is there (glossary, zone 00948).
 */
export function brokenBeside(one: BorneNumber, other: BorneNumber): Broken | undefined {
  if (!overlaps(one, other)) return undefined;
  if (one.number === other.number) return { rule: "number-once", found: `${shownNumber(one.number)} ${spanOf(other)}` };
  if (groupOf(one.number) !== groupOf(other.number)) return undefined;
  return { rule: "one-of-a-kind", found: `${shownNumber(other.number)} ${spanOf(other)}` };
}

/** Numbers of different groups never stand in each other's way. */
export function groupOf(number: Identifier): string {
  const kind = kindOf(number);
  return kind === "provisional" ? "nsso" : kind;
}

/** Undefined where a provisional number was replaced by a final one of the same employer that came after it. */
export function brokenByReplacement(one: BorneNumber, numbers: readonly BorneNumber[]): Broken | undefined {
  const { replacedBy, to } = one;
  if (replacedBy === undefined) return undefined;
  if (kindOf(one.number) !== "provisional" || kindOf(replacedBy) !== "nsso") return { rule: "replaced-by-final" };
  if (to === undefined) return { rule: "replaced-by-final", found: "a provisional number without a last day" };
  const isThere = numbers.some(({ number, from }) => number === replacedBy && from > to);
  return isThere ? undefined : { rule: "replaced-by-final", found: `no ${replacedBy} after ${to}` };
}

/** A number in a sentence: that of a person is not told. */
export function shownNumber(number: Identifier): string {
  return kindOf(number) === "ssin" ? "the number of a person" : number;
}

export function spanOf({ from, to }: Period): string {
  return to === undefined ? `from ${from} on` : `from ${from} to ${to}`;
}

/** As the register counts: a pair of surrogates is one character. */
const nameShape = /^[^\s\p{C}](?:[^\p{C}]{0,198}[^\s\p{C}])?$/u;
