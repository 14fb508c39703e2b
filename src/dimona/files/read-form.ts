// A form of a file: the declaration that it holds, or everything that keeps it from being one.
import type { IsoDay } from "../../kernel/day.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { decodeForm, type Form } from "../../schema/generated/dimona-20231.ts";
import type { StructureFault } from "../../schema/runtime.ts";
import { childElement, textOf } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { type Anomaly, type AnomalyCode, severityOf, zoneNamed } from "../anomaly.ts";
import type { Declaration } from "../declaration.ts";
import { examine } from "../rule.ts";
import { againstSchema, envelope, unknownElement } from "../rules/envelope.ts";
import { declarationIn } from "./form-declaration.ts";

export interface ReadForm {
  /** What the declarant said of the form, as far as it can be read: it comes back in the notification. */
  readonly head: FormHead;
  readonly content: Outcome<Declaration, readonly Anomaly[]>;
}

export type FormHead = Partial<Pick<Form, "Identification" | "FormCreationDate" | "FormCreationHour" | "TypeForm">> & {
  readonly references: NonNullable<Form["Reference"]>;
};

/** `receivedOn` is the day on which the file came, in Belgium. Never throws on what was sent. */
export function readForm(form: XmlElement, receivedOn: IsoDay): ReadForm {
  const found = examine([envelope], { form, receivedOn });
  const decoded = decodeForm(form);
  if (decoded.ok) {
    const { Identification, FormCreationDate, FormCreationHour, TypeForm, Reference = [] } = decoded.value;
    const head = { Identification, FormCreationDate, FormCreationHour, TypeForm, references: Reference };
    if (found.length > 0) return { head, content: refused(found) };
    return { head, content: accepted(declarationIn(decoded.value)) };
  }
  const others = decoded.reason.map((fault) => anomalyOf(fault));
  // A code is raised once, by the first that finds it.
  const all = [...found, ...others];
  const once = all.filter(({ code }, index) => all.findIndex((other) => other.code === code) === index);
  return { head: readableHead(form, found), content: refused(once) };
}

/**
 * By the place of the fault in the form: 001 for what is missing, 003 for a text that is not of its type, 092 for an element that the
 * message does not have; 255 for an order, a number of times or an attribute that it does not allow.
 */
function anomalyOf({ path, expected, found }: StructureFault): Anomaly {
  const other = found.startsWith("element ") ? found.slice("element ".length) : undefined;
  if (other !== undefined && !isKnown(other)) return unknownElement;
  if (other !== undefined || found === "the end of the content") {
    // Of several that may stand there, the last one must.
    const missing = zoneNamed(expected.split(/, | or /).at(-1) ?? "");
    return missing === undefined ? againstSchema : blocking(`${missing}-001`, "an element that is missing");
  }
  const zone = zoneNamed(path.slice(path.lastIndexOf("/") + 1));
  if (zone === undefined || found === "the attribute") return againstSchema;
  return blocking(`${zone}-003`, "a text that is not of its type");
}

function blocking(code: AnomalyCode, when: string): Anomaly {
  return { code, severity: severityOf(code), when };
}

/** Blocks that no code of ours is about are elements all the same. */
function isKnown(element: string): boolean {
  return zoneNamed(element) !== undefined || otherElements.has(element);
}

const otherElements: ReadonlySet<string> = new Set([
  "Address",
  "ConstructionControlCards",
  "DimonaCancel",
  "DimonaOut",
  "SmallStatutesInformation",
  "StudentPlaceOfWork",
]);

function readableHead(form: XmlElement, found: readonly Anomaly[]): FormHead {
  const wrong = (zone: string) => found.some(({ code }) => code.startsWith(zone));
  const text = (name: string): string => textOf(childElement(form, "", name) ?? form).trim();
  return {
    ...(wrong("00296") ? {} : { Identification: "DIMONA" as const }),
    ...(wrong("00218") ? {} : { FormCreationDate: text("FormCreationDate") }),
    ...(wrong("00299") ? {} : { FormCreationHour: text("FormCreationHour") }),
    ...(wrong("00297") ? {} : { TypeForm: "SU" as const }),
    references: [],
  };
}
