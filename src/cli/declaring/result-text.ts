// What became of a declaration, for somebody who reads it in a terminal.
import type { z } from "zod";
import type { anomalySchema, declarationAnswerSchema } from "../../dimona/rest/declaration-schemas.ts";
import type { Language } from "../answer-text.ts";

type Answer = z.output<typeof declarationAnswerSchema>;

export function resultText({ declarationStatus }: Answer, language: Language): string {
  const { declarationId, result, anomalies, period, dailyRegistration, before, after } = declarationStatus;
  const lines = [`${result} declaration ${declarationId}: ${results[result][language]}`];
  const thing = dailyRegistration === undefined ? period : dailyRegistration;
  const name = dailyRegistration === undefined ? "period" : "daily registration";
  const spans = [before, after].map((span) => (span === undefined ? "none" : spanText(span)));
  if (thing !== undefined) lines.push(`  ${name} ${thing.id}: ${spans.join(" -> ")}`);
  return `${[...lines, ...anomalies.flatMap((anomaly) => anomalyLines(anomaly, language))].join("\n")}\n`;
}

function spanText(span: NonNullable<Answer["declarationStatus"]["after"]>): string {
  const { startDate, startHour = "", endDate = "", endHour = "", plannedHoursNumber, plannedDaysNumber } = span;
  const planned = [
    ...(plannedHoursNumber === undefined ? [] : [`${plannedHoursNumber} h`]),
    ...(plannedDaysNumber === undefined ? [] : [`${plannedDaysNumber} d`]),
  ];
  const days = `${startDate} ${startHour}`.trimEnd() + ` .. ${endDate} ${endHour}`.trimEnd();
  return [days, ...planned].join(", ");
}

function anomalyLines(anomaly: z.output<typeof anomalySchema>, language: Language): readonly string[] {
  const { code, severity, element, situation, remedy, conflictingPeriods = [], quotaFeatures = [] } = anomaly;
  return [
    "",
    `${code} (${severity}) ${element}: ${anomaly[labels[language]]}`,
    `  ${situation}`,
    ...conflictingPeriods.map(
      ({ periodId, workerType, ...span }) => `  period ${periodId}: ${workerType}, ${spanText(span)}`,
    ),
    ...quotaFeatures.map(
      ({ quotaType, exceedingHoursNumber, exceedingDaysNumber }) =>
        `  ${quotaType}: + ${exceedingHoursNumber === undefined ? `${exceedingDaysNumber} d` : `${exceedingHoursNumber} h`}`,
    ),
    ...(remedy === "" ? [] : [`  ${remedy}`]),
  ];
}

const labels = { nl: "descriptionNl", fr: "descriptionFr", de: "descriptionDe", en: "descriptionEn" } as const;

const results: Readonly<Record<Answer["declarationStatus"]["result"], Readonly<Record<Language, string>>>> = {
  A: { en: "accepted", nl: "aanvaard", fr: "acceptée", de: "angenommen" },
  W: {
    en: "accepted, with warnings",
    nl: "aanvaard, met waarschuwingen",
    fr: "acceptée, avec avertissements",
    de: "angenommen, mit Warnungen",
  },
  B: {
    en: "refused: nothing changed",
    nl: "geweigerd: er is niets gewijzigd",
    fr: "refusée : rien n'a changé",
    de: "abgelehnt: nichts wurde geändert",
  },
  S: {
    en: "waits until it is known who the worker is",
    nl: "wacht tot bekend is wie de werknemer is",
    fr: "attend que le travailleur soit identifié",
    de: "wartet, bis bekannt ist, wer der Arbeitnehmer ist",
  },
};
