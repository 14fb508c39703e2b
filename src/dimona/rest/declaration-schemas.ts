// The JSON of a declaration: what is taken, and what is answered about it.
import { z } from "zod";
import {
  address,
  controlCards,
  count,
  day,
  employer,
  features,
  hour,
  nis,
  number12,
  placeOfWork,
  smallStatute,
  ssin,
  text,
} from "./fields.ts";

const span = {
  startDate: day.describe("First day"),
  startHour: hour.optional().describe("Hour at which a shift begins"),
  endDate: day.optional().describe("Last day"),
  endHour: hour.optional().describe("Hour at which a shift ends"),
  plannedHoursNumber: count.optional().describe("Planned hours of students and of article 17"),
  plannedDaysNumber: count.optional().describe("Planned days of students until 2016"),
};

export const dimonaInSchema = z
  .strictObject({
    ...span,
    features,
    constructionControlCards: controlCards.optional().describe("Of a construction worker"),
    studentPlaceOfWork: placeOfWork.optional().describe("Of a student who does not work at the registered office"),
    smallStatutesInformation: smallStatute.optional().describe("Of training and traineeships"),
  })
  .describe("Somebody starts to work");

export const dimonaOutSchema = z
  .strictObject({ periodId: number12.describe("The period"), endDate: day.describe("Its last day") })
  .describe("A period without end gets one");

export const dimonaUpdateSchema = z
  .strictObject({
    ...span,
    periodId: number12.describe("The period"),
    startDate: day.optional().describe("Another first day"),
    endDate: day.optional().describe("Another last day; 9999-12-31 takes it away"),
  })
  .describe("Dates, hours or planned hours of a period change");

export const dimonaCancelSchema = z
  .strictObject({ periodId: number12.describe("The period") })
  .describe("A period shall be as if it had never been declared");

export const dailyRegistrationSchema = z
  .strictObject({
    attestationStatus: z.literal([0, 1, 3]).describe("0 for a new registration, 1 to correct one, 3 to withdraw one"),
    dailyRegistrationId: number12.optional().describe("The registration to correct or withdraw"),
    periodId: number12.optional().describe("The period of a new registration"),
    startDate: day.optional().describe("First day"),
    startHour: hour.optional().describe("Hour at which work begins"),
    endDate: day.optional().describe("Last day"),
    endHour: hour.optional().describe("Hour at which work ends"),
  })
  .describe("The hours of one day of a permanent horeca worker");

export const workerSchema = z
  .strictObject({
    ssin: ssin.optional(),
    lastName: text(100).optional().describe("Name"),
    firstName: text(100).optional().describe("First name"),
    initial: text(5).optional().describe("Initial of a second first name"),
    birthDate: text(10).optional().describe("YYYY-MM-DD, or YYYY-00-00 where only the year is known"),
    placeOfBirth: text(100).optional().describe("Place of birth"),
    countryOfBirth: nis.optional().describe("NIS code of the country of birth"),
    gender: text(1).optional().describe("1 for a man, 2 for a woman"),
    nationality: nis.optional().describe("NIS code of the nationality"),
    address: address.optional().describe("Where the worker lives"),
  })
  .describe("The worker, by number, or by all that is needed to find one");

/** As it is answered: the names of a person are other ones there. */
export const answeredWorkerSchema = z
  .object({
    ssin: ssin.optional(),
    familyName: z
      .string()
      .optional()
      .describe("Name: that of the register of persons once the declaration is accepted, otherwise as declared"),
    givenName: z.string().optional().describe("First name, as the name"),
    initial: z.string().optional().describe("Initial of a second first name"),
    birthDate: z.string().optional().describe("YYYY-MM-DD, or YYYY-00-00 where only the year is known"),
    placeOfBirth: z.string().optional().describe("Place of birth"),
    countryOfBirth: nis.optional().describe("NIS code of the country of birth"),
    gender: z.string().optional().describe("1 for a man, 2 for a woman"),
    nationality: nis.optional().describe("NIS code of the nationality"),
    address: address.optional().describe("Where the worker lives"),
  })
  .describe("The worker, under the number of today where it is known");

const actions = {
  dimonaIn: dimonaInSchema.optional().describe("Begins a period"),
  dimonaOut: dimonaOutSchema.optional().describe("Ends a period"),
  dimonaUpdate: dimonaUpdateSchema.optional().describe("Changes a period"),
  dimonaCancel: dimonaCancelSchema.optional().describe("Takes a period back"),
  dailyRegistration: dailyRegistrationSchema.optional().describe("The hours of one day"),
};

export const declarationSchema = z
  .strictObject({
    employer: employer
      .optional()
      .describe("Of a dimonaIn the employer; with others it is held against that of the period"),
    worker: workerSchema
      .optional()
      .describe("Of a dimonaIn the worker; with others it is held against that of the period"),
    ...actions,
  })
  .refine(
    (given) => Object.keys(actions).filter((name) => given[name as keyof typeof actions] !== undefined).length === 1,
    {
      error: `expected exactly one of ${Object.keys(actions).join(", ")}`,
    },
  )
  .meta({ oneOf: Object.keys(actions).map((name) => ({ required: [name] })) })
  .describe("A declaration: one of dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel and dailyRegistration");

export const takenSchema = z
  .object({
    declarationId: number12.describe("The number of the declaration; of a dimonaIn also that of its period"),
    href: z.string().meta({ format: "uri-reference" }).describe("Where its result is"),
  })
  .describe("A declaration that was taken: a receipt, not an acceptance");

export const linkSchema = z
  .object({
    id: number12.describe("Its number"),
    href: z.string().meta({ format: "uri-reference" }).describe("Its address"),
  })
  .describe("A thing with an address");

const conflictSchema = z
  .object({
    periodId: number12.describe("Its number"),
    startDate: day.describe("First day"),
    startHour: hour.optional(),
    endDate: day.optional().describe("Last day"),
    endHour: hour.optional(),
    workerType: z.string().describe("Its worker type"),
  })
  .describe("A period that stands in the way");

export const quotaSchema = z
  .object({
    quotaType: z.string().describe("Which quota, such as STUDENT"),
    exceedingHoursNumber: count.optional().describe("Hours beyond it"),
    exceedingDaysNumber: count.optional().describe("Days beyond it"),
  })
  .describe("What lies beyond a quota");

export const anomalySchema = z
  .object({
    code: z.string().describe("Zone or block, and the kind of fault"),
    severity: z.enum(["B", "NP"]).describe("B refuses the declaration, NP is a warning"),
    element: z.string().describe("The element or block of the RSZ's message that it is about"),
    descriptionNl: z.string().describe("What it says, in Dutch"),
    descriptionFr: z.string().describe("In French"),
    descriptionDe: z.string().describe("In German"),
    descriptionEn: z.string().describe("In English"),
    situation: z.string().describe("The situation that was found, in English"),
    remedy: z.string().describe("What to do about it, in the language of Accept-Language (nl, fr, de, en)"),
    conflictingPeriods: z.array(conflictSchema).optional().describe("The periods in the way"),
    quotaFeatures: z.array(quotaSchema).optional().describe("What lies beyond the quotas"),
  })
  .describe("Something that is wrong with a declaration, or remarkable");

const spanSchema = z
  .object({ ...span, startDate: day.describe("First day") })
  .describe("Days and hours of a period or registration, and the hours or days that were planned");

export const statusSchema = z
  .object({
    declarationId: number12.describe("The number of the declaration"),
    result: z
      .enum(["A", "W", "B", "S"])
      .describe("A accepted, W accepted with warnings, B refused, S waiting for the worker's identity"),
    receivedAt: z.iso.datetime().describe("When it was received"),
    decidedAt: z.iso.datetime().describe("When it was decided on"),
    anomalies: z.array(anomalySchema).describe("What is wrong or remarkable"),
    period: linkSchema.optional().describe("The period that was made or changed"),
    dailyRegistration: linkSchema.optional().describe("The registration that was made or changed"),
    before: spanSchema.optional().describe("As it was; absent where there was none"),
    after: spanSchema.optional().describe("As it is now; absent where it was cancelled"),
  })
  .describe("What became of a declaration");

/** As they were declared, on whatever channel: what no declaration may say was refused by the rules, and is shown. */
const declaredCounts = {
  plannedHoursNumber: z.int().optional().describe("Planned hours, as they were declared"),
  plannedDaysNumber: z.int().optional().describe("Planned days, as they were declared"),
};

export const declarationAnswerSchema = z
  .object({
    href: z.string().meta({ format: "uri-reference" }).describe("Its address"),
    employer: employer
      .optional()
      .describe("As it was found, otherwise as it was declared; absent where none was named"),
    worker: answeredWorkerSchema.optional().describe("Absent where none was named"),
    ...actions,
    dimonaIn: dimonaInSchema.extend(declaredCounts).optional().describe("Began a period"),
    dimonaUpdate: dimonaUpdateSchema.extend(declaredCounts).optional().describe("Changed a period"),
    declarationStatus: statusSchema,
  })
  .describe("A declaration and what became of it");

export const notificationSchema = z
  .string()
  .describe("The RSZ's message NOTIFICATION 2022/3, with labels in the language of Accept-Language");

export const resultPageSchema = z
  .string()
  .describe("A page for people: the result, the period before and after, each anomaly with what to do about it");
