// The crossroads' side of the funds: each question to the right fund, guarded, and its answer believed only when it is sound.
import { createGuard } from "./guard.ts";
import {
  answerSchema,
  type ContributionQuestion,
  type FundContribution,
  type FundReply,
  pingSchema,
} from "./interface.ts";

/** Where contributions come from. An answer is whole or it is none. */
export interface FundSource {
  /** Never rejects; settled within the time-out. Quarters from first to last; the answer is in order of quarters. */
  contributionsOf(fundCode: string, question: ContributionQuestion): Promise<FundAnswer>;
}

/** What a health check may know of the funds. */
export interface FundWatch {
  /** Codes of the funds that can be asked. */
  readonly connected: readonly string[];
  /**
   * Whether the fund is there, is the right one and takes our token; rejects when it cannot be reached. Goes past the
   * guard: it neither counts as a failure nor takes the turn of a question.
   */
  ping(fundCode: string, signal: AbortSignal): Promise<"there" | "silent" | "refuses" | "another">;
  /** Open while questions are spared the fund. */
  circuit(fundCode: string): "open" | "closed";
}

export type FundAnswer =
  | { readonly kind: "data"; readonly contributions: readonly FundContribution[] }
  /** `reason` says nothing about the person, and is fit for the log and the audit. */
  | { readonly kind: "unavailable"; readonly reason: string }
  | { readonly kind: "wrong"; readonly reason: string };

/** The way to a fund. Rejects when the fund cannot be reached; the signal says when nobody waits any more. */
export interface FundTransport {
  search(question: ContributionQuestion, signal: AbortSignal): Promise<FundReply>;
  ping(signal: AbortSignal): Promise<FundReply>;
}

interface SourceOptions {
  /** By fund code. A fund that is not there is unavailable. */
  readonly transports: ReadonlyMap<string, FundTransport>;
  /** Milliseconds for each answer. */
  readonly timeout: number;
  /** Told when a fund stops answering, and when it is back. */
  readonly onChange?: (fundCode: string, state: "open" | "closed") => void;
}

/** Questions to one fund at the same time; the others wait for their turn within the time-out. */
const concurrent = 128;

export function createFundSource({ transports, timeout, onChange }: SourceOptions): FundSource & FundWatch {
  const open = new Set<string>();
  const funds = new Map(
    [...transports].map(([code, transport]) => {
      const guard = createGuard({
        timeout,
        concurrent,
        onChange: (state) => {
          if (state === "open") open.add(code);
          else open.delete(code);
          onChange?.(code, state);
        },
      });
      return [code, { transport, guard }] as const;
    }),
  );
  return {
    contributionsOf: async (fundCode, question) => {
      const fund = funds.get(fundCode);
      if (fund === undefined) return { kind: "unavailable", reason: "no such fund is connected" };
      const result = await fund.guard(async (signal) => {
        const reply = await fund.transport.search(question, signal);
        if (cannotAnswerNow.has(reply.status) || reply.status >= 500) throw new Error(`status ${reply.status}`);
        return reply;
      });
      if (!result.answered) return { kind: "unavailable", reason: sentences[result.failure] };
      return judge(fundCode, question, result.value);
    },
    connected: [...funds.keys()],
    ping: async (fundCode, signal) => {
      const fund = funds.get(fundCode);
      if (fund === undefined) return "silent";
      const { status, body } = await fund.transport.ping(signal);
      if (status === 401 || status === 403) return "refuses";
      if (status >= 500) return "silent";
      const read = pingSchema.safeParse(body);
      return status === 200 && read.success && read.data.fundCode === fundCode ? "there" : "another";
    },
    circuit: (fundCode) => (open.has(fundCode) ? "open" : "closed"),
  };
}

/** What HTTP says when the fault is not in the question: our credentials are refused, or there are too many of us. */
const cannotAnswerNow: ReadonlySet<number> = new Set([401, 403, 408, 429]);

const sentences = {
  timeout: "no answer in time",
  failed: "it cannot be reached",
  open: "it did not answer the questions before this one",
  busy: "too many questions are waiting for it",
} as const;

/** Status 200, the shape of the interface, its own code, and no quarter twice or that was not asked. */
function judge(fundCode: string, { beginQuarter, endQuarter }: ContributionQuestion, reply: FundReply): FundAnswer {
  if (reply.status !== 200) return { kind: "wrong", reason: `status ${reply.status}` };
  const read = answerSchema.safeParse(reply.body);
  if (!read.success) return { kind: "wrong", reason: "an answer of another shape" };
  const { fundCode: from, items } = read.data;
  if (from !== fundCode) return { kind: "wrong", reason: "an answer of another fund" };
  const contributions = items.toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1));
  for (const [place, { quarter }] of contributions.entries()) {
    if (quarter < beginQuarter || quarter > endQuarter) {
      return { kind: "wrong", reason: "a quarter that was not asked" };
    }
    if (contributions[place - 1]?.quarter === quarter) return { kind: "wrong", reason: "a quarter twice" };
  }
  return { kind: "data", contributions };
}
