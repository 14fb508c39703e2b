// The JSON of what an employer is told of other numbers and names.
import { z } from "zod";
import { day, employer, employerId, ssin } from "./fields.ts";
import { days, href, next, searched } from "./file-schemas.ts";

const situation = {
  ssin: ssin.optional(),
  familyName: z.string().optional().describe("Name, as the register of persons has it"),
  givenNames: z.string().optional().describe("First names"),
  birthDate: z.string().optional().describe("YYYY-MM-DD, with 00 for what nobody knows"),
  gender: z.string().optional().describe("1 for a man, 2 for a woman"),
  employerId: employerId
    .optional()
    .describe("NSSO or provisional number, where it is the employer's number that changed"),
};

export const situationSchema = z.object(situation).describe("A worker or an employer, as far as it is known");

export const identityChangeSchema = z
  .object({
    href,
    identityChangeId: z.int().min(1).max(9_999_999_999).describe("Its number"),
    justificationCode: z
      .literal([90, 91, 92])
      .describe("90 another SSIN, 91 other particulars, 92 another number of the employer"),
    effectiveStartingDate: day.describe("From which day on"),
    employer,
    validSituation: situationSchema,
    outdatedSituation: situationSchema,
    toldAt: z.iso.datetime().describe("When the registers learned of it"),
  })
  .describe("Another number or name of a worker, or another number of the employer");

export const idfluxSchema = z.string().describe("The RSZ's message IDFLUX 2023/1");

export const identityChangeSearchSchema = z
  .strictObject({ ...searched, period: days.optional().describe("Told on one of these days") })
  .describe("Which changes are looked for");

export const identityChangesSchema = z
  .object({ items: z.array(identityChangeSchema).describe("The newest first"), next })
  .describe("Changes that were found");
