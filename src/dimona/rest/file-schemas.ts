// The JSON of the personnel file: periods, relations and daily registrations, and how they are searched.
import { z } from "zod";
import { parseEnterpriseNumber } from "../../kernel/enterprise-number.ts";
import { parseSsin } from "../../kernel/ssin.ts";
import { nameKey } from "../../persons/name-key.ts";
import { cannotBe } from "../../rest/input-fault.ts";
import { jointCommittees } from "../employment.ts";
import { workerTypes } from "../worker-type.ts";
import { anomalySchema, declarationAnswerSchema, quotaSchema } from "./declaration-schemas.ts";
import {
  controlCards,
  count,
  day,
  employer,
  features,
  hour,
  number12,
  placeOfWork,
  smallStatute,
  ssin,
  text,
} from "./fields.ts";

export const href = z.string().meta({ format: "uri-reference" }).describe("Its address");
const worker = z.object({ ssin }).describe("The worker");

export const nextActionSchema = z
  .object({
    action: z
      .enum(["out", "cancel", "earlier-start", "later-start", "earlier-end", "later-end", "no-end", "planned-hours"])
      .describe("What could be declared"),
    possible: z.boolean().describe("Whether it would be taken now, as far as that does not depend on the new dates"),
    refusedFor: z.array(z.string()).optional().describe("The anomalies for which it would be refused"),
    takenUntil: z.string().optional().describe("The last minute at which it is taken, Belgian time"),
    inTimeUntil: z.string().optional().describe("The last minute at which it is in time, Belgian time"),
  })
  .describe("What may be done with a period");

const period = {
  href,
  periodId: number12.describe("Its number, that of the dimonaIn that began it"),
  employer,
  worker,
  startDate: day.describe("First day"),
  startHour: hour.optional(),
  endDate: day.optional().describe("Last day; absent while nobody knows it"),
  endHour: hour.optional(),
  plannedHoursNumber: count.optional().describe("Planned hours"),
  plannedDaysNumber: count.optional().describe("Planned days"),
  features,
  constructionControlCards: controlCards.optional().describe("Of a construction worker"),
  studentPlaceOfWork: placeOfWork.optional().describe("Of a student who does not work at the registered office"),
  smallStatutesInformation: smallStatute.optional().describe("Of training and traineeships"),
  isLocked: z.boolean().describe("An agent of the RSZ works on it"),
  isCancelled: z.boolean().describe("It is as if it had never been declared"),
  isLate: z.boolean().describe("Its dimonaIn came after the work had begun"),
  anomalies: z
    .array(anomalySchema.pick({ code: true, severity: true, descriptionNl: true, descriptionFr: true }))
    .describe("Remembered from its declarations"),
  quotaFeatures: z.array(quotaSchema).describe("What lies beyond quotas"),
  flexiJob: z.enum(["accepted", "refused"]).optional().describe("Whether it counts as a flexi-job"),
  lastUpdate: z.iso.datetime().describe("When it was made or changed last"),
  lastAction: z.enum(["in", "out", "update", "cancel"]).describe("By which declaration"),
};

export const periodSchema = z.object(period).describe("A period of somebody's work for an employer");

export const periodAnswerSchema = z
  .object({
    ...period,
    nextActions: z.array(nextActionSchema).describe("What may be declared on it now, and what not and why"),
  })
  .describe("A period, and what may be done with it");

export const relationSchema = z
  .object({
    employer,
    worker,
    startDate: day.describe("The first hiring"),
    endDate: day.optional().describe("The end of the last occupation; absent while a period is open"),
  })
  .describe("What a worker and an employer have had with each other");

export const registrationSchema = z
  .object({
    href,
    dailyRegistrationId: number12.describe("Its number"),
    periodId: number12.describe("The period that it belongs to"),
    startDate: day.describe("First day"),
    startHour: hour,
    endDate: day.describe("Last day"),
    endHour: hour.optional(),
    isCancelled: z.boolean().describe("It was withdrawn"),
    lastUpdate: z.iso.datetime().describe("When it was made or changed last"),
  })
  .describe("The hours of one day of a permanent horeca worker");

export const days = z
  .strictObject({ startDate: day.optional(), endDate: day.optional() })
  .refine(
    ({ startDate, endDate }) => startDate === undefined || endDate === undefined || startDate <= endDate,
    cannotBe("period", "an endDate that is not before startDate", ["endDate"]),
  )
  .describe("Days from the first to the last, both included; open where one is absent");
const searchedSsin = ssin.refine(
  (text) => parseSsin(text).ok,
  cannotBe("ssin", "eleven digits with a possible birth date and check digits that fit"),
);
const personName = text(100).refine((given) => nameKey(given) !== "", { error: "expected a name, which has letters" });
export const searchedWorker = z
  .strictObject({
    ssin: searchedSsin.optional(),
    familyName: personName
      .optional()
      .describe(
        "The beginning of the family name, or all of it. Capitals, accents, blanks, hyphens and apostrophes make no difference",
      ),
    givenName: personName.optional().describe("The beginning of one of the given names, beside familyName"),
  })
  .refine(
    ({ ssin, familyName, givenName }) =>
      (ssin === undefined) !== (familyName === undefined) && (givenName === undefined || familyName !== undefined),
    { error: "expected either ssin or familyName, and givenName only beside familyName" },
  )
  .meta({ oneOf: [{ required: ["ssin"] }, { required: ["familyName"] }] })
  .describe(
    "A worker by number, or all workers of a name as the register of persons has it now: nobody of whom it knows no name is found so",
  );
export const searchedEmployer = employer
  .refine(
    ({ employerId, enterpriseNumber }) => employerId !== undefined || enterpriseNumber !== undefined,
    cannotBe("value", "employerId or enterpriseNumber, or both of one employer"),
  )
  .meta({ anyOf: [{ required: ["employerId"] }, { required: ["enterpriseNumber"] }] })
  .describe("An employer, by one of its numbers or both");
export const searched = {
  employer: searchedEmployer.describe("Whose file is searched"),
  worker: searchedWorker.optional().describe("Of this worker alone, or of those with this name"),
};
const characteristics = {
  workerTypes: z
    .array(z.enum(workerTypes.map(({ code }) => code)))
    .min(1)
    .max(30)
    .optional()
    .describe("Of one of these worker types"),
  jointCommissionNumber: z.enum(jointCommittees).optional().describe("Of this joint committee"),
  usingEmployerNumber: text(10)
    .refine(
      (number) => parseEnterpriseNumber(number).ok,
      cannotBe("value", "an enterprise number: ten digits, of which the last two are check digits"),
    )
    .optional()
    .describe("For the using employer with this enterprise number"),
};

export const declarationSearchSchema = z
  .strictObject({
    ...searched,
    receptionPeriod: days.optional().describe("Received on one of these days"),
    results: z
      .array(z.enum(["A", "W", "B", "S"]))
      .min(1)
      .optional()
      .describe("With one of these results"),
    ...characteristics,
  })
  .describe("Which declarations are looked for");

export const periodSearchSchema = z
  .strictObject({
    ...searched,
    period: days.optional().describe("Sharing a day with these days"),
    states: z
      .array(z.enum(["open", "closed", "cancelled"]))
      .min(1)
      .optional()
      .describe("In one of these states"),
    isLate: z.boolean().optional().describe("Late, or in time"),
    subEntityNumber: text(10).optional().describe("Of this sub-entity of a public employer"),
    ...characteristics,
  })
  .describe("Which periods are looked for");

export const relationSearchSchema = z
  .strictObject({ ...searched, period: days.optional().describe("Sharing a day with these days") })
  .describe("Which relations are looked for");

export const next = z
  .string()
  .meta({ format: "uri-reference" })
  .optional()
  .describe("Where the next page is; absent on the last one");

export const declarationsSchema = z
  .object({ items: z.array(declarationAnswerSchema).describe("The newest first"), next })
  .describe("Declarations that were found");
export const periodsSchema = z
  .object({ items: z.array(periodSchema).describe("The latest first"), next })
  .describe("Periods that were found");
export const relationsSchema = z
  .object({ items: z.array(relationSchema).describe("By the worker's number"), next })
  .describe("Relations that were found");

export const pagingSchema = z.strictObject({
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .default("1")
    .meta({ type: "integer", minimum: 1, maximum: 9999, default: 1 })
    .describe("Which page, from 1"),
  pageSize: z
    .string()
    .regex(/^(?:[1-9]\d?|100)$/)
    .default("50")
    .meta({ type: "integer", minimum: 1, maximum: 100, default: 50 })
    .describe("How many items a page has, at most 100"),
});
