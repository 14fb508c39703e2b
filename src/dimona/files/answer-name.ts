// How answers are called: by the day and the number of what they answer.
import { today } from "../../kernel/day.ts";
import type { DimonaNumber } from "../dimona-number.ts";
import type { IdentityChange } from "../register/identity-changes.ts";
import type { Environment, FormName } from "./file-name.ts";
import type { FileRow } from "./ledger.ts";

const messages = { receipt: "ACRF", declarations: "NOTI", question: "PFANS" } as const satisfies Record<
  FormName | "receipt",
  string
>;

/** `FO.NOTI.900009.20261124.00001.R.1.1`. */
export function answerName(of: keyof typeof messages, { name, sender, environment }: FileRow): string {
  const [, , day = "", number = ""] = name.split(".");
  return nameOf(messages[of], sender, day, number, environment);
}

/** Of an answer after the first, which begins with this declaration: the day of that answer, and a number with a Y. */
export function laterAnswerName({ sender, environment }: FileRow, first: DimonaNumber, at: number): string {
  // What stands before the check digits counts on from one declaration to the next.
  return nameOf("NOTI", sender, dayAt(at), `Y${fourOf(BigInt(first) / 100n)}`, environment);
}

/** Of what is told without having been asked: the day on which it became known, and its place among all such things. */
export function idfluxName(sender: string, { number, knownAt }: Pick<IdentityChange, "number" | "knownAt">): string {
  return nameOf("IDFLUX", sender, dayAt(knownAt), `Y${fourOf(BigInt(number))}`, "R");
}

/** Where the file's own day and number cannot be used, or stand for another file: the day of today, and a number with a Z. */
export function refusalName(row: FileRow): string {
  const [, , day = "", number = ""] = row.name.split(".");
  const isFree = !row.errors.includes("133");
  if (/^\d{8}$/.test(day) && /^[0-9A-Z]{5}$/.test(number) && isFree) return answerName("receipt", row);
  return nameOf("ACRF", row.sender, dayAt(row.receivedAt), `Z${fourOf(BigInt(row.id))}`, row.environment);
}

function nameOf(message: string, sender: string, day: string, number: string, environment: Environment): string {
  return `FO.${message}.${sender}.${day}.${number}.${environment}.1.1`;
}

function dayAt(moment: number): string {
  return today({ now: () => moment }).replaceAll("-", "");
}

/** Four digits or letters. */
function fourOf(number: bigint): string {
  return (number % 36n ** 4n).toString(36).toUpperCase().padStart(4, "0");
}
