// Customers who ask without pause, and remember what became of every question: the load of the outage tests and the soak.
import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Customer } from "./customer.ts";

export interface Callers {
  readonly tally: Tally;
  /** Resolves when every question that was sent has ended somehow. */
  stop(): Promise<void>;
}

export interface Tally {
  /** By status or fault code; `broken` for a connection that ended before the answer, `refused` for none at all. */
  readonly codes: Map<string, number>;
  /** SHA-256 of every reply with a status, by its ticket. */
  readonly answers: Map<string, string>;
  longestMilliseconds: number;
  /** When the last reply with data came (performance.now). */
  lastData: number;
}

interface CallersOptions {
  readonly customer: Customer;
  readonly ssins: readonly string[];
  /** How many ask at once. */
  readonly atOnce: number;
  /** Milliseconds that each rests between two questions. Default 0. */
  readonly pause?: number;
  /** Questions after which everybody stops; without it, `stop` ends it. */
  readonly questions?: number;
  /** Given up for memory's sake where many are asked: tickets and digests of the answers. Default true. */
  readonly remember?: boolean;
}

export function callWithoutPause(options: CallersOptions): Callers {
  const { customer, ssins, atOnce, pause = 0, questions = Number.POSITIVE_INFINITY, remember = true } = options;
  const tally: Tally = { codes: new Map(), answers: new Map(), longestMilliseconds: 0, lastData: 0 };
  let asking = true;
  let asked = 0;

  const askOnce = async (ssin: string): Promise<string> => {
    const answer = await customer.ask({ ssin }).catch((error: unknown) => kindOf(error));
    if (typeof answer === "string") return answer;
    const code = /<(?:code|reasonCode)>([A-Z]{3}\d{5})<\//.exec(answer.text)?.[1] ?? `HTTP ${answer.status}`;
    if (answer.status !== 200) return `fault ${code}`;
    const ticket = /<ticketCBSS>([^<]+)/.exec(answer.text)?.[1] ?? "";
    if (remember) tally.answers.set(ticket, hash("sha256", answer.text));
    return code;
  };

  const callers = Array.from({ length: atOnce }, async () => {
    while (asking && asked < questions) {
      const ssin = ssins[asked % ssins.length] ?? "";
      asked += 1;
      const start = performance.now();
      const code = await askOnce(ssin);
      tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
      tally.longestMilliseconds = Math.max(tally.longestMilliseconds, performance.now() - start);
      if (code === "MSG00000") tally.lastData = performance.now();
      // Nobody hammers a door that is shut.
      if (code === "refused" || code === "broken") await sleep(20);
      else if (pause > 0) await sleep(pause);
    }
  });

  return {
    tally,
    stop: async () => {
      asking = questions < Number.POSITIVE_INFINITY;
      await Promise.all(callers);
    },
  };
}

function kindOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED") return "refused";
  if (["ECONNRESET", "EPIPE"].includes(code)) return "broken";
  return error instanceof Error ? error.message : "unknown";
}
