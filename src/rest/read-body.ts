// The JSON body of a question: read against its schema, or told what was expected where.
import type { z } from "zod";
import type { IncomingBody } from "../crossroads/admission.ts";
import type { Texts } from "../crossroads/statuses.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { duplicateKeyIn } from "./duplicate-keys.ts";
import { httpWords, tooLarge } from "./http-words.ts";
import { faultIn, type InputFault } from "./input-fault.ts";
import { type Issue, issue, type ProblemKind } from "./problem.ts";
import { issuesOf, pointer, saidAgain } from "./schema-issues.ts";

export interface Misread {
  readonly kind: ProblemKind;
  readonly gate: string;
  readonly expected: string;
  readonly issues: readonly Issue[];
  /** Where it is not the content that is wrong. */
  readonly told?: Texts;
  /** Where the form is right and what it says cannot be: the code that SOAP gives for that. */
  readonly code?: InputFault["code"] | undefined;
}

/** Reads a body against the schema of an operation; `found` of the input is never told, it could be a number of a person. */
export function readBody<Input>(
  input: z.ZodType<Input>,
  { body, isJson }: { readonly body: IncomingBody; readonly isJson: boolean },
): Outcome<Input, Misread> {
  if (!isJson) {
    return refused({
      kind: "unsupportedMediaType",
      gate: "media-type",
      expected: "application/json",
      issues: [],
      told: httpWords.notJson,
    });
  }
  if (!(body instanceof Uint8Array)) {
    return refused({
      kind: "payloadTooLarge",
      gate: "size",
      expected: `at most ${body.largest} bytes`,
      issues: [],
      told: tooLarge(body.largest),
    });
  }
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const read = input.safeParse(parsed.value, { jitless: true });
  if (read.success) return accepted(read.data);
  const issues = issuesOf(read.error.issues, parsed.value);
  const code = codeOf(read.error.issues);
  return refused({ kind: "badRequest", gate: "structure", expected: issues[0]?.detail ?? "the schema", issues, code });
}

/** Reads what the address and the query say; a parameter that the operation does not have is refused (rule req-valid). */
export function readParameters<Parameters>(
  schema: z.ZodType<Parameters>,
  given: Readonly<Record<string, unknown>>,
  places: Readonly<Record<string, "path" | "query">>,
): Outcome<Parameters, Misread> {
  const read = schema.safeParse(given, { jitless: true });
  if (read.success) return accepted(read.data);
  const issues = issuesOf(read.error.issues, given);
  const placed = issues.map((found) => {
    const name = found.name?.slice(1) ?? "";
    return { ...found, in: places[name] ?? "query", name };
  });
  return refused({
    kind: "badRequest",
    gate: "structure",
    expected: issues[0]?.detail ?? "the schema",
    issues: placed,
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Which of two members of one name is meant, nobody knows: neither is taken. */
function parseJson(body: Uint8Array): Outcome<unknown, Misread> {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(body);
    value = JSON.parse(text);
  } catch {
    return unreadable("JSON in UTF-8", "");
  }
  const twice = duplicateKeyIn(text);
  return twice === undefined ? accepted(value) : unreadable("this property once", pointer(twice.map(stepSaidAgain)));
}

function unreadable(expected: string, at: string): Outcome<never, Misread> {
  const issues = [issue("schemaViolation", at, { detail: `expected ${expected}` })];
  return refused({ kind: "badRequest", gate: "json", expected, issues });
}

function stepSaidAgain(step: string | number): string {
  return typeof step === "number" ? String(step) : saidAgain(step);
}

/** One code where all have it; several together are invalid data. */
function codeOf(found: readonly z.core.$ZodIssue[]): InputFault["code"] | undefined {
  const codes = new Set(found.map((one) => faultIn(one)?.code));
  if (codes.has(undefined)) return undefined;
  const [code, ...others] = codes;
  return others.length === 0 ? code : "MSG00008";
}
