// What only a form of an XML message can have wrong: its head, its references, and that it declares nothing.
import { type IsoDay, parseDay, yearOf } from "../../kernel/day.ts";
import { childElement, childElements, textOf } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { elementOf, type Zone } from "../anomaly.ts";
import { type Rule, rule } from "../rule.ts";

export interface ReceivedForm {
  readonly form: XmlElement;
  readonly receivedOn: IsoDay;
}

/** Of the head of each form (block 90059), one after the other. */
const head = [
  field("00296", "an identification other than DIMONA", (text) => text === "DIMONA"),
  field("00218", "a creation date that is no day of this year or the last, or lies ahead", (text, { receivedOn }) => {
    const day = parseDay(text);
    return day.ok && day.value <= receivedOn && yearOf(day.value) >= yearOf(receivedOn) - 1;
  }),
  field("00299", "a creation hour that is not HH:MM:SS.SSS", (text) =>
    /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}$/.test(text),
  ),
  field("00110", "an attestation status of the form other than 0", (text) => text === "0"),
  field("00297", "a type of form other than SU", (text) => text === "SU"),
].flat();

const references: readonly Rule<ReceivedForm>[] = [
  rule("90082-006", "two references of the same kind", "glossary", ({ form }) => {
    const kinds = referencesOf(form).flatMap((reference) => textIn(reference, "ReferenceType") ?? []);
    return new Set(kinds).size < kinds.length;
  }),
  ...partOfReference("00221", "a reference of a kind other than 1, 6, 7 or 8", (text) => /^[1678]$/.test(text)),
  ...partOfReference("00298", "a reference that somebody else gave", (text) => text === "1"),
  ...partOfReference(
    "00222",
    "a reference of more than 20 characters",
    (text) => text.length >= 1 && text.length <= 20,
  ),
];

const content: readonly Rule<ReceivedForm>[] = [
  rule("90059-134", "a form that declares nothing", "label", ({ form }) =>
    childElements(form).every(({ localName }) => !actions.has(localName)),
  ),
  rule("00655-001", "an IN without a worker type", "glossary", ({ form }) => {
    const dimonaIn = childElement(form, "", "DimonaIn");
    const features = dimonaIn === undefined ? undefined : childElement(dimonaIn, "", "DimonaFeatures");
    return dimonaIn !== undefined && (features === undefined || textIn(features, "WorkerType") === undefined);
  }),
];

/** None needs another in order: all are looked at. */
export const envelope: readonly Rule<ReceivedForm>[] = [...head, ...references, ...content];

/** What reading finds without a rule; codes 001 and 003 of fields it raises as well. */
export const unknownElement = {
  code: "90059-092",
  severity: "B",
  when: "an element that the message does not have",
  source: "label",
} as const;
export const againstSchema = {
  code: "90059-255",
  severity: "B",
  when: "a form that the schema does not allow",
  source: "label",
} as const;

/** A field of the head that is missing, and one that is wrong. */
function field(
  zone: Zone,
  when: string,
  isRight: (text: string, given: ReceivedForm) => boolean,
): readonly Rule<ReceivedForm>[] {
  const name = elementOf(`${zone}-003`);
  return [
    rule(`${zone}-001`, `a form without ${name}`, "glossary", ({ form }) => textIn(form, name) === undefined),
    rule(`${zone}-003`, when, "glossary", (given) => {
      const text = textIn(given.form, name);
      return text !== undefined && !isRight(text, given);
    }),
  ];
}

function partOfReference(zone: Zone, when: string, isRight: (text: string) => boolean): readonly Rule<ReceivedForm>[] {
  const name = elementOf(`${zone}-003`);
  const texts = ({ form }: ReceivedForm) => referencesOf(form).map((reference) => textIn(reference, name));
  return [
    rule(`${zone}-001`, `a reference without ${name}`, "glossary", (given) => texts(given).includes(undefined)),
    rule(`${zone}-003`, when, "glossary", (given) => texts(given).some((text) => text !== undefined && !isRight(text))),
  ];
}

const actions: ReadonlySet<string> = new Set([
  "DimonaIn",
  "DimonaOut",
  "DimonaUpdate",
  "DimonaCancel",
  "DailyRegistrationDeclaration",
]);

function referencesOf(form: XmlElement): readonly XmlElement[] {
  return childElements(form).filter(({ localName }) => localName === "Reference");
}

function textIn(element: XmlElement, name: string): string | undefined {
  const child = childElement(element, "", name);
  return child === undefined ? undefined : textOf(child).trim();
}
