// Why a message would be refused, found without the registers and by the code that refuses it on-line.
import type { Clock } from "../../kernel/clock.ts";
import type { Outcome } from "../../kernel/outcome.ts";
import { accepted } from "../../kernel/outcome.ts";
import { readEnvelope } from "../../soap/envelope.ts";
import { createReplayMemory } from "../../soap/security/replay.ts";
import { createTrustStore, type TrustStoreOptions } from "../../soap/security/trust.ts";
import { createVerifier } from "../../soap/security/verify.ts";
import { parseXml } from "../../xml/parse.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { type AdmissionRefusal, admit, type IncomingBody, type Message, openMessage } from "../admission.ts";
import type { Annex } from "../annex.ts";
import type { Annexes } from "../annexes.ts";
import { type Authentication, createAuthentication } from "../authentication.ts";
import type { Endpoint, EndpointOperation } from "../endpoint.ts";
import { type Exchange, openExchange } from "../exchange.ts";
import { type GateAnswer, refusedAt } from "../passage.ts";
import type { Population } from "../population.ts";
import type { Status } from "../statuses.ts";
import { causeOf } from "./cause.ts";
import {
  causeTexts,
  type Explanation,
  explainGate,
  hintIn,
  type Language,
  masked,
  passedBefore,
  statusTexts,
  withoutNumbers,
} from "./explanation.ts";
import type { HintName } from "./hint-texts.ts";
import type { NamedCause } from "./named-cause.ts";
import { clockDifference, isOnlyTime } from "./timestamp-off.ts";

/** What of an installation judges a message before any register is asked. */
export interface Judges extends Pick<TrustStoreOptions, "authorities" | "isRevoked"> {
  readonly annexes: Annexes;
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  readonly population: Population;
  /** Milliseconds. */
  readonly clockSkew: number;
  readonly timestampLife: number;
  /** Bytes. */
  readonly largestMessage: number;
}

export interface Circumstances {
  /** The moment of judgement, in milliseconds since the epoch. */
  readonly at: number;
  /** Who is taken to have signed in, for a message without a signature. */
  readonly as?: Annex | undefined;
  readonly language: Language;
}

/**
 * The first thing that is wrong with a message, or that nothing is as far as can be told without the registers. Where
 * only its timestamp is out of time, the rest is judged as if it had come in time, and told as well.
 */
export async function explainMessage(
  bytes: Uint8Array,
  judges: Judges,
  { at, as, language }: Circumstances,
): Promise<Explanation> {
  const body = bytes.length > judges.largestMessage ? { largest: judges.largestMessage } : bytes;
  const endpoint = endpointFor(bytes, judges);
  const first = await judge(body, endpoint, judges, as, { at });
  const off = isOnlyTime(first.cause) ? clockDifference(bytes, at) : undefined;
  const inTime =
    off === undefined ? undefined : await judge(body, endpoint, judges, as, { at, timestampsAt: off.created });
  const shown = inTime ?? first;
  const hints: readonly HintName[] = [
    ...(off === undefined || !off.isClock ? [] : (["sender-clock"] as const)),
    ...shown.hints,
    ...(shown.refusal === undefined ? (["not-judged-offline"] as const) : []),
  ];
  const told = ({ status }: Refused) => statusTexts(status.code, status, language);
  const causeTold = (cause: NamedCause | undefined) => (cause === undefined ? undefined : causeTexts(cause, language));
  return {
    outcome: first.refusal === undefined ? "in-order" : "refused",
    ...describe(shown.exchange),
    status: first.refusal === undefined ? undefined : told(first.refusal),
    gates: trailOf(first, inTime).map((answer) => explainGate(answer, language)),
    cause: causeTold(first.cause),
    next: inTime?.refusal === undefined ? undefined : { status: told(inTime.refusal), cause: causeTold(inTime.cause) },
    hints: hints.map((hint) => hintIn(hint, language)),
    details: [...(off === undefined ? [] : [off.told]), ...shown.details].map(withoutNumbers),
    filtered: [],
  };
}

interface Refused {
  readonly status: Status;
}

interface Judged {
  readonly exchange: Exchange;
  readonly trail: readonly GateAnswer[];
  readonly refusal: Refused | undefined;
  readonly cause: NamedCause | undefined;
  readonly hints: readonly HintName[];
  readonly details: readonly string[];
}

interface Moments {
  readonly at: number;
  /** Where timestamps are judged at another moment: then how long they are good for does not count either. */
  readonly timestampsAt?: number;
}

async function judge(
  body: IncomingBody,
  endpoint: Endpoint,
  judges: Judges,
  as: Annex | undefined,
  { at, timestampsAt }: Moments,
): Promise<Judged> {
  const clock: Clock = { now: () => at };
  const exchange = openExchange(clock, endpoint.service, body instanceof Uint8Array ? body : undefined);
  const verifierAt = (moment: number, timestampLife: number) =>
    createVerifier({
      trust: createTrustStore({ ...judges, clock }),
      clock: { now: () => moment },
      replay: createReplayMemory({ clock, capacity: 1 }),
      skew: judges.clockSkew,
      timestampLife,
    });
  const newVerifier = () =>
    timestampsAt === undefined
      ? verifierAt(at, judges.timestampLife)
      : verifierAt(timestampsAt, Number.POSITIVE_INFINITY);
  const authentication = signedOr(
    as,
    createAuthentication({
      annexes: judges.annexes,
      verifier: newVerifier(),
      trust: createTrustStore({ ...judges, clock }),
      basic: { check: async () => false },
    }),
  );
  const message = openMessage(exchange, endpoint);
  const channel = { encrypted: true, clientCertificate: undefined, authorization: undefined };
  const admitted = await admit(authentication, endpoint, body, channel, message);
  if (!admitted.ok) return turnedAway(admitted.reason, body, message, endpoint, judges, newVerifier);
  const { operation, request, annex } = admitted.value;
  const { trail, refusal } = await operation.foresee(request, annex, { clock, population: judges.population });
  return {
    exchange,
    trail: [...passedBefore(undefined), ...trail],
    refusal,
    cause: undefined,
    hints: [],
    details: [],
  };
}

function turnedAway(
  refusal: AdmissionRefusal,
  body: IncomingBody,
  { exchange, operation }: Message,
  endpoint: Endpoint,
  judges: Judges,
  newVerifier: () => ReturnType<typeof createVerifier>,
): Judged {
  const { gate, expected, found } = refusal;
  const { status } = operation.dialect.call(refusal.cause);
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  const { cause, hints, details } = causeOf(refusal.cause, {
    bytes,
    endpoint,
    authorities: judges.authorities,
    holds: (text) => {
      const document = parseXml(Buffer.from(text, "utf8"));
      return document.ok && newVerifier().verify(document.value.root).ok;
    },
  });
  return {
    exchange,
    trail: [...passedBefore(gate), refusedAt(gate, status, expected, found)],
    refusal: { status },
    cause,
    hints,
    details,
  };
}

/** A message without a Security header is taken to come from the customer that the reader names. */
function signedOr(as: Annex | undefined, authentication: Authentication): Authentication {
  if (as === undefined) return authentication;
  return {
    ...authentication,
    authenticate: (envelope, channel) =>
      envelope.secured
        ? authentication.authenticate(envelope, channel)
        : accepted({ annex: as, proof: "taken as signed in", mark: undefined }),
  };
}

/**
 * The address that knows the element in the Body, by its name alone: a wrong namespace is what is to be explained. Of a
 * message that cannot be read so far, the first whose namespaces stand in it.
 */
function endpointFor(bytes: Uint8Array, { endpoints }: Judges): Endpoint {
  const content = contentOf(bytes);
  const text = Buffer.from(bytes);
  const knows = (is: (element: EndpointOperation["element"]) => boolean) =>
    endpoints.find(({ operations }) => operations.some(({ element }) => is(element)));
  return (
    knows(({ localName }) => localName === content?.localName) ??
    knows(({ namespace }) => text.includes(namespace)) ??
    endpoints[0]
  );
}

function contentOf(bytes: Uint8Array): XmlElement | undefined {
  const document = parseXml(bytes);
  const envelope: Outcome<{ readonly content: XmlElement }, unknown> | undefined = document.ok
    ? readEnvelope(document.value.root)
    : undefined;
  return envelope?.ok === true ? envelope.value.content : undefined;
}

/** After a timestamp that is out of time: its refusal, then what the rest met on its own. */
function trailOf(first: Judged, inTime: Judged | undefined): readonly GateAnswer[] {
  if (inTime === undefined) return first.trail;
  const alsoPassed = inTime.trail.slice(first.trail.length);
  const also = inTime.trail.at(first.trail.length - 1);
  return also?.passed === false ? [...first.trail, also] : [...first.trail, ...alsoPassed];
}

function describe({ service, operation, annex, customerTicket, legalContext }: Exchange) {
  return {
    service,
    operation,
    customer: annex?.customer,
    customerTicket: masked(customerTicket),
    legalContext: masked(legalContext),
  };
}
