// The fields that Dimona's JSON has in several places. Names are those of the real service where they are known.
import { z } from "zod";

/** The form of a day lets the year 0 through, which no calendar has. */
export const day = z.iso
  .date()
  .refine((text) => !text.startsWith("0000"), { error: "expected a day in the years 0001 to 9999" })
  .describe("A day");
export const hour = z
  .string()
  .regex(/^(?:[01]\d|2[0-3])[0-5]\d$/)
  .describe("An hour: HHMM");
/** Twelve digits, which a JSON number holds exactly. */
export const number12 = z.int().min(100_000_000_000).max(999_999_999_999);
export const ssin = z
  .string()
  .regex(/^\d{11}$/, { abort: true })
  .describe("Social security identification number: eleven digits");
/** Hours or days. Which of these a declaration may have is for the rules to say, with an anomaly. */
export const count = z.int().min(0).max(99_999);
const enterpriseNumber = z
  .string()
  .regex(/^[01]\d{9}$/)
  .describe("Number of the Crossroads Bank for Enterprises");
export const nis = z.int().min(0).max(99_999);

/** Text as people write it: no control characters, which no register keeps, and nothing that XML cannot carry. */
export function text(most: number): z.ZodString {
  return z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\ufffe\uffff]*$/u);
}

export const employerId = z.int().min(1).max(5_999_999_999);

export const employer = z
  .strictObject({
    employerId: employerId.optional().describe("NSSO number, or the provisional number"),
    enterpriseNumber: enterpriseNumber.optional(),
  })
  .describe("An employer, by at least one of its numbers");

export const address = z
  .strictObject({
    street: text(100).describe("Street"),
    houseNumber: text(20).describe("House number"),
    boxNumber: text(20).optional().describe("Box"),
    postCode: text(20).describe("Post code"),
    municipality: z
      .strictObject({
        code: nis.optional().describe("NIS code; 99999 where it is not known"),
        name: text(100).describe("Its name"),
      })
      .describe("The municipality"),
    country: nis.describe("NIS code of the country: 150 for Belgium"),
  })
  .describe("An address");

export const features = z
  .strictObject({
    jointCommissionNumber: text(9)
      .optional()
      .describe("Joint committee: 124, 140, 144, 145, 149, 302, 320, 322 or XXX"),
    workerType: text(3).describe("Worker type, such as OTH, STU or EXT"),
    subEntityNumber: text(10).optional().describe("Sub-entity of a public employer that works with them"),
    usingEmployer: z
      .strictObject({
        jointCommissionNumber: text(9).optional().describe("Its joint committee"),
        enterpriseNumber: text(10).optional().describe("Its enterprise number"),
        name: text(200).optional().describe("Its name, where it has no enterprise number"),
        address: address.optional().describe("Its address"),
      })
      .optional()
      .describe("Where a temporary agency sends the worker"),
  })
  .describe("In which capacity somebody works");

export const controlCards = z
  .strictObject({
    firstMonthC32ANumber: text(12).describe("Card of the first month"),
    nextMonthC32ANumber: text(12).describe("Card of the next month"),
  })
  .describe("Control cards C3.2A of a construction worker");

export const placeOfWork = z
  .strictObject({
    name: text(200).optional().describe("Its name"),
    address: address.optional().describe("Its address"),
  })
  .describe("Where a student works, when that is not the registered office");

export const smallStatute = z
  .strictObject({
    employmentNature: text(20).optional().describe("EMPLOYEE or WORKER"),
    activityWithRisk: text(3).optional().describe("Risk activity of annex 6"),
    workerStatus: text(2).optional().describe("F1 or F2"),
  })
  .describe("What training and traineeships have beside");
