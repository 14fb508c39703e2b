// How answers are called: by the day and the number of what they answer, or by a number of their own.
import { today } from "../../kernel/day.ts";
import type { IdentityChange } from "../register/identity-changes.ts";
import type { Environment, FormName } from "./file-name.ts";
import type { FileRow } from "./ledger.ts";

const messages = { receipt: "ACRF", declarations: "NOTI", question: "PFANS" } as const satisfies Record<
  FormName | "receipt",
  string
>;

interface Called {
  readonly sender: string;
  readonly environment: Environment;
  readonly day: string;
  readonly number: string;
}

/** `FO.NOTI.900009.20261124.00001.R.1.1`. */
export function answerName(of: keyof typeof messages, { name, sender, environment }: FileRow): string {
  const [, , day = "", number = ""] = name.split(".");
  return answerCalled(of, { sender, environment, day, number });
}

/** Of an answer by whatever number. */
export function answerCalled(of: keyof typeof messages, called: Called): string {
  return nameOf(messages[of], called);
}

/** All answers that may be called by a number. */
export function answerNames(called: Called): readonly string[] {
  return Object.values(messages).map((message) => nameOf(message, called));
}

/** Of what is told without having been asked: the day on which it became known, and its place among all such things. */
export function idfluxName(sender: string, { number, knownAt }: Pick<IdentityChange, "number" | "knownAt">): string {
  return nameOf("IDFLUX", { sender, environment: "R", day: dayAt(knownAt), number: `Y${fourOf(BigInt(number))}` });
}

export function dayAt(moment: number): string {
  return today({ now: () => moment }).replaceAll("-", "");
}

/** Four digits or letters. */
export function fourOf(number: bigint): string {
  return (number % 36n ** 4n).toString(36).toUpperCase().padStart(4, "0");
}

function nameOf(message: string, { sender, environment, day, number }: Called): string {
  return `FO.${message}.${sender}.${day}.${number}.${environment}.1.1`;
}
