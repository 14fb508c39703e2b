// The same in the words of the Belgian REST guide (rule hlth-res): UP, DEGRADED or DOWN, and details for who monitors.
import { z } from "zod";
import { levels } from "./check.ts";
import type { HealthReport } from "./health.ts";
import { environments, type Place } from "./place.ts";
import { type Verdict, verdicts } from "./verdict.ts";

const statuses: Readonly<Record<Verdict, { readonly status: HealthStatus["status"]; readonly httpStatus: 200 | 503 }>> =
  {
    OK: { status: "UP", httpStatus: 200 },
    WARNING: { status: "UP", httpStatus: 200 },
    CRITICAL: { status: "DEGRADED", httpStatus: 200 },
    FATAL: { status: "DOWN", httpStatus: 503 },
  };

export function belgifStatus(verdict: Verdict) {
  return statuses[verdict];
}

const checkSchema = z
  .object({
    id: z.string().describe("Which check; docs/health.md lists them"),
    description: z.string().describe("What is so when all is well"),
    level: z.enum(["DEFAULT", "DEEP"]).describe("From which level on it is made"),
    verdict: z.enum(["OK", "WARNING", "CRITICAL"]).describe("What was found"),
    code: z.string().optional().describe("What is wrong, for programs"),
    message: z.string().optional().describe("What was found, for people"),
    vital: z.boolean().describe("Without it nobody gets an answer: CRITICAL makes the whole DOWN"),
    failSafe: z.boolean().describe("The service goes on without it: CRITICAL is a warning for the whole"),
    milliseconds: z.int().min(0).describe("How long it took to find out"),
    age: z.int().min(0).describe("Milliseconds since the search for it began"),
  })
  .describe("One thing that the installation depends on");

const detailsSchema = z
  .object({
    level: z.enum(levels).describe("What was asked"),
    verdict: z.enum(verdicts).describe("The worst of what was found, in the words of monitoring v1"),
    version: z.string().describe("Of the program"),
    environment: z.enum(environments).describe("Which of its lives the installation is in"),
    node: z.string().describe("What the machine goes by"),
    at: z.string().meta({ format: "date-time" }).describe("The moment of the oldest finding: so it was then"),
    checks: z.array(checkSchema).describe("What was looked at; nothing for PING"),
  })
  .describe("For access tokens with the scope for monitoring alone");

export const healthStatusSchema = z
  .object({
    status: z
      .enum(["UP", "DEGRADED", "DOWN"])
      .describe("UP: all is well; DEGRADED: a part fails; DOWN: nothing is answered"),
    details: detailsSchema.optional().describe("Only for who monitors"),
  })
  .describe("How the installation is");

export type HealthStatus = z.infer<typeof healthStatusSchema>;

export function detailsOf({ level, verdict, results, at }: HealthReport, place: Place): HealthStatus["details"] {
  return {
    level,
    verdict,
    ...place,
    at: new Date(at).toISOString(),
    checks: results.map(({ check, finding, took, age }) => ({
      id: check.id,
      description: check.description,
      level: check.type,
      verdict: finding.level,
      ...(finding.code === undefined ? {} : { code: finding.code }),
      ...(finding.message === undefined ? {} : { message: finding.message }),
      vital: check.vital,
      failSafe: check.failSafe,
      milliseconds: Math.round(took),
      age: Math.round(age),
    })),
  };
}
