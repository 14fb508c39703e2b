// The result of a declaration in words, line by line: what a page and a terminal show alike.
import type { AnomalyTexts, DimonaCodes } from "../../codes/dimona-codes.ts";
import { localStamp } from "../../kernel/local-time.ts";
import type { Language } from "../../rest/language.ts";
import { type Anomaly, elementOf, numberOf } from "../anomaly.ts";
import type { Change } from "../decision.ts";
import type { DeclaredWorker, Features, Partly, Span } from "../declaration.ts";
import { type KeptDeclaration, type KeptEmployer, toldWorker } from "../register/kept.ts";
import { type Words, words } from "./words.ts";

export interface ReadableResult {
  /** Name and value, in their order. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Absent where nothing changed. */
  readonly change?: ReadableChange;
  readonly anomalies: readonly ReadableAnomaly[];
}

export interface ReadableChange {
  readonly caption: string;
  /** Name, before and after; "" where there is nothing. */
  readonly rows: readonly (readonly [name: string, before: string, after: string])[];
}

export interface ReadableAnomaly {
  readonly code: string;
  readonly element: string;
  readonly severity: string;
  readonly meaning: string;
  /** In English. */
  readonly situation: string;
  readonly remedy: string;
  /** What stands in the way, and what lies beyond quotas. */
  readonly evidence: readonly string[];
}

export function readableResult(kept: KeptDeclaration, codes: DimonaCodes, language: Language): ReadableResult {
  const say = words[language];
  const { number, declaration, employer, receivedAt, decidedAt, result, change, anomalies } = kept;
  const changed = change === undefined ? undefined : readableChange(change, codes, language, say);
  return {
    facts: [
      [say.declaration, number],
      [say.result, `${result} – ${say.results[result]}`],
      [say.action, say.actions[declaration.action]],
      [say.employer, employer === undefined ? say.unknown : employerText(employer)],
      [say.worker, workerText(toldWorker(kept)) || say.unknown],
      [say.received, momentText(receivedAt)],
      [say.decided, momentText(decidedAt)],
    ],
    ...(changed === undefined ? {} : { change: changed }),
    anomalies: anomalies.map((anomaly) =>
      readableAnomaly(anomaly, codes.anomaly(numberOf(anomaly.code)), language, say),
    ),
  };
}

function readableChange(change: Change, codes: DimonaCodes, language: Language, say: Words): ReadableChange {
  const { before, after } = change;
  const rows = (one: Partly<Span>, another: Partly<Span> | undefined) => daysAndHours(one, another, say);
  if (change.kind === "registration") {
    const later = after.cancelled ? undefined : change.after.day;
    return {
      caption: `${say.registration} ${after.id}: ${say.registrationChange}`,
      rows: [...rows(change.before?.day ?? {}, later), ...cancelledRow(after.cancelled, say)],
    };
  }
  const featuresOf = (features: Features | undefined) => [
    features === undefined ? "" : workerTypeText(features.workerType, codes, language),
    features?.jointCommittee ?? "",
  ];
  const [typeBefore = "", committeeBefore = ""] = featuresOf(change.before?.features);
  const [typeAfter = "", committeeAfter = ""] = featuresOf(after.cancelled ? undefined : change.after.features);
  return {
    caption: `${say.period} ${after.id}: ${say.periodChange}`,
    rows: [
      ...rows(change.before?.span ?? {}, after.cancelled ? undefined : change.after.span),
      [say.workerType, typeBefore, typeAfter],
      [say.jointCommittee, committeeBefore, committeeAfter],
      ...cancelledRow(after.cancelled && before?.cancelled !== true, say),
    ],
  };
}

type Row = ReadableChange["rows"][number];

function daysAndHours(before: Partly<Span>, after: Partly<Span> = {}, say: Words): readonly Row[] {
  const names = ["startDate", "startHour", "endDate", "endHour", "plannedHours", "plannedDays"] as const;
  return names
    .map((name): Row => [say[name], text(before[name]), text(after[name])])
    .filter(([, one, other]) => one !== "" || other !== "");
}

function cancelledRow(isCancelled: boolean, say: Words): readonly Row[] {
  return isCancelled ? [[say.result, "", say.cancelled]] : [];
}

function readableAnomaly(
  { code, severity, when, evidence = {} }: Anomaly,
  texts: AnomalyTexts | undefined,
  language: Language,
  say: Words,
): ReadableAnomaly {
  const { periods = [], exceeding = [] } = evidence;
  return {
    code,
    element: elementOf(code),
    severity: say.severities[severity],
    meaning: texts?.label[language] ?? "",
    situation: when,
    remedy: texts?.remedy[language] ?? "",
    evidence: [
      ...periods.map(({ id, span, features }) => {
        const days = `${span.startDate} ${text(span.startHour)} .. ${text(span.endDate)} ${text(span.endHour)}`;
        return `${say.inTheWay}: ${id} ${features.workerType} ${days.replaceAll(/ +/g, " ").trim()}`;
      }),
      ...exceeding.map(({ kind, amount, unit }) => `${say.beyond} ${kind}: ${amount} ${say[unit]}`),
    ],
  };
}

function employerText({ nssoNumber, provisionalNumber, enterpriseNumber }: KeptEmployer): string {
  return [nssoNumber ?? provisionalNumber, enterpriseNumber].filter((number) => number !== undefined).join(" / ");
}

function workerText({ ssin, identity = {} }: DeclaredWorker): string {
  const { firstName, lastName, birthDate } = identity;
  return [firstName, lastName, birthDate, ssin].filter((part) => part !== undefined).join(" ");
}

function workerTypeText(code: string, codes: DimonaCodes, language: Language): string {
  const texts = codes.workerType.describe(code);
  // The table has no English.
  return texts === undefined || language === "en" ? code : `${code} ${texts[language]}`;
}

/** In Belgian time. */
function momentText(milliseconds: number): string {
  const { day, hour } = localStamp(milliseconds);
  return `${day} ${hour.slice(0, 8)}`;
}

function text(value: string | number | undefined): string {
  return value === undefined ? "" : String(value);
}
