// The page of Dimona: every anomaly and where it is raised, what each worker type requires, how much of each quota there is.
import { loadDimonaCodes } from "../src/codes/dimona-codes.ts";
import { anomalyNumbers, elementOf, numberOf } from "../src/dimona/anomaly.ts";
import { quotaLimits } from "../src/dimona/quota-limits.ts";
import { type BookedRule, ruleBook } from "../src/dimona/rule-book.ts";
import { whyUntold } from "../src/dimona/untold.ts";
import { type WorkerType, workerTypes } from "../src/dimona/worker-type.ts";
import type { Period } from "../src/kernel/period.ts";
import { markdownTable } from "./markdown.ts";

export function dimonaPage(): string {
  const codes = loadDimonaCodes();
  const labels = anomalyNumbers.map((number) => {
    const { label, remedy } = codes.anomaly(number) ?? { label: none, remedy: none };
    return [number, label.nl, label.fr, label.en, remedy.en];
  });
  const book = ruleBook();
  const rules = book
    .filter(({ awaits }) => awaits === undefined)
    .map((one) => [...ruleRow(one), codes.anomaly(numberOf(one.code))?.label.en ?? ""]);
  const awaiting = book.flatMap((one) => (one.awaits === undefined ? [] : [[...ruleRow(one), whyUntold[one.awaits]]]));
  const notRaised = codes.notRaised.map(({ number, nl, fr, why }) => [number, nl, fr, why]);
  return [
    "# Dimona: anomalies, worker types, quotas",
    "",
    "Written by `npm run generate`. Labels in German, and what to do in Dutch, French and German, are in `codes/dimona/`.",
    "",
    "## Where each anomaly is raised",
    "",
    "A code is a zone or block and a kind of fault. B refuses the declaration; NP leaves it accepted, with a warning. Source: `glossary`, the RSZ's glossary Dimona 2023/3; `instructions`, the employer instructions; `label`, only code and label are public and the situation is our reading; `ours`, not public at all.",
    "",
    ...markdownTable(["code", "on", "class", "declarations", "when", "source", "meaning"], rules),
    "",
    "## Codes with a rule that raises nothing yet, and why",
    "",
    "Each judges something that nothing here tells yet.",
    "",
    ...markdownTable(["code", "on", "class", "declarations", "when", "source", "why"], awaiting),
    "",
    "## Kinds of anomaly and what to do",
    "",
    ...markdownTable(["kind", "nl", "fr", "en", "what to do"], labels),
    "",
    "## Codes that no rule raises, and why",
    "",
    ...markdownTable(["kind", "nl", "fr", "why"], notRaised),
    "",
    "## Worker types",
    "",
    "An end, hours or planned hours: - not allowed, o optional, m mandatory.",
    "",
    ...markdownTable(
      [
        "type",
        "meaning",
        "begins",
        "committees",
        "end",
        "must end",
        "hours",
        "planned hours",
        "declared at the earliest",
      ],
      workerTypes.map((type) => typeRow(type, codes.workerType.describe(type.code)?.fr ?? "")),
    ),
    "",
    "## Quotas",
    "",
    "By the start of the employment. `provisional` limits are commonly known and stand in no source that we follow.",
    "",
    ...markdownTable(
      ["quota", "from", "to", "most", "source"],
      quotaLimits.map(({ kind, unit, valid, quarter, most, source }) => [
        quarter === undefined ? kind : `${kind}, quarter ${quarter}`,
        valid.from,
        valid.to ?? "",
        `${most} ${unit}`,
        source,
      ]),
    ),
    "",
  ].join("\n");
}

function ruleRow({ code, severity, when, source, declarations }: BookedRule): readonly string[] {
  return [code, elementOf(code), severity, declarations.join(", "), when, source];
}

const none = { nl: "", fr: "", de: "", en: "" };

function typeRow(type: WorkerType, meaning: string): readonly string[] {
  const { code, begins, committees, endDate, ends, hours, plannedHours, earliest } = type;
  return [
    code,
    meaning,
    daysOf(begins),
    committees?.join(" ") ?? "all",
    endDate === "mandatory" ? "m" : "o",
    ends,
    hours === "mandatory" ? "m" : hours === "by-choice" ? "o" : "-",
    plannedHours ? "m" : "-",
    earliest === undefined ? "" : `${earliest.days} days before the ${earliest.before}`,
  ];
}

function daysOf({ from, to }: Period): string {
  return to === undefined ? (from > "1920-01-01" ? `from ${from}` : "") : `to ${to}`;
}
