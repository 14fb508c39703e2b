// The decision on one question: through the gates, to the source, through the filter. It knows no protocol.
import type { Clock } from "../kernel/clock.ts";
import { today } from "../kernel/day.ts";
import type { Annex } from "./annex.ts";
import { type Exchange, lap } from "./exchange.ts";
import { gates } from "./gates/all.ts";
import { isInscribed } from "./gates/person.ts";
import type { KnownPersons } from "./known-persons.ts";
import type { KszRequest, Operation, SourceAnswer } from "./operation.ts";
import { type GateAnswer, grantOf, type Passage, passGates, type RefusedAtGate } from "./passage.ts";
import type { Population } from "./population.ts";
import type { QuotaLedger } from "./quota.ts";
import { type Status, statuses } from "./statuses.ts";

/** What a decision needs to know of the world. */
export interface Registers {
  readonly clock: Clock;
  readonly persons: KnownPersons;
  readonly quotas: QuotaLedger;
  readonly population: Population;
}

export interface Decision<Data> {
  readonly status: Status;
  readonly trail: readonly GateAnswer[];
  readonly refusal: RefusedAtGate | undefined;
  readonly data: Data | undefined;
  readonly removed: readonly string[];
  /** Whose data these are, where the question named nobody. */
  readonly persons?: readonly string[] | undefined;
  /** The number that the answer is about, with the one it replaces; absent where the asker has no right to it. */
  readonly ssin: { readonly value: string; readonly replaces: string | undefined } | undefined;
}

/** Decides on a decoded request of an authenticated customer. Rejects with DatabaseUnavailable. */
export async function decide<Request extends KszRequest, Data>(
  registers: Registers,
  exchange: Exchange,
  operation: Operation<Request, Data>,
  request: Request,
  annex: Annex,
): Promise<Decision<Data>> {
  const start = passageOf(registers, operation, request, annex);
  const ssin = request.criteria?.ssin;
  exchange.asked = operation.askedBeside?.(request);
  const { passage, trail, refusal } = await passGates(start, [...gates, ...operation.gates]);
  lap(exchange, "gates");
  if (trail.some(({ gate, passed }) => gate === "ssin-structure" && passed)) {
    exchange.subject = passage.person?.ssin ?? ssin;
  }
  if (refusal !== undefined) return refusedWith(passage, refusal, trail);
  const grant = passage.grant;
  if (grant === undefined) throw new Error("A question passed all gates without a grant");
  const source = await controlled(operation, passage, await operation.ask(request, passage, exchange));
  lap(exchange, "source");
  if (source.kind === "refused") {
    const { status, expected, found } = source.refusal;
    const told = [...trail, { gate: "source", passed: false, code: status.code, expected, found }];
    return refusedWith(passage, source.refusal, told);
  }
  const { data, removed } = operation.filter(source.data, grant);
  return {
    status: statuses.MSG00000,
    trail: [...trail, { gate: "source", passed: true }],
    refusal: undefined,
    data,
    removed,
    persons: passage.person === undefined ? operation.personsIn?.(source.data) : undefined,
    ssin: answeredSsin(passage, statuses.MSG00000),
  };
}

/** Where the question named nobody, the gates could not ask for an inscription: it is asked for each person of the answer. */
async function controlled<Request extends KszRequest, Data>(
  operation: Operation<Request, Data>,
  passage: Passage,
  source: SourceAnswer<Data>,
): Promise<SourceAnswer<Data>> {
  if (source.kind === "refused" || passage.person !== undefined) return source;
  if (grantOf(passage).inscription === undefined) return source;
  if (operation.onlyInscribed === undefined) throw new Error("A question about nobody passed the gates");
  return await operation.onlyInscribed(source.data, (ssin, periods) => isInscribed(passage, ssin, periods));
}

/** A question before its first gate. */
export function passageOf(registers: Registers, operation: Operation, request: KszRequest, annex: Annex): Passage {
  const { clock, persons, quotas, population } = registers;
  const day = today(clock);
  const { period, fault } = operation.periodOf(request, day);
  return {
    question: {
      service: operation.service,
      operation: operation.name,
      customerIdentification: request.informationCustomer.customerIdentification,
      legalContext: request.legalContext,
      ssin: request.criteria?.ssin,
      personOptional: operation.onlyInscribed !== undefined,
      period,
      criteriaFault: fault,
    },
    annex,
    today: day,
    grant: undefined,
    person: undefined,
    persons,
    quotas,
    population,
  };
}

function refusedWith(passage: Passage, refusal: RefusedAtGate, trail: readonly GateAnswer[]): Decision<never> {
  const { status } = refusal;
  return { status, trail, refusal, data: undefined, removed: [], ssin: answeredSsin(passage, status) };
}

/**
 * Who is refused learns nothing of the person, not even the current number: that would pass the inscription by. The one
 * exception is MSG00006, whose `newSSIN` the real service gives to whom it wants to send the current number.
 */
function answeredSsin({ person, question }: Passage, status: Status): Decision<never>["ssin"] {
  if (person === undefined || status.value === "NO_RESULT") return undefined;
  return { value: person.ssin, replaces: person.ssin === question.ssin ? undefined : question.ssin };
}
