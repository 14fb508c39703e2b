// An explanation for people's eyes: what happened, gate by gate, then what to do.
import type { Texts } from "../statuses.ts";
import type { ExplainedGate, Explanation, Language } from "./explanation.ts";

/** Ends with a line feed. */
export function writeExplanation(explanation: Explanation, language: Language): string {
  const { outcome, status, gates, cause, next, hints, details, filtered } = explanation;
  const say = (label: keyof typeof labels) => `${labels[label][language]}${colonIn(language)}`;
  const lines = [status === undefined ? labels[outcome][language] : `${say(outcome)} ${codeOf(status)}`];
  if (status !== undefined && status.meaning !== "") lines.push(`  ${status.meaning}`);
  if (cause !== undefined) lines.push(`  ${cause.reason}: ${cause.meaning}`);
  lines.push(...factsOf(explanation, language).map((fact) => `  ${fact}`));
  if (gates.length > 0) lines.push("", say("gates"), ...gates.flatMap((gate) => writeGate(gate, language)));
  const remedies = [cause?.remedy ?? status?.remedy ?? "", ...hints.map(({ text }) => text)];
  const toDo = remedies.filter((text) => text !== "").map((text) => `  ${text}`);
  if (toDo.length > 0) lines.push("", say("toDo"), ...toDo);
  if (next !== undefined) {
    lines.push("", `${say("next")} ${codeOf(next.status)}`);
    lines.push(`  ${next.cause === undefined ? next.status.meaning : `${next.cause.reason}: ${next.cause.meaning}`}`);
    lines.push(`  ${next.cause?.remedy ?? next.status.remedy}`);
  }
  const told = [...details, ...(filtered.length === 0 ? [] : [`${say("filtered")} ${filtered.join(", ")}`])];
  if (told.length > 0) lines.push("", say("details"), ...told.map((detail) => `  ${detail}`));
  return `${lines.join("\n")}\n`;
}

/** French sets a space before a colon. */
function colonIn(language: Language): string {
  return language === "fr" ? " :" : ":";
}

function codeOf({ code, value }: NonNullable<Explanation["status"]>): string {
  return `${code} ${value}`.trim();
}

function factsOf(explanation: Explanation, language: Language): readonly string[] {
  const { ticket, customerTicket, receivedAt, customer, service, operation, legalContext } = explanation;
  const facts: readonly (readonly [keyof typeof labels, string | undefined])[] = [
    ["ticket", ticket],
    ["customerTicket", customerTicket],
    ["received", receivedAt],
    ["customer", customer],
    ["operation", service === undefined ? undefined : [service, operation ?? ""].join(" ").trim()],
    ["legalContext", legalContext],
  ];
  return facts.flatMap(([label, value]) =>
    value === undefined ? [] : [`${labels[label][language]}${colonIn(language)} ${value}`],
  );
}

const nameWidth = 24;

function writeGate({ gate, asks, passed, expected, found }: ExplainedGate, language: Language): readonly string[] {
  const lines = [`  ${passed ? "✓" : "✗"} ${gate.padEnd(nameWidth)} ${asks}`.trimEnd()];
  if (expected !== undefined) lines.push(`      ${labels.expected[language]}${colonIn(language)} ${expected}`);
  if (found !== undefined) lines.push(`      ${labels.found[language]}${colonIn(language)} ${found}`);
  return lines;
}

const labels = {
  answered: { en: "Answered", nl: "Beantwoord", fr: "Demande traitée", de: "Beantwortet" },
  refused: { en: "Refused", nl: "Geweigerd", fr: "Demande refusée", de: "Abgelehnt" },
  "in-order": {
    en: "Nothing wrong was found",
    nl: "Er werd niets verkeerds gevonden",
    fr: "Aucune erreur n'a été trouvée",
    de: "Es wurde kein Fehler gefunden",
  },
  ticket: { en: "ticket", nl: "ticket", fr: "ticket", de: "Ticket" },
  customerTicket: { en: "your ticket", nl: "uw ticket", fr: "votre ticket", de: "Ihr Ticket" },
  received: { en: "received", nl: "ontvangen", fr: "reçue le", de: "eingegangen" },
  customer: { en: "customer", nl: "klant", fr: "client", de: "Kunde" },
  operation: { en: "operation", nl: "operatie", fr: "opération", de: "Operation" },
  legalContext: { en: "legal context", nl: "wettelijke context", fr: "contexte légal", de: "gesetzlicher Kontext" },
  gates: {
    en: "What was checked, in order",
    nl: "Wat werd nagegaan, in volgorde",
    fr: "Ce qui a été vérifié, dans l'ordre",
    de: "Was geprüft wurde, der Reihe nach",
  },
  expected: { en: "expected", nl: "verwacht", fr: "attendu", de: "erwartet" },
  found: { en: "found", nl: "gevonden", fr: "trouvé", de: "gefunden" },
  details: { en: "Details", nl: "Bijzonderheden", fr: "Précisions", de: "Einzelheiten" },
  filtered: {
    en: "left out by the annex",
    nl: "weggelaten volgens de bijlage",
    fr: "exclu par l'annexe",
    de: "gemäß dem Anhang weggelassen",
  },
  toDo: { en: "What to do", nl: "Wat u kunt doen", fr: "Que faire", de: "Was zu tun ist" },
  next: {
    en: "Had it come in time, it would still be refused",
    nl: "Op tijd aangekomen zou het nog worden geweigerd",
    fr: "Arrivé à temps, le message serait encore refusé",
    de: "Rechtzeitig eingetroffen würde die Nachricht dennoch abgelehnt",
  },
} as const satisfies Record<string, Texts>;
