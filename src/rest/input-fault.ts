// What a schema refuses although it has the right form: with the kind of issue and the code that SOAP has for the same.
import type { z } from "zod";
import type { StatusCode } from "../crossroads/statuses.ts";
import type { IssueKind } from "./problem.ts";

const faults = {
  ssin: { kind: "invalidInput", code: "MSG00011" },
  period: { kind: "invalidPeriod", code: "MSG00008" },
  value: { kind: "invalidInput", code: "MSG00008" },
} as const satisfies Readonly<Record<string, { readonly kind: IssueKind; readonly code: StatusCode }>>;

export type InputFault = (typeof faults)[keyof typeof faults];

/** For a refinement: `.refine(isSsin, cannotBe("ssin", "eleven digits with check digits that fit"))`. */
export function cannotBe(fault: keyof typeof faults, expected: string, path: readonly string[] = []) {
  return { error: `expected ${expected}`, params: { fault }, path: [...path] };
}

/** Undefined for what is wrong with the form. */
export function faultIn(found: z.core.$ZodIssue): InputFault | undefined {
  if (found.code !== "custom") return undefined;
  const named: unknown = found.params?.fault;
  return Object.entries(faults).find(([name]) => name === named)?.[1];
}
