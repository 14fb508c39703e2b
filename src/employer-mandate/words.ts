// What a decision tells of its way, for the audit and for explanations: quarters, groups, references, never numbers or persons.
import type { GateAnswer } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import type { ObjectResult } from "./decide.ts";
import type { KnownContext } from "./known.ts";
import type { AskedObject } from "./question.ts";
import type { Attempt, Link } from "./rules/reach.ts";

/** R6 for one object, over all contexts of the user. */
export function profileAnswer(object: AskedObject, having: number, contexts: readonly KnownContext[]): GateAnswer {
  if (having > 0) return { gate: "profile", passed: true };
  const found = contexts.length === 1 ? "not in the profile" : `in none of the profiles of ${contexts.length} contexts`;
  return {
    gate: "profile",
    passed: false,
    code: statuses.EMC00104.code,
    expected: `${inWords(object)} in the profile`,
    found,
  };
}

/** A way that is not open is no refusal yet, because another may be: it bears no code. */
export function ownEntityAnswer(passed: boolean, { object, context, target }: Attempt): GateAnswer {
  const other = context.entity === target.entity ? "it, in a quality in which this is not used" : "another entity";
  return {
    gate: "own-entity",
    passed,
    expected: `the own entity for ${inWords(object)}, as ${context.quality}`,
    found: passed ? "it" : other,
  };
}

/** With what was found of mandates or delegations; where they are enough, with the one that covers the last quarter. */
export function linksAnswer(
  gate: "mandate" | "delegation",
  covering: Link | undefined,
  links: readonly Link[],
  { object, context }: Attempt,
): GateAnswer {
  return {
    gate,
    passed: covering !== undefined,
    expected: `a ${gate} for ${inWords(object)} in every quarter, as ${context.quality}`,
    found: linksInWords(covering === undefined ? links : [covering]),
  };
}

/** Where a group or a sector holds nothing in one of the quarters. */
export function nothingHeldAnswer({ object }: Attempt): GateAnswer {
  return {
    gate: "mandate",
    passed: false,
    expected: `applications in ${inWords(object)} in every quarter`,
    found: "none in one",
  };
}

/** What it comes down to for one object. */
export function accessAnswer({ object, access, status: { code } }: ObjectResult): GateAnswer {
  return {
    gate: "access",
    passed: access,
    code,
    expected: `access to ${inWords(object)}`,
    found: access ? "access" : "none",
  };
}

function inWords({ type, code }: AskedObject): string {
  return `${type} ${code}`;
}

const mostTold = 3;

function linksInWords(links: readonly Link[]): string {
  if (links.length === 0) return "none";
  const told = links.slice(0, mostTold).map(({ mandate, delegation }) => {
    const { status, begin, end } = delegation ?? mandate;
    return `${mandate.reference} for ${mandate.group}, ${status}, ${begin} to ${end ?? "now and further"}`;
  });
  return [...told, ...(links.length > mostTold ? [`${links.length - mostTold} more`] : [])].join("; ");
}
