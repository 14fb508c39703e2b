// A form of a file for each thing that only such a form can have wrong.
import { dimonaInBlock, form } from "../dimona-file.ts";

export interface EnvelopeExample {
  readonly code: string;
  readonly situation: string;
  /** As the rule says it. */
  readonly when: string;
  readonly form: string;
}

const good = form(dimonaInBlock({ from: "2026-07-01" }), { references: [[1, "MINE"]] });

function without(element: string): string {
  return good.replace(new RegExp(`<${element}>[^<]*</${element}>`), "");
}

function withText(element: string, text: string): string {
  return good.replace(new RegExp(`<${element}>[^<]*</${element}>`), `<${element}>${text}</${element}>`);
}

const missing = (zone: string, element: string, of = "form"): EnvelopeExample => ({
  code: `${zone}-001`,
  situation: `a ${of} without ${element}`,
  when: `a ${of} without ${element}`,
  form: without(element),
});

export const envelopeExamples: readonly EnvelopeExample[] = [
  missing("00296", "Identification"),
  missing("00218", "FormCreationDate"),
  missing("00299", "FormCreationHour"),
  missing("00110", "AttestationStatus"),
  missing("00297", "TypeForm"),
  missing("00221", "ReferenceType", "reference"),
  missing("00298", "ReferenceOrigin", "reference"),
  missing("00222", "ReferenceNbr", "reference"),
  {
    code: "00296-003",
    situation: "a form that says it is another message",
    when: "an identification other than DIMONA",
    form: withText("Identification", "PFREQ"),
  },
  {
    code: "00218-003",
    situation: "a form that was made tomorrow",
    when: "a creation date that is no day of this year or the last, or lies ahead",
    form: withText("FormCreationDate", "2026-06-26"),
  },
  {
    code: "00218-003",
    situation: "a form that was made two years ago",
    when: "a creation date that is no day of this year or the last, or lies ahead",
    form: withText("FormCreationDate", "2024-12-31"),
  },
  {
    code: "00299-003",
    situation: "a form that was made at 25 o'clock",
    when: "a creation hour that is not HH:MM:SS.SSS",
    form: withText("FormCreationHour", "25:00:00.000"),
  },
  {
    code: "00110-003",
    situation: "a form that changes another one",
    when: "an attestation status of the form other than 0",
    form: withText("AttestationStatus", "3"),
  },
  {
    code: "00297-003",
    situation: "a form that is a request",
    when: "a type of form other than SU",
    form: withText("TypeForm", "RE"),
  },
  {
    code: "00221-003",
    situation: "a reference of kind 2",
    when: "a reference of a kind other than 1, 6, 7 or 8",
    form: withText("ReferenceType", "2"),
  },
  {
    code: "00298-003",
    situation: "a reference that the receiver gave",
    when: "a reference that somebody else gave",
    form: withText("ReferenceOrigin", "2"),
  },
  {
    code: "00222-003",
    situation: "a reference of 21 characters",
    when: "a reference of more than 20 characters",
    form: withText("ReferenceNbr", "x".repeat(21)),
  },
  {
    code: "90082-006",
    situation: "two references of the form",
    when: "two references of the same kind",
    form: form(dimonaInBlock({ from: "2026-07-01" }), {
      references: [
        [1, "A"],
        [7, "B"],
        [1, "C"],
      ],
    }),
  },
  { code: "90059-134", situation: "a form without an action", when: "a form that declares nothing", form: form("") },
  {
    code: "00655-001",
    situation: "an IN without features",
    when: "an IN without a worker type",
    form: good.replace(/<DimonaFeatures>.*<\/DimonaFeatures>/, ""),
  },
  {
    code: "90059-092",
    situation: "an element that nobody knows",
    when: "an element that the message does not have",
    form: good.replace("<DimonaFeatures>", "<Colour>red</Colour><DimonaFeatures>"),
  },
  {
    code: "90059-255",
    situation: "two actions in one form",
    when: "a form that the schema does not allow",
    form: good.replace("</Form>", "<DimonaCancel><DimonaPeriodId>600008446383</DimonaPeriodId></DimonaCancel></Form>"),
  },
];
