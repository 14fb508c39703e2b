// The JSON of EmployerMandateConsultationService v2: what is taken, what is answered.
import { z } from "zod";
import { isXmlText } from "../schema/datatypes.ts";

const quarter = z
  .string()
  .regex(/^[0-9]{4}Q[1-4]$/)
  .describe("A quarter, such as 2026Q1");
const text = z.string().describe("A text");
/** JSON can carry more than the contract: a NUL would be refused by the database, together with the keys of all who ask at the same time. */
const asInXml = { error: "expected characters that XML can carry" };

const entity = z
  .strictObject({
    nssoNumber: z
      .string()
      .regex(/^0?\d{6,9}$/)
      .optional()
      .describe("Final number of an employer at the National Social Security Office"),
    provisionalNssoNumber: z
      .string()
      .regex(/^5\d{9}$/)
      .optional()
      .describe("Provisional number of an employer, until there is a final one"),
    pplNumber: z
      .string()
      .regex(/^\d{3,8}$/)
      .optional()
      .describe("Number of a provincial or local administration"),
    enterpriseNumber: z
      .string()
      .regex(/^[01]\d{9}$/)
      .optional()
      .describe("Number of the Crossroads Bank for Enterprises, alone or beside one of the others"),
    ssin: z
      .string()
      .regex(/^\d{11}$/)
      .optional()
      .describe("Social security identification number of a natural person, alone"),
  })
  .refine(namesOneEntity, { error: "expected one number, or an employer's number with the enterprise number" })
  .describe("An entity by its number: one, or an employer's number with the enterprise number of the same entity");

function namesOneEntity(numbers: {
  readonly nssoNumber?: unknown;
  readonly provisionalNssoNumber?: unknown;
  readonly pplNumber?: unknown;
  readonly enterpriseNumber?: unknown;
  readonly ssin?: unknown;
}): boolean {
  const { nssoNumber, provisionalNssoNumber, pplNumber, enterpriseNumber, ssin } = numbers;
  const employers = [nssoNumber, provisionalNssoNumber, pplNumber].filter((number) => number !== undefined).length;
  if (ssin !== undefined) return employers === 0 && enterpriseNumber === undefined;
  return employers === 1 || (employers === 0 && enterpriseNumber !== undefined);
}

const context = z
  .strictObject({
    entity: entity.describe("For which entity the user acts"),
    qualityCode: z
      .string()
      .max(125)
      .regex(/^[A-Z][A-Z0-9_]*$/)
      .describe("In which quality, such as QUAL_SSC"),
  })
  .describe("The capacity in which the user acts");

const objectCriterion = {
  object: z.string().min(1).max(20).refine(isXmlText, asInXml).describe("The code, such as DMFA"),
  objectType: z.enum(["SECTOR", "GROUP", "APPLICATION"]).describe("What the code is of"),
};

const accessCriteria = z
  .strictObject({
    objectCriteria: z
      .array(z.strictObject(objectCriterion).describe("What the user wants to use"))
      .min(1)
      .max(10)
      .describe("What the user wants to use; access is to all of it"),
    date: z.iso.date().optional().describe("A day, for the quarter that it lies in"),
    quarter: quarter.optional().describe("A quarter"),
    period: z
      .strictObject({
        startQuarter: quarter.describe("The first quarter"),
        endQuarter: quarter.optional().describe("The last quarter; the present one when left out"),
      })
      .optional()
      .describe("Several quarters, each of which must be covered"),
  })
  .refine(({ date, quarter, period }) => [date, quarter, period].filter((one) => one !== undefined).length <= 1, {
    error: "expected one of date, quarter and period",
  })
  .describe("What, and for when: at most one of date, quarter and period; the present quarter when all are left out");

export const accessQuestionSchema = z
  .strictObject({
    technicalId: z
      .string()
      .max(80)
      .regex(/^\S(.*\S)?$/)
      .refine(isXmlText, asInXml)
      .describe("The user, as User Management knows it"),
    context: context.optional().describe("In which capacity the user acts; any of the user's own when left out"),
    entity: entity.describe("Whose data it is about"),
    accessCriteria,
    includeBasis: z.boolean().optional().describe("Tell also by what there is access, where the annex discloses it"),
    reference: z
      .string()
      .max(36)
      .refine(isXmlText, asInXml)
      .optional()
      .describe("The caller's own mark of the question; it comes back, and the audit keeps it"),
  })
  .describe(
    "A question about the access of a user who is not signed in. The asker is the customer of the access token",
  );

const meaning = z.object({ en: text, nl: text, fr: text, de: text }).describe("What the code says, in four languages");

const accessResult = z
  .object({
    ...objectCriterion,
    access: z.boolean().describe("Whether the user has access to this"),
    decision: z
      .object({ code: z.string().describe("A code such as EMC00002"), meaning })
      .describe("Why, as far as the annex discloses it"),
    basis: z
      .object({
        type: z.enum(["OWN_ENTITY", "MANDATE", "DELEGATION"]).describe("By what there is access"),
        qualityCode: z.string().describe("The quality in which the user has it"),
        mandateReference: z.string().optional().describe("Reference of the mandate"),
        mandateType: z.string().optional().describe("Kind of mandate"),
        validity: z
          .object({
            startQuarter: quarter.describe("The first quarter"),
            endQuarter: quarter.optional().describe("The last quarter; absent while it goes on"),
          })
          .optional()
          .describe("The quarters for which it was given"),
      })
      .optional()
      .describe("By what there is access"),
  })
  .describe("The decision on one object");

export const accessAnswerSchema = z
  .object({
    ticket: z.string().describe("The number of this question in the audit"),
    timestamp: z.iso.datetime().describe("When it was decided"),
    reference: z.string().optional().describe("The caller's own mark, as it was sent"),
    access: z.boolean().describe("Whether the user has access to every object"),
    entity,
    accessResults: z.array(accessResult).describe("One for each object, in the order of the question"),
  })
  .describe("The decision on the access of a user");

/** Under the names that the reference shows. */
export const employerMandateSchemas = {
  AccessQuestion: accessQuestionSchema,
  AccessAnswer: accessAnswerSchema,
  AccessEntity: entity,
  AccessContext: context,
  AccessCriteria: accessCriteria,
  AccessResult: accessResult,
};
