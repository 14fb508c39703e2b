// The task that finds out who the workers are that were declared without a number, and has their declarations decided.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Audit } from "../../crossroads/audit.ts";
import type { GateAnswer } from "../../crossroads/passage.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { Reader } from "../../database/reader.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import { type Loop, startLoop } from "../../forwarding/loop.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newTicket } from "../../kernel/ticket.ts";
import type { DimonaIn, Identity } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import { identifyOperation, serviceName } from "../names.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import { createCandidates } from "./candidates.ts";
import { type Match, matchOf } from "./match.ts";

export interface Identification {
  /** Looks for the workers of declarations that are due, once; gives how many those were. Rejects with DatabaseUnavailable. */
  round(): Promise<number>;
  /** Goes on doing so until it is closed. */
  start(): void;
  /** Ends the round under way. */
  close(): Promise<void>;
}

export interface IdentificationParts {
  readonly reader: Pick<Reader, "lookup" | "query">;
  readonly writer: Pick<DeclarationWriter, "identify">;
  readonly audit: Pick<Audit, "record">;
  readonly clock: Clock;
  readonly log: (message: string) => void;
}

const pause = 1000;
const mostAtOnce = 100;
/** How long nobody else takes what one process has taken: longer than it needs, and what a process that died leaves waits no longer. */
const lease = 60_000;
const shortestWait = 60_000;
const longestWait = 86_400_000;

/**
 * Every process may run one: a declaration is taken by one at a time, and only one that waits is decided. Each search for a person is
 * in the audit before anything follows from it. Where nobody, or nobody for certain, is found, the declaration goes on waiting, with
 * the reason: it is tried again when the register learns of somebody born in that year, and after a while that doubles each time.
 */
export function createIdentification({ reader, writer, audit, clock, log }: IdentificationParts): Identification {
  const candidatesFor = createCandidates(reader);
  let running: Loop | undefined;

  const round = async (): Promise<number> => {
    const now = clock.now();
    const until = momentText(now + lease);
    await reader.query(statements.lookAgain, [momentText(now)]);
    const due = await reader.query<Due>(statements.takeDue, [momentText(now), until, mostAtOnce]);
    const ended = await Promise.allSettled(due.map((one) => identify(one, until)));
    const failed = ended.find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return due.length;
  };

  const identify = async ({ number, tried, content, ticket }: Due, until: string): Promise<void> => {
    const { identity = {} } = content.worker;
    const match = matchOf(identity, await candidatesFor(identity));
    await audit.record(entryOf(identity, match, ticket));
    const keepFor = async (reason: string | null, candidates: number) => {
      const next = clock.now() + Math.min(longestWait, shortestWait * 2 ** Math.min(tried, 20));
      await reader.query(statements.keepWaiting, [number, reason, candidates, until, momentText(next)]);
    };
    if (match.kind !== "one") {
      await keepFor(match.kind, match.kind === "none" ? 0 : match.ssins.length);
      return;
    }
    try {
      await writer.identify(number, match.ssin);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      // What the database does not take would fail again and again: later is soon enough for that, and others go on.
      log(`a declaration whose worker was identified could not be decided on (${nameOf(error)}); ticket ${ticket}`);
      await keepFor(null, 1);
    }
  };

  /** Without the identity: the declaration under whose ticket it was searched has it. */
  const entryOf = (identity: Identity, match: Match, ticket: string): Parameters<Audit["record"]>[0] => ({
    ticket: newTicket(clock),
    customerTicket: ticket,
    receivedAt: clock.now(),
    customer: undefined,
    proof: "task identification",
    service: serviceName,
    operation: identifyOperation,
    legalContext: undefined,
    subject: match.kind === "one" ? match.ssin : undefined,
    code: match.kind === "one" ? statuses.MSG00000.code : statuses.MSG00100.code,
    gates: [gateOf(match)],
    filtered: [],
    requestDigest: hash("sha256", JSON.stringify(identity)),
    answerDigest: hash("sha256", JSON.stringify(match)),
    timings: {},
  });

  const goOn = (): Loop => {
    let wasWell = true;
    return startLoop({
      work: async () => {
        const taken = await round();
        wasWell = true;
        return taken === mostAtOnce;
      },
      pause,
      pauseAfterError: pause,
      onError: (error) => {
        if (wasWell) log(`workers cannot be identified now: ${nameOf(error)}`);
        wasWell = false;
      },
    });
  };

  return {
    round,
    start: () => {
      running ??= goOn();
    },
    close: async () => {
      await running?.stop();
    },
  };
}

interface Due {
  readonly number: DimonaNumber;
  readonly tried: number;
  readonly content: DimonaIn;
  readonly ticket: string;
}

function gateOf({ kind }: Match): GateAnswer {
  if (kind === "one") return { gate: "identification", passed: true };
  return {
    gate: "identification",
    passed: false,
    code: statuses.MSG00100.code,
    expected: "exactly one person who agrees in name, first name, birth date and sex",
    found: { several: "several", near: "persons who are nearly so", none: "nobody" }[kind],
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

function momentText(at: number): string {
  return new Date(at).toISOString();
}

function statement(name: string): string {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

const statements = {
  lookAgain: statement("look-again"),
  takeDue: statement("take-due"),
  keepWaiting: statement("keep-waiting"),
} as const;
