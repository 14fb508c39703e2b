// The JSON of SelfEmployedService v2: what is taken, what is answered. Names are those of the contract where it has one.
import { z } from "zod";

const ssin = z
  .string()
  .regex(/^\d{11}$/)
  .describe("Social security identification number: eleven digits");
const enterpriseNumber = z
  .string()
  .regex(/^[01]\d{9}$/)
  .describe("Number of the Crossroads Bank for Enterprises");
const legalContext = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_:+\- ]*[a-zA-Z0-9_:+-]$/)
  .describe("The purpose for which is asked, as the customer's annex grants it");
const ticket = z
  .string()
  .regex(/^[\x20-\x7e]{1,36}$/)
  .describe("The caller's own name for this question; kept in the audit")
  .optional();
const quarter = z
  .string()
  .regex(/^[12]\d{3}Q[1-4]$/)
  .describe("A quarter, such as 2019Q1");

const period = z
  .strictObject({
    startDate: z.iso.date().describe("First day"),
    endDate: z.iso.date().optional().describe("Last day; until now and further when absent"),
  })
  .describe("Days from the first to the last, both included");
const quarterPeriod = z
  .strictObject({
    startQuarter: quarter,
    endQuarter: quarter.optional().describe("Last quarter; the last one known when absent"),
  })
  .describe("Quarters from the first to the last, both included; at most forty");

export const careerQuestionSchema = z
  .strictObject({
    ssin,
    period: period.optional().describe("Only what shares a day with this period; the whole career when absent"),
    legalContext,
    ticket,
  })
  .describe("A question about a career. The asker is the customer of the access token");
export const contributionsQuestionSchema = z
  .strictObject({ ssin, period: quarterPeriod, legalContext, ticket })
  .describe("A question about contributions. The asker is the customer of the access token");

const description = z
  .object({
    nl: z.string().optional().describe("In Dutch"),
    fr: z.string().optional().describe("In French"),
    de: z.string().optional().describe("In German"),
  })
  .describe("What a code says");
const numberCode = z
  .object({ code: z.int().min(0).max(999).describe("The code"), description: description.optional() })
  .describe("A code of a table of the service, with its texts");
const textCode = z
  .object({ code: z.string().describe("The code"), description: description.optional() })
  .describe("A code of a table of the service, with its texts");
const fund = z
  .object({
    enterpriseNumber: enterpriseNumber.optional(),
    code: z
      .string()
      .regex(/^\d{3}$/)
      .describe("The code of the fund"),
  })
  .describe("A social insurance fund");

const answeredPeriod = z
  .object({
    startDate: z.iso.date().describe("First day"),
    endDate: z.iso.date().optional().describe("Last day; absent while it goes on"),
  })
  .describe("Days from the first to the last, both included");
const careerSegment = z
  .object({
    period: answeredPeriod,
    selfEmployedQuality: numberCode.describe("As what the person was active"),
    contribution: numberCode.describe("The category in which contributions are counted"),
    equality: numberCode.optional().describe("Why the period is assimilated, where it is"),
  })
  .describe("A period in which nothing changed");
const affiliation = z
  .object({
    socialInsuranceFund: fund,
    signatureDate: z.iso.date().optional().describe("When the affiliation was signed"),
    careerSegments: z.array(careerSegment).describe("In order of time"),
  })
  .describe("The time with one fund");
const career = z
  .object({
    nisseReference: z.string().max(15).describe("Reference of the register ARZA"),
    selfEmployedEnterpriseNumber: enterpriseNumber.optional(),
    occupation: textCode.optional().describe("The trade, six characters"),
    affiliations: z.array(affiliation).describe("In order of time"),
  })
  .describe("The career of one person");
const contribution = z
  .object({
    quarter,
    socialInsuranceFund: fund,
    contributionSituation: textCode.describe("Whether the contributions of the quarter are paid"),
    ziv: numberCode.optional().describe("Category for the sickness insurance"),
  })
  .describe("The situation of one quarter at one fund");

const meaning = z
  .object({
    nl: z.string().describe("In Dutch"),
    fr: z.string().describe("In French"),
    de: z.string().describe("In German"),
    en: z.string().describe("In English"),
  })
  .describe("What the status says");
const status = z
  .object({
    code: z.string().describe("The status code of the crossroads"),
    value: z.enum(["DATA_FOUND", "NO_DATA_FOUND"]).describe("Whether there are data"),
    meaning,
  })
  .describe("How the question was treated");

const answered = {
  ticket: z.string().meta({ format: "uuid" }).describe("The ticket of this answer; also in the header BelGov-Trace-Id"),
  status,
  ssin: ssin.optional().describe("The number that the answer is about"),
  replacedSsin: ssin.optional().describe("The number of the question, where another one took its place"),
  filteredElements: z
    .array(z.string())
    .optional()
    .describe("Elements that the customer's annex takes out of the answer and that were there"),
};

export const careerAnswerSchema = z
  .object({ ...answered, items: z.array(career).describe("One career, or none") })
  .describe("The answer to a question about a career");
export const contributionsAnswerSchema = z
  .object({ ...answered, items: z.array(contribution).describe("One for each quarter and fund, or none") })
  .describe("The answer to a question about contributions");

/** Under these names the reference shows them. */
export const selfEmployedSchemas: Readonly<Record<string, z.ZodType>> = {
  CareerQuestion: careerQuestionSchema,
  CareerAnswer: careerAnswerSchema,
  Career: career,
  Affiliation: affiliation,
  CareerSegment: careerSegment,
  ContributionsQuestion: contributionsQuestionSchema,
  ContributionsAnswer: contributionsAnswerSchema,
  Contribution: contribution,
  SocialInsuranceFund: fund,
  TreatmentStatus: status,
};
