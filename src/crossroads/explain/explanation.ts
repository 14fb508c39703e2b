// Why a question was answered as it was: gate by gate, in the reader's language, with what to do about it.
import { admissionGates } from "../admission.ts";
import type { GateAnswer } from "../passage.ts";
import { type Status, statusOfCode, type Texts } from "../statuses.ts";
import { askedAt } from "./gate-texts.ts";
import { type HintName, hintTexts } from "./hint-texts.ts";
import { isOfTheMessage, keptCause } from "./kept-cause.ts";
import type { KeptEntry } from "./kept-entry.ts";
import type { NamedCause } from "./named-cause.ts";
import { securityRemedies } from "./security-remedies.ts";
import { securityTexts } from "./security-texts.ts";
import { structureTexts } from "./structure-texts.ts";

export type Language = keyof Texts;

export const languages = ["en", "nl", "fr", "de"] as const satisfies readonly Language[];

/** Texts are in the language that was asked for; `expected`, `found` and `details` are technical English. No SSIN is in it. */
export interface Explanation {
  /** in-order: judged without the registers, and nothing was found wrong. */
  readonly outcome: "answered" | "refused" | "in-order";
  readonly ticket?: string | undefined;
  readonly customerTicket?: string | undefined;
  /** ISO 8601, UTC. */
  readonly receivedAt?: string | undefined;
  readonly customer?: string | undefined;
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  readonly legalContext?: string | undefined;
  readonly status?: ToldStatus | undefined;
  /** In the order in which they were met; the last one is the one that refused, if any did. */
  readonly gates: readonly ExplainedGate[];
  /** More precise than the status, where that is known. */
  readonly cause?: ToldCause | undefined;
  /** Of a message whose timestamp alone is out of time: what would be wrong with it had it come in time. */
  readonly next?: { readonly status: ToldStatus; readonly cause: ToldCause | undefined } | undefined;
  readonly hints: readonly { readonly hint: string; readonly text: string }[];
  readonly details: readonly string[];
  /** Elements that the annex left out of the answer. */
  readonly filtered: readonly string[];
}

interface ToldStatus {
  readonly code: string;
  readonly value: string;
  readonly meaning: string;
  readonly remedy: string;
}

interface ToldCause {
  readonly reason: string;
  readonly meaning: string;
  readonly remedy: string;
}

export interface ExplainedGate {
  readonly gate: string;
  readonly asks: string;
  readonly passed: boolean;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
}

/** Explains an entry of the audit. */
export function explainEntry(entry: KeptEntry, language: Language): Explanation {
  const { ticket, customerTicket, receivedAt, customer, service, operation, legalContext, code, filtered } = entry;
  const trail = withAdmission(entry);
  const status = statusOfCode(code);
  const last = trail.at(-1);
  const cause = last === undefined || service === "explain" ? undefined : keptCause(last);
  return {
    outcome: status?.severity === "INFORMATION" ? "answered" : "refused",
    ticket,
    receivedAt: new Date(receivedAt).toISOString(),
    customerTicket: masked(customerTicket),
    customer,
    service,
    operation,
    legalContext: masked(legalContext),
    status: statusTexts(code, status, language),
    gates: trail.map((answer) => explainGate(answer, language)),
    cause: cause === undefined ? undefined : causeTexts(cause, language),
    hints: [],
    details: [],
    filtered,
  };
}

/** A status as it is told; a code that is no longer in the catalogue is told by itself. */
export function statusTexts(code: string, status: Status | undefined, language: Language): ToldStatus {
  return {
    code,
    value: status?.value ?? "",
    meaning: status?.meaning[language] ?? "",
    remedy: status?.remedy[language] ?? "",
  };
}

export function explainGate({ gate, passed, expected, found }: GateAnswer, language: Language): ExplainedGate {
  return {
    gate,
    asks: askedAt(gate, language) ?? "",
    passed,
    expected: masked(expected),
    found: masked(found),
  };
}

export function causeTexts(cause: NamedCause, language: Language): ToldCause {
  const { reason } = cause;
  if (cause.kind === "structural") {
    const { meaning, remedy } = structureTexts[cause.reason];
    return { reason, meaning: meaning[language], remedy: remedy[language] };
  }
  const { meaning, remedy } = securityTexts[cause.reason];
  return { reason, meaning: meaning[language], remedy: securityRemedies[cause.remedy ?? remedy][language] };
}

export function hintIn(hint: HintName, language: Language): Explanation["hints"][number] {
  return { hint, text: hintTexts[hint][language] };
}

/** A sender's text with every number masked that could be somebody's, with or without its usual points and dash. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(/(?<![0-9a-f])\d{2}\.?\d{2}\.?\d{2}[-. ]?\d{3}[-. ]?\d{2}(?![0-9a-f])/g, "***********");
}

/** The same for a text that may be absent. */
export function masked(text: string | undefined): string | undefined {
  return text === undefined ? undefined : withoutNumbers(text);
}

/** The gates of admission that a message passed before the one that refused it; "operation" is asked again later. */
export function passedBefore(refused: AdmissionGate | undefined): readonly GateAnswer[] {
  const at = refused === undefined ? admissionGates.length : admissionGates.indexOf(refused);
  return admissionGates
    .slice(0, at)
    .filter((gate) => gate !== "operation")
    .map((gate) => ({ gate, passed: true }));
}

type AdmissionGate = (typeof admissionGates)[number];

/** The audit keeps the gate of admission that refused, or none where all were passed: those before it are added here. */
function withAdmission(entry: KeptEntry): readonly GateAnswer[] {
  const { service, gates, code, proof = "" } = entry;
  const [first] = gates;
  if (first === undefined || service === "explain") return gates;
  const refusedAt = (stages: readonly string[]) => stages.find((gate) => gate === first.gate && !first.passed);
  if (proof.startsWith("bearer ")) {
    const at = refusedAt(tokenGates);
    const before = at === undefined ? tokenGates : tokenGates.slice(0, tokenGates.indexOf(at));
    return [...before.map((gate) => ({ gate, passed: true })), ...gates];
  }
  const isSoap = /^(signature|mutual-tls|basic) /.test(proof) || keptCause(first)?.kind === "security";
  if (!isSoap) return gates;
  const at = admissionGates.find((gate) => gate === first.gate && !first.passed && isAdmission(gate, code));
  return [...passedBefore(at), ...gates];
}

/** Those of a question in JSON with an access token, in the order of src/rest. */
const tokenGates: readonly string[] = ["authentication", "scope", "media-type", "size", "json", "structure"];

/** Two gates are called "operation": does the address know it, does the annex grant it (MSG00016, SOA-01002). */
function isAdmission(gate: AdmissionGate, code: string): boolean {
  return gate !== "operation" || isOfTheMessage(code);
}
