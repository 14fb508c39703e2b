// Files of declarations as a sender makes them: forms, documents of them, and sets of FI, FS and GO.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays } from "../src/kernel/day.ts";
import { signDetached } from "../src/soap/security/sign-detached.ts";
import { day, employers, noor, workers } from "./dimona-declarations.ts";
import type { Issued } from "./pki.ts";

export interface FormText {
  readonly date?: string;
  readonly hour?: string;
  readonly references?: readonly (readonly [type: number, number: string])[];
}

/** A form around the block of an action. */
export function form(
  block: string,
  { date = "2026-06-25", hour = "09:30:00.000", references = [] }: FormText = {},
): string {
  const head = `<Identification>DIMONA</Identification><FormCreationDate>${date}</FormCreationDate><FormCreationHour>${hour}</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>`;
  const own = references.map(
    ([type, number]) =>
      `<Reference><ReferenceType>${type}</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>${number}</ReferenceNbr></Reference>`,
  );
  return `<Form>${head}${own.join("")}${block}</Form>`;
}

export interface InText {
  readonly from: string;
  readonly to?: string;
  readonly ssin?: string;
  /** The worker, where it is not named by an SSIN. */
  readonly person?: string;
  readonly nsso?: string;
  readonly type?: string;
}

/** The block of an IN. */
export function dimonaInBlock({
  from,
  to,
  ssin = workers.man,
  person = `<INSS>${ssin}</INSS>`,
  nsso = cafeNumber,
  type = "OTH",
}: InText): string {
  const end = to === undefined ? "" : `<EndingDate>${to}</EndingDate>`;
  return `<DimonaIn><StartingDate>${from}</StartingDate>${end}<EmployerId><NOSSRegistrationNbr>${nsso}</NOSSRegistrationNbr></EmployerId><NaturalPerson>${person}</NaturalPerson><DimonaFeatures><JointCommissionNbr>XXX</JointCommissionNbr><WorkerType>${type}</WorkerType></DimonaFeatures></DimonaIn>`;
}

/** An IN of a day of its own for each number, of two workers in turn. */
export function numberedForm(index: number): string {
  const date = addDays(day("2027-01-01"), index);
  const ssin = index % 2 === 0 ? workers.man : workers.woman;
  return form(dimonaInBlock({ from: date, to: date, ssin }), { references: [[1, `N${index}`]] });
}

/** The woman of the examples as somebody declares her who does not have her number. */
export const unnumberedPerson = [
  ["WorkerName", noor.lastName],
  ["WorkerFirstName", noor.firstName],
  ["WorkerBirthdate", noor.birthDate],
  ["WorkerBirthplace", noor.birthplace],
  ["WorkerBirthplaceCountry", noor.birthplaceCountry],
  ["WorkerSex", noor.sex],
  ["WorkerStreet", noor.address?.street],
  ["WorkerHouseNbr", noor.address?.houseNumber],
  ["WorkerZIPCode", noor.address?.postCode],
  ["WorkerCity", noor.address?.city],
  ["WorkerCountry", noor.address?.country],
  ["Nationality", noor.nationality],
]
  .map(([name, text]) => `<${name}>${text}</${name}>`)
  .join("");

export function document(forms: readonly string[], root = "Dimona"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n${forms.join("\n")}\n</${root}>\n`;
}

/** The texts of all elements of a name in an answer, in order. */
export function texts(xml: string | undefined, name: string): readonly string[] {
  return [...(xml ?? "").matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);
}

/** Writes the parts of a set, GO as the last; those that are undefined are left out. */
export function drop(
  folder: string,
  set: string,
  content: string | Uint8Array,
  signer: Pick<Issued, "privateKey" | "certificatePem">,
  special: { readonly FS?: Uint8Array | undefined; readonly without?: readonly ("FI" | "FS" | "GO")[] } = {},
): void {
  const { FS = signDetached(Buffer.from(content), signer.privateKey, signer.certificatePem), without = [] } = special;
  for (const [prefix, bytes] of [
    ["FI", content],
    ["FS", FS],
    ["GO", ""],
  ] as const) {
    if (!without.includes(prefix)) writeFileSync(join(folder, `${prefix}.${set}`), bytes);
  }
}

const cafeNumber = employers.cafe.nssoNumber ?? "";
