// Payroll clerks who declare without pause, send again what was not answered, and remember what they were told: the load of the crash test.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../src/kernel/clock.ts";
import { addDays } from "../src/kernel/day.ts";
import { type Random, randomStream } from "../src/population/random.ts";
import { day } from "./dimona-declarations.ts";
import { restCustomerOf } from "./rest-customer.ts";
import type { RunningServer } from "./server.ts";

export interface Declarants {
  readonly tally: Tally;
  /** By key, what was told of it. */
  readonly told: ReadonlyMap<string, Told>;
  /** Resolves when everything that was sent has been answered; rejects where an answer was not as it must be. */
  stop(): Promise<void>;
  /** Throws what a clerk was told that must not be. */
  check(): void;
  /** Sends nothing again any more. */
  abandon(): void;
}

export interface Tally {
  answers: number;
  /** Requests whose answer never came, or said that nobody could answer now. */
  lost: number;
  /** Declarations that were sent again after an answer had come. */
  repeated: number;
  /** By action and result. */
  readonly results: Map<string, number>;
}

export interface Told {
  readonly number: number;
  /** Once it was looked up. */
  result?: string;
}

const customer = "payroll-provider";
/** A laundry that has given the customer a mandate. */
const employer = { employerId: 199901091 };
/** Few, so that what they do meets. */
const workers = 12;
const days = 500;

/** `seed` decides what is declared, not when. */
export function declareWithoutPause(
  { url, network }: Pick<RunningServer, "url" | "network">,
  { clerks, seed }: { readonly clerks: number; readonly seed: number },
): Declarants {
  const site = { network, clock: systemClock, worker: { port: Number(new URL(url).port) } };
  const rest = restCustomerOf(site, customer);
  const ssins = network.personas
    .filter(({ traits }) => traits.includes("never-self-employed") && !traits.includes("deceased"))
    .map(({ ssin }) => ssin)
    .slice(0, workers);
  const tally: Tally = { answers: 0, lost: 0, repeated: 0, results: new Map() };
  const told = new Map<string, Told>();
  let declaring = true;
  let abandoned = false;
  let token: { readonly text: Promise<string>; readonly until: number } | undefined;

  const tokenOfNow = (): Promise<string> => {
    if (token === undefined || token.until < Date.now()) token = { text: rest.token(), until: Date.now() + 300_000 };
    token.text.catch(() => {
      token = undefined;
    });
    return token.text;
  };

  /** Undefined where the answer was lost, or was that nobody can answer. */
  const sendOnce = async (path: string, init: RequestInit): Promise<Response | undefined> => {
    try {
      const headers = { ...init.headers, Authorization: `Bearer ${await tokenOfNow()}` };
      const answer = await fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.timeout(10_000) });
      // Read as a whole: half an answer is none.
      const whole = new Response(await answer.text(), { status: answer.status });
      return answer.status >= 500 ? undefined : whole;
    } catch {
      return undefined;
    }
  };
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    for (let pause = 20; ; pause = Math.min(500, pause * 2)) {
      const answer = await sendOnce(path, init);
      if (answer !== undefined) {
        tally.answers += 1;
        return answer;
      }
      tally.lost += 1;
      if (abandoned) throw new Error("abandoned");
      await sleep(pause);
    }
  };

  const post = async (key: string, declaration: object): Promise<number> => {
    const answer = await send("/REST/dimona/v2/declarations", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(declaration),
    });
    const text = await answer.text();
    assert.equal(answer.status, 201, text);
    return JSON.parse(text).declarationId;
  };

  /** Gives the result and the period, and remembers both. */
  const declare = async (random: Random, key: string, action: string, declaration: object) => {
    const number = await post(key, declaration);
    const known: Told = { number };
    told.set(key, known);
    if (random.perMille(100)) {
      tally.repeated += 1;
      assert.equal(await post(key, declaration), number, "the same key, the same number");
    }
    const answer = await send(`/REST/dimona/v2/declarations/${number}`);
    const { declarationStatus } = JSON.parse(await answer.text());
    assert.equal(answer.status, 200, "what was taken can be looked up");
    known.result = declarationStatus.result;
    const outcome = `${action} ${known.result}`;
    tally.results.set(outcome, (tally.results.get(outcome) ?? 0) + 1);
    return { result: known.result, periodId: declarationStatus.period?.id };
  };

  const work = async (clerk: number): Promise<void> => {
    const random = randomStream(seed, clerk);
    for (let round = 0; declaring; round += 1) {
      const key = (step: string) => `${seed}-${clerk}-${round}-${step}`;
      const begin = addDays(day("2031-01-01"), random.below(days));
      const ssin = ssins[random.below(ssins.length)];
      const isStudent = random.perMille(300);
      const span = random.perMille(500) || isStudent ? { endDate: addDays(begin, random.below(4)) } : {};
      const features = { jointCommissionNumber: "XXX", workerType: isStudent ? "STU" : "OTH" };
      const hours = isStudent ? { plannedHoursNumber: random.between(4, 30) } : {};
      const { periodId } = await declare(random, key("in"), "IN", {
        employer,
        worker: { ssin },
        dimonaIn: { startDate: begin, ...span, ...hours, features },
      });
      if (periodId === undefined) continue;
      if (random.perMille(400)) {
        const changes = isStudent ? { plannedHoursNumber: random.between(4, 30) } : { startDate: addDays(begin, 1) };
        await declare(random, key("update"), "UPDATE", { dimonaUpdate: { periodId, ...changes } });
      }
      // An open period is in everybody's way.
      if (span.endDate === undefined) {
        const endDate = addDays(begin, random.between(1, 5));
        await declare(random, key("out"), "OUT", { dimonaOut: { periodId, endDate } });
      }
      if (random.perMille(600)) await declare(random, key("cancel"), "CANCEL", { dimonaCancel: { periodId } });
    }
  };

  const all = Promise.all(Array.from({ length: clerks }, (_, clerk) => work(clerk)));
  let failure: unknown;
  all.catch((error: unknown) => {
    failure = error;
  });
  return {
    tally,
    told,
    stop: async () => {
      declaring = false;
      await all;
    },
    check: () => {
      if (failure !== undefined) throw failure;
    },
    abandon: () => {
      declaring = false;
      abandoned = true;
    },
  };
}
