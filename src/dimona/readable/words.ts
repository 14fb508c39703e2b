// The words of a result for people, in the four languages; those of anomalies are in the code tables.
import type { Language } from "../../rest/language.ts";
import type { Decision } from "../decision.ts";
import type { Declaration } from "../declaration.ts";

export interface Words {
  readonly title: string;
  readonly declaration: string;
  readonly result: string;
  readonly results: Readonly<Record<Decision["result"], string>>;
  readonly actions: Readonly<Record<Declaration["action"], string>>;
  readonly action: string;
  readonly employer: string;
  readonly worker: string;
  readonly unknown: string;
  readonly received: string;
  readonly decided: string;
  readonly period: string;
  readonly periodChange: string;
  readonly registration: string;
  readonly registrationChange: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly cancelled: string;
  readonly startDate: string;
  readonly startHour: string;
  readonly endDate: string;
  readonly endHour: string;
  readonly plannedHours: string;
  readonly plannedDays: string;
  readonly workerType: string;
  readonly jointCommittee: string;
  readonly anomalies: string;
  readonly noAnomalies: string;
  readonly code: string;
  readonly meaning: string;
  readonly severity: string;
  readonly severities: Readonly<Record<"B" | "NP", string>>;
  readonly situation: string;
  readonly remedy: string;
  readonly inTheWay: string;
  readonly beyond: string;
  readonly hours: string;
  readonly days: string;
}

export const words: Readonly<Record<Language, Words>> = {
  nl: {
    title: "Resultaat van een Dimona-aangifte",
    declaration: "Aangifte",
    result: "Resultaat",
    results: {
      A: "Aanvaard",
      W: "Aanvaard met opmerkingen",
      B: "Geweigerd: er verandert niets in het personeelsbestand",
      S: "In afwachting: er wordt gezocht wie de werknemer is",
    },
    actions: {
      in: "Indiensttreding (IN)",
      out: "Uitdiensttreding (OUT)",
      update: "Wijziging (UPDATE)",
      cancel: "Annulering (CANCEL)",
      daily: "Dagelijkse registratie",
    },
    action: "Soort aangifte",
    employer: "Werkgever",
    worker: "Werknemer",
    unknown: "onbekend",
    received: "Ontvangen",
    decided: "Beslist",
    period: "Dimona-periode",
    periodChange: "De periode voor en na de aangifte",
    registration: "Dagelijkse registratie",
    registrationChange: "De registratie voor en na de aangifte",
    what: "Gegeven",
    before: "Voor",
    after: "Na",
    cancelled: "geannuleerd",
    startDate: "Begindatum",
    startHour: "Beginuur",
    endDate: "Einddatum",
    endHour: "Einduur",
    plannedHours: "Geplande uren",
    plannedDays: "Geplande dagen",
    workerType: "Type werknemer",
    jointCommittee: "Paritair comité",
    anomalies: "Anomalieën",
    noAnomalies: "Er zijn geen anomalieën.",
    code: "Code",
    meaning: "Betekenis",
    severity: "Gevolg",
    severities: { B: "weigert de aangifte", NP: "opmerking" },
    situation: "Toestand (Engels)",
    remedy: "Wat u kunt doen",
    inTheWay: "Staat in de weg",
    beyond: "Boven het contingent",
    hours: "uren",
    days: "dagen",
  },
  fr: {
    title: "Résultat d’une déclaration Dimona",
    declaration: "Déclaration",
    result: "Résultat",
    results: {
      A: "Acceptée",
      W: "Acceptée avec remarques",
      B: "Refusée : rien ne change dans le fichier du personnel",
      S: "En attente : on cherche qui est le travailleur",
    },
    actions: {
      in: "Entrée en service (IN)",
      out: "Sortie de service (OUT)",
      update: "Modification (UPDATE)",
      cancel: "Annulation (CANCEL)",
      daily: "Enregistrement journalier",
    },
    action: "Type de déclaration",
    employer: "Employeur",
    worker: "Travailleur",
    unknown: "inconnu",
    received: "Reçue",
    decided: "Décidée",
    period: "Période Dimona",
    periodChange: "La période avant et après la déclaration",
    registration: "Enregistrement journalier",
    registrationChange: "L’enregistrement avant et après la déclaration",
    what: "Donnée",
    before: "Avant",
    after: "Après",
    cancelled: "annulée",
    startDate: "Date de début",
    startHour: "Heure de début",
    endDate: "Date de fin",
    endHour: "Heure de fin",
    plannedHours: "Heures prévues",
    plannedDays: "Jours prévus",
    workerType: "Type de travailleur",
    jointCommittee: "Commission paritaire",
    anomalies: "Anomalies",
    noAnomalies: "Il n’y a pas d’anomalies.",
    code: "Code",
    meaning: "Signification",
    severity: "Effet",
    severities: { B: "refuse la déclaration", NP: "remarque" },
    situation: "Situation (en anglais)",
    remedy: "Que faire",
    inTheWay: "Fait obstacle",
    beyond: "Au-delà du contingent",
    hours: "heures",
    days: "jours",
  },
  de: {
    title: "Ergebnis einer Dimona-Meldung",
    declaration: "Meldung",
    result: "Ergebnis",
    results: {
      A: "Angenommen",
      W: "Angenommen mit Hinweisen",
      B: "Abgelehnt: Im Personalverzeichnis ändert sich nichts",
      S: "In Erwartung: Es wird gesucht, wer der Arbeitnehmer ist",
    },
    actions: {
      in: "Dienstantritt (IN)",
      out: "Dienstaustritt (OUT)",
      update: "Änderung (UPDATE)",
      cancel: "Stornierung (CANCEL)",
      daily: "Tägliche Registrierung",
    },
    action: "Art der Meldung",
    employer: "Arbeitgeber",
    worker: "Arbeitnehmer",
    unknown: "unbekannt",
    received: "Empfangen",
    decided: "Entschieden",
    period: "Dimona-Zeitraum",
    periodChange: "Der Zeitraum vor und nach der Meldung",
    registration: "Tägliche Registrierung",
    registrationChange: "Die Registrierung vor und nach der Meldung",
    what: "Angabe",
    before: "Vorher",
    after: "Nachher",
    cancelled: "storniert",
    startDate: "Anfangsdatum",
    startHour: "Anfangsstunde",
    endDate: "Enddatum",
    endHour: "Endstunde",
    plannedHours: "Geplante Stunden",
    plannedDays: "Geplante Tage",
    workerType: "Art des Arbeitnehmers",
    jointCommittee: "Paritätische Kommission",
    anomalies: "Anomalien",
    noAnomalies: "Es gibt keine Anomalien.",
    code: "Code",
    meaning: "Bedeutung",
    severity: "Folge",
    severities: { B: "lehnt die Meldung ab", NP: "Hinweis" },
    situation: "Sachlage (englisch)",
    remedy: "Was zu tun ist",
    inTheWay: "Steht im Weg",
    beyond: "Über dem Kontingent",
    hours: "Stunden",
    days: "Tage",
  },
  en: {
    title: "Result of a Dimona declaration",
    declaration: "Declaration",
    result: "Result",
    results: {
      A: "Accepted",
      W: "Accepted with remarks",
      B: "Refused: nothing changes in the personnel file",
      S: "Waiting: it is being found out who the worker is",
    },
    actions: {
      in: "Start of work (IN)",
      out: "End of work (OUT)",
      update: "Change (UPDATE)",
      cancel: "Cancellation (CANCEL)",
      daily: "Daily registration",
    },
    action: "Kind of declaration",
    employer: "Employer",
    worker: "Worker",
    unknown: "unknown",
    received: "Received",
    decided: "Decided",
    period: "Dimona period",
    periodChange: "The period before and after the declaration",
    registration: "Daily registration",
    registrationChange: "The registration before and after the declaration",
    what: "Particular",
    before: "Before",
    after: "After",
    cancelled: "cancelled",
    startDate: "First day",
    startHour: "Start hour",
    endDate: "Last day",
    endHour: "End hour",
    plannedHours: "Planned hours",
    plannedDays: "Planned days",
    workerType: "Worker type",
    jointCommittee: "Joint committee",
    anomalies: "Anomalies",
    noAnomalies: "There are no anomalies.",
    code: "Code",
    meaning: "Meaning",
    severity: "Effect",
    severities: { B: "refuses the declaration", NP: "remark" },
    situation: "Situation",
    remedy: "What to do",
    inTheWay: "Stands in the way",
    beyond: "Beyond the quota",
    hours: "hours",
    days: "days",
  },
};
