// What a schema found wrong, in words that say what was expected, never what was found: that could be a number of a person.
import type { z } from "zod";
import { faultIn } from "./input-fault.ts";
import { type Issue, issue } from "./problem.ts";

/** At most fifteen, in English. `given` is what was read: it tells what is missing from what is something else. */
export function issuesOf(found: readonly z.core.$ZodIssue[], given: unknown): readonly Issue[] {
  return found
    .filter((one) => !isSaidBetter(one, found))
    .flatMap((one) => issuesFor(one, given))
    .slice(0, mostIssues);
}

const mostIssues = 15;

/** Beyond what a number holds exactly, zod says so beside the limit of the schema. */
function isSaidBetter(one: z.core.$ZodIssue, found: readonly z.core.$ZodIssue[]): boolean {
  return isBeyondExact(one) && found.some((other) => other !== one && pointer(other.path) === pointer(one.path));
}

function isBeyondExact(one: z.core.$ZodIssue): boolean {
  const [most, least] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  return (one.code === "too_big" && one.maximum === most) || (one.code === "too_small" && one.minimum === least);
}

function issuesFor(found: z.core.$ZodIssue, given: unknown): readonly Issue[] {
  if (found.code === "unrecognized_keys") {
    return found.keys.map((key) =>
      issue("unknownInput", pointer([...found.path, saidAgain(key)]), {
        detail: "expected only what the reference names",
      }),
    );
  }
  const kind = faultIn(found)?.kind ?? "schemaViolation";
  const missing = isMissing(found.path, given) ? ", which is missing" : "";
  return [issue(kind, pointer(found.path), { detail: `${detailOf(found)}${missing}` })];
}

/** A key is the caller's text: only one that looks like a name is said again. */
export function saidAgain(key: string): string {
  return /^[A-Za-z]{1,64}$/.test(key) ? key : "";
}

export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part)}`).join("");
}

function detailOf(found: z.core.$ZodIssue): string {
  switch (found.code) {
    case "invalid_type":
      return `expected ${typeNames[found.expected] ?? found.expected}`;
    case "invalid_value":
      return found.values.length === 1 ? `expected ${listed(found.values)}` : `expected one of ${listed(found.values)}`;
    case "invalid_format":
      if (found.format === "date") return "expected a day such as 2020-01-31";
      return found.pattern === undefined ? `expected ${found.format}` : `expected text of the form ${found.pattern}`;
    case "too_big":
      return isBeyondExact(found)
        ? "expected a smaller whole number"
        : `expected at most ${counted(Number(found.maximum), found.origin)}`;
    case "too_small":
      return isBeyondExact(found)
        ? "expected a larger whole number"
        : `expected at least ${counted(Number(found.minimum), found.origin)}`;
    case "custom":
      // Our own schemas' words.
      return found.message;
    default:
      return "expected another value";
  }
}

/** As JSON has them. */
const typeNames: Readonly<Partial<Record<string, string>>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "an array",
};

function listed(values: readonly unknown[]): string {
  return values.map(String).join(", ");
}

const units: Readonly<Partial<Record<string, string>>> = { string: "character", array: "item" };

function counted(limit: number, origin: string): string {
  const unit = units[origin];
  return unit === undefined ? `${limit}` : `${limit} ${unit}${limit === 1 ? "" : "s"}`;
}

/** Of what was read, not of what it inherits. */
function isMissing(path: readonly PropertyKey[], given: unknown): boolean {
  let value = given;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return false;
    const found = Object.getOwnPropertyDescriptor(value, part);
    if (found === undefined) return true;
    value = found.value;
  }
  return false;
}
