// A social insurance fund: takes a question about one person's quarters and answers from its own file.
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import { quartersBetween } from "../../kernel/quarter.ts";
import {
  type ContributionAnswer,
  type ContributionQuestion,
  type FundContribution,
  type FundReply,
  mostQuarters,
  type Problem,
  questionSchema,
} from "./interface.ts";
import type { ContributionRegister, RegisteredQuarter } from "./register.ts";
import { situationOf } from "./situation.ts";

export interface Fund {
  readonly code: string;
  /** Answers `POST /contributions/search`: 200 with a ContributionAnswer, 400 or 503 with a Problem. */
  search(body: unknown): Promise<FundReply>;
  /** Answers `GET /ping`: 200 with its code. Looks at nothing, so that it can be asked at any time. */
  ping(): FundReply;
}

export function createFund(code: string, register: ContributionRegister, clock: Clock): Fund {
  return {
    code,
    ping: () => ({ status: 200, body: { fundCode: code } }),
    search: async (body) => {
      const read = questionSchema.safeParse(body);
      if (!read.success) {
        // Paths alone: a value could be somebody's number.
        const places = [...new Set(read.error.issues.map(({ path }) => path.map(String).join(".") || "the body"))];
        return problem(400, "The question is not as the interface has it", `look at ${places.join(", ")}`);
      }
      const question = read.data;
      const now = today(clock);
      const fault = faultOf(question, now);
      if (fault !== undefined) return problem(400, "The question cannot be answered", fault);
      const day = question.knownOn ?? now;
      try {
        const quarters = await register({
          fundCode: code,
          ssin: question.ssin,
          beginQuarter: question.beginQuarter,
          endQuarter: question.endQuarter,
          moment: day === now ? clock.now() : Date.parse(`${day}T23:59:59.999Z`),
        });
        const answer: ContributionAnswer = { fundCode: code, items: quarters.map((quarter) => itemOf(quarter, day)) };
        return { status: 200, body: answer };
      } catch (error) {
        if (error instanceof DatabaseUnavailable) return problem(503, "The fund's file cannot be read now");
        throw error;
      }
    },
  };
}

function faultOf({ beginQuarter, endQuarter, knownOn }: ContributionQuestion, now: IsoDay): string | undefined {
  const steps = quartersBetween(beginQuarter, endQuarter);
  if (steps < 0) return "endQuarter lies before beginQuarter";
  if (steps >= mostQuarters) return `there are more than ${mostQuarters} quarters`;
  return knownOn !== undefined && knownOn > now ? "knownOn lies in the future" : undefined;
}

/** As it was on that day: what happened later is left out. */
function itemOf(facts: RegisteredQuarter, day: IsoDay): FundContribution {
  const { quarter, dueDate, nothingDue, paidOn, reminders, exemption, sicknessCategory } = facts;
  const sent = reminders.filter((one) => one <= day);
  return {
    quarter,
    situation: situationOf(facts, day),
    ...(sicknessCategory === undefined ? {} : { sicknessInsuranceCategory: sicknessCategory }),
    dueDate,
    ...(nothingDue ? { nothingDue } : {}),
    ...(paidOn === undefined || paidOn > day ? {} : { paidOn }),
    ...(sent.length === 0 ? {} : { reminders: sent }),
    ...(exemption === undefined || exemption.decidedOn > day ? {} : { exemption }),
  };
}

export function problem(status: number, title: string, detail?: string): FundReply & { readonly body: Problem } {
  return { status, body: { title, status, ...(detail === undefined ? {} : { detail }) } };
}
