// What is about to be answered in JSON, before its audit entry is durable: an answer, or the problem in its place.
import type { Exchange } from "../crossroads/exchange.ts";
import type { GateAnswer } from "../crossroads/passage.ts";
import { type Quota, type QuotaSpan, secondsUntilRoom } from "../crossroads/quota.ts";
import { type Status, type StatusCode, statuses } from "../crossroads/statuses.ts";
import type { Language } from "./language.ts";
import type { OtherForm } from "./operation.ts";
import { type Problem, problem } from "./problem.ts";
import type { Misread } from "./read-body.ts";
import type { Unproven } from "./unproven.ts";
import { quotaTold, wordsOf } from "./words.ts";

export interface RestReply {
  readonly status: number;
  readonly contentType: "application/json" | "application/problem+json" | `${OtherForm}; charset=utf-8`;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ticket: string;
  readonly code: string;
}

export interface Prepared extends Omit<RestReply, "ticket"> {
  readonly trail: readonly GateAnswer[];
  readonly filtered: readonly string[];
  /** Whose data are answered, where the question named nobody. */
  readonly persons?: readonly string[] | undefined;
}

export function answeredWith(
  body: unknown,
  code: string,
  trail: readonly GateAnswer[],
  filtered: readonly string[] = [],
): Prepared {
  return {
    status: 200,
    contentType: "application/json",
    headers: {},
    body: JSON.stringify(body),
    code,
    trail,
    filtered,
  };
}

export function withoutProof(
  { ticket }: Exchange,
  { code }: Status,
  { kind, expected, found, detail }: Unproven,
  language: Language,
): Prepared {
  const told = problem(kind, ticket, { detail: detail[language], code });
  const error = kind === "noAccessToken" ? "" : `, error="invalid_token"`;
  return {
    ...refusedWith(told, code, [refusedAt("authentication", code, expected, found)]),
    headers: { "WWW-Authenticate": `Bearer realm="kruispunt"${error}` },
  };
}

export function lacksScope(
  { ticket }: Exchange,
  { code, meaning }: Status,
  scope: string,
  language: Language,
): Prepared {
  const told = problem("missingScope", ticket, { detail: meaning[language], code, requiredScopes: [scope] });
  return {
    ...refusedWith(told, code, [refusedAt("scope", code, scope, "a token without it")]),
    headers: { "WWW-Authenticate": `Bearer realm="kruispunt", error="insufficient_scope", scope="${scope}"` },
  };
}

/** Services of the Smals kind have no code of their own for a quota that is used up: it is that of the status. */
export function beyondQuota(
  { ticket }: Exchange,
  { code }: Status,
  { quota, usedUp, now }: { readonly quota: Quota; readonly usedUp: QuotaSpan; readonly now: number },
  trail: readonly GateAnswer[],
  language: Language,
): Prepared {
  const told = problem("tooManyRequests", ticket, {
    detail: quotaTold(quota, usedUp)[language],
    code,
    remedy: wordsOf(statuses.MSG00015).remedy[language],
  });
  return { ...refusedWith(told, code, trail), headers: { "Retry-After": String(secondsUntilRoom(usedUp, now)) } };
}

export function misread(
  { ticket }: Exchange,
  unreadable: Status,
  { kind, gate, expected, issues, code: own, told: otherwise = inputIncorrect }: Misread,
  language: Language,
): Prepared {
  const code = own ?? unreadable.code;
  const words = own === undefined ? undefined : wordsOf(statuses[own]);
  const detail = (words?.meaning ?? otherwise)[language];
  const told = problem(kind, ticket, {
    detail,
    code,
    ...(words === undefined ? {} : { remedy: words.remedy[language] }),
    ...(issues.length === 0 ? {} : { issues }),
  });
  const found = issues[0]?.name ?? "another";
  return refusedWith(told, code, [refusedAt(gate, code, expected, found)]);
}

const inputIncorrect: Status["meaning"] = {
  en: "The request does not meet the schema: see the issues.",
  nl: "De vraag voldoet niet aan het schema: zie de issues.",
  fr: "La demande ne respecte pas le schéma : voyez les issues.",
  de: "Die Anfrage entspricht dem Schema nicht: siehe die Issues.",
};

export function refusedWith(told: Problem, code: string, trail: readonly GateAnswer[]): Prepared {
  return {
    status: told.status,
    contentType: "application/problem+json",
    headers: {},
    body: JSON.stringify(told),
    code,
    trail,
    filtered: [],
  };
}

export function refusedAt(gate: string, code: StatusCode, expected: string, found: string): GateAnswer {
  return { gate, passed: false, code, expected, found };
}
