// What is asked of a fund and what it answers: the one source of the checks on both sides and of the published document.
import { z } from "zod";
import { type IsoDay, parseDay } from "../../kernel/day.ts";
import { parseQuarter, type Quarter } from "../../kernel/quarter.ts";
import { situations } from "./situation.ts";

export const searchPath = "/contributions/search";
export const pingPath = "/ping";

/** The most quarters that one question covers; the contract of the service allows no more. */
export const mostQuarters = 40;

const quarterPattern = /^[12]\d{3}Q[1-4]$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

const quarter = z
  .string()
  .regex(quarterPattern)
  .meta({ description: "A quarter of a calendar year", example: "2019Q1" })
  .refine((text): text is Quarter => parseQuarter(text).ok);

const day = z
  .string()
  .regex(dayPattern)
  .meta({ description: "A day, as YYYY-MM-DD", format: "date", example: "2019-03-31" })
  .refine((text): text is IsoDay => parseDay(text).ok);

const fundCode = z
  .string()
  .regex(/^\d{3}$/)
  .meta({ description: "The code of a social insurance fund", example: "003" });

export const questionSchema = z
  .strictObject({
    ssin: z
      .string()
      .regex(/^\d{11}$/)
      .meta({ description: "The person's identification number of social security" }),
    beginQuarter: quarter,
    endQuarter: quarter,
    knownOn: day
      .optional()
      .meta({ description: "Answer as at the end (UTC) of this earlier day; as of now when left out" }),
  })
  .meta({ title: "Contributions of one person, by quarter" });

const contributionSchema = z
  .strictObject({
    quarter,
    situation: z.enum(situations).meta({ description: "Paid, not paid (also before the due date) or exempted" }),
    sicknessInsuranceCategory: z.int().min(0).max(99).optional().meta({ description: "Absent until it is determined" }),
    dueDate: day,
    nothingDue: z.boolean().optional().meta({ description: "Nothing had to be paid for this quarter" }),
    paidOn: day.optional(),
    reminders: z.array(day).max(10).optional(),
    exemption: z
      .strictObject({ decidedOn: day, granted: z.boolean() })
      .optional()
      .meta({ description: "What the Commission for exemption of contributions decided" }),
  })
  .meta({});

export const answerSchema = z.strictObject({ fundCode, items: z.array(contributionSchema).max(mostQuarters) }).meta({});

export const pingSchema = z.strictObject({ fundCode }).meta({ title: "Which fund this is" });

export const problemSchema = z
  .strictObject({ title: z.string(), status: z.int(), detail: z.string().optional() })
  .meta({ title: "Why there is no answer (RFC 9457)" });

export type ContributionQuestion = z.output<typeof questionSchema>;
export type ContributionAnswer = z.output<typeof answerSchema>;
export type FundContribution = z.output<typeof contributionSchema>;
export type Problem = z.output<typeof problemSchema>;

/** What a fund gives back for any request, over a socket or not: a status of HTTP and a body that is JSON. */
export interface FundReply {
  readonly status: number;
  readonly body: unknown;
}
