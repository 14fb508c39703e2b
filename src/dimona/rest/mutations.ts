// POST /mutations/search: an institution fetches what happened to the periods of the people whom it knows.
import { z } from "zod";
import { statuses } from "../../crossroads/statuses.ts";
import type { FetchMutations } from "../../forwarding/fetch.ts";
import type { ResourceOperation } from "../../rest/operation.ts";
import { receiveOperation, receiveScope, serviceName } from "../names.ts";
import { count, day, hour, ssin } from "./fields.ts";
import { mutationExamples } from "./mutation-examples.ts";

const number = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,14})$/)
  .describe("A number that counts up from 1 for each receiver, without gaps");
const twelveDigits = z.string().regex(/^\d{12}$/);
const committee = z.string().optional().describe("Joint committee");

const situation = z.object({
  state: z.enum(["open", "closed", "cancelled"]).describe("Whether the period has an end, or never was"),
  startDate: day.describe("First day"),
  startHour: hour.optional(),
  endDate: day.optional().describe("Last day"),
  endHour: hour.optional(),
  plannedHoursNumber: count.optional().describe("Planned hours"),
});

export const mutationSchema = z
  .object({
    number,
    kind: z.enum(["I", "O", "U", "C"]).describe("Work begins; its end is declared; dates or hours change; cancelled"),
    declarationId: twelveDigits.describe("The declaration that did it"),
    periodId: twelveDigits.describe("The period to which it happened"),
    recordedAt: z.iso.datetime().describe("From when on the register knows it"),
    employer: z
      .object({
        nssoNumber: z.string().optional().describe("NSSO number"),
        provisionalNumber: z.string().optional().describe("Number of an employer that has no NSSO number yet"),
        enterpriseNumber: z.string().optional().describe("Number of the Crossroads Bank for Enterprises"),
      })
      .describe("The employer, by its numbers"),
    worker: z
      .object({
        ssin,
        replacedSsin: ssin
          .optional()
          .describe("A number that this one took the place of, under which the period may have been told before"),
      })
      .describe("The worker, by the number of today"),
    features: z
      .object({
        workerType: z.string().describe("Worker type, such as OTH, STU or EXT"),
        jointCommissionNumber: committee,
        subEntityNumber: z.string().optional().describe("Sub-entity of a public employer"),
        usingEmployer: z
          .object({
            jointCommissionNumber: committee,
            enterpriseNumber: z.string().optional().describe("Number of the Crossroads Bank for Enterprises"),
            name: z.string().optional().describe("Its name"),
          })
          .optional()
          .describe("Where a temporary agency sends the worker"),
      })
      .describe("What kind of work it is"),
    before: situation.optional().describe("As it was; absent where the period is new"),
    after: situation.describe("As it is"),
    smallStatute: z
      .object({
        employmentNature: z.string().optional().describe("EMPLOYEE or WORKER"),
        riskActivity: z.string().optional().describe("An activity with a risk (annex 6)"),
        workerStatus: z.string().optional().describe("F1 or F2 (annex 21)"),
      })
      .optional()
      .describe("Of training and traineeships"),
    isLate: z.boolean().optional().describe("Its dimonaIn came after the work had begun"),
    isLocked: z.boolean().optional().describe("An agent of the RSZ works on it"),
  })
  .describe("What happened to a period; elements that the annex takes out are absent");

export const mutationSearchSchema = z
  .strictObject({
    after: number.default("0").describe("The last number that the caller has: everything up to it counts as received"),
    limit: z.int().min(1).max(500).default(100).describe("How many at most"),
  })
  .describe("Which mutations are fetched");

export const mutationsSchema = z
  .object({
    items: z.array(mutationSchema).describe("In the order of their numbers; fewer than the limit: no more yet"),
  })
  .describe("Mutations of an institution");

export function fetchOperationOf(
  fetch: FetchMutations,
): ResourceOperation<z.infer<typeof mutationSearchSchema>, object> {
  return {
    method: "post",
    operation: { service: serviceName, name: receiveOperation },
    path: "/mutations/search",
    operationId: "searchMutations",
    summary: "Fetch what happened to the periods of people whom an institution knows",
    description:
      "For institutions whose annex says that they fetch. Numbers count up without gaps for each of them. Asking for what comes after a number says that everything up to it was received; whoever asks after a smaller one gets the same again, for 92 days.",
    scope: receiveScope,
    parameters: z.strictObject({}),
    parameterPlaces: {},
    input: mutationSearchSchema,
    success: { status: 200, description: "What there is, or nothing", schema: mutationsSchema },
    examples: mutationExamples,
    answer: async ({ annex, input: { after, limit } }) => {
      if (annex.forwarding?.get(serviceName)?.carriage.kind !== "pull") {
        return {
          kind: "refused",
          problem: "missingPermission",
          status: statuses.MSG00016,
          gate: "forwarding",
          expected: "an annex that says that mutations are fetched",
          found: "another",
        };
      }
      return { kind: "answered", body: { items: await fetch(annex.customer, Number(after), limit) } };
    },
  };
}
