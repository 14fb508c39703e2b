// `kruispunt dimona periods`: the periods of an employer, and what may be declared on each now.
import { type DimonaCodes, loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { numberOf } from "../../dimona/anomaly.ts";
import { type DimonaPeriod, stateOf } from "../../dimona/dimona-period.ts";
import { type NextAction, nextActionsOf, standingOf } from "../../dimona/next-actions.ts";
import type { Settings } from "../../http/settings.ts";
import { systemClock } from "../../kernel/clock.ts";
import type { Language } from "../../rest/language.ts";
import { writeJson, writeLines } from "../administration/text.ts";
import { numberGiven, ssinGiven } from "../administration/values.ts";
import { Refusal } from "../refusal.ts";
import { employerNumbersOf } from "./numbers.ts";
import { lookInto } from "./office.ts";

interface PeriodOptions {
  readonly employer: string;
  readonly ssin?: string;
  readonly limit: number;
  readonly language: Language;
  readonly json?: boolean;
}

export async function showPeriods(settings: Settings, options: PeriodOptions): Promise<void> {
  const number = await numberGiven("--employer", options.employer);
  const ssin = options.ssin === undefined ? undefined : await ssinGiven(options.ssin);
  const codes = loadDimonaCodes();
  const found = await lookInto(settings, async (reader) => {
    const employer = await reader.employer(employerNumbersOf(number));
    if (employer === undefined) throw new Refusal("the register of employers has no employer with this number.");
    const workers = ssin === undefined ? undefined : [(await reader.worker(ssin)) ?? ssin];
    const periods = await reader.periods({ employer: employer.key, workers }, { size: options.limit, skipped: 0 });
    return periods.map((period) => ({
      period,
      actions: nextActionsOf(period, employer, standingOf(period, employer, codes, systemClock)),
    }));
  });
  if (options.json === true) {
    writeJson(found.map(({ period, actions }) => ({ ...shown(period), actions })));
    return;
  }
  if (found.length === 0) writeLines(["no periods"]);
  writeLines(
    found.flatMap(({ period, actions }) => [headOf(period), ...actionLines(actions, codes, options.language)]),
  );
}

function shown({ id, span, features, locked, late, anomalies, ...period }: DimonaPeriod) {
  return { period: id, state: stateOf({ span, ...period }), span, features, locked, late, anomalies };
}

function headOf(period: DimonaPeriod): string {
  const { startDate, startHour, endDate, endHour } = period.span;
  const { workerType, jointCommittee } = period.features;
  const days = [startDate, startHour, "..", endDate, endHour].filter((part) => part !== undefined).join(" ");
  const marks = [stateOf(period), period.locked ? "locked" : "", period.late ? "late" : ""];
  return [period.id, workerType, jointCommittee ?? "-", days, ...marks].filter((part) => part !== "").join("  ");
}

/** What may be done and until when, then what not and why. */
function actionLines(actions: readonly NextAction[], codes: DimonaCodes, language: Language): readonly string[] {
  const possible = actions.filter(({ refusedFor }) => refusedFor.length === 0);
  const lines = possible.map(({ action, takenUntil, inTimeUntil }) => {
    const limits = [
      takenUntil === undefined ? "" : `taken until ${takenUntil}`,
      inTimeUntil === undefined ? "" : `in time until ${inTimeUntil}`,
    ].filter((limit) => limit !== "");
    return `  may: ${action}${limits.length === 0 ? "" : `, ${limits.join(", ")}`}`;
  });
  const refused = new Map<string, string[]>();
  for (const { action, refusedFor } of actions) {
    if (refusedFor.length === 0) continue;
    const why = refusedFor.map((code) => `${code} ${codes.anomaly(numberOf(code))?.label[language] ?? ""}`).join("; ");
    refused.set(why, [...(refused.get(why) ?? []), action]);
  }
  return [...lines, ...[...refused].map(([why, names]) => `  may not: ${names.join(", ")}: ${why}`)];
}
