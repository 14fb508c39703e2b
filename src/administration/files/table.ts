// What a kind of file is: its columns, how its lines become things, what the registers make of these, and what is exported.
import type { ClientBase } from "pg";
import type { EntityId } from "../../employers/entity.ts";
import type { Sight } from "../../employers/find.ts";
import type { Identifier } from "../../employers/identifier.ts";
import type { ChangeRefusal } from "../../employers/write/change.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { makePeriod, overlaps, type Period } from "../../kernel/period.ts";
import type { Desk, Reference } from "../administer.ts";
import type { Registered } from "../registered.ts";
import type { Broken } from "../rules.ts";
import type { Column } from "./columns.ts";
import type { Line, LineFault } from "./line.ts";

/** `Asked` is what lines say, `Put` what the register is to hold. */
export interface Table<Asked, Put> {
  /** The first ones, `keyColumns` in number, tell which thing a line is about. */
  readonly columns: readonly Column[];
  readonly keyColumns: number;
  /** Lines of one thing, at least one; all have passed `readLine`. */
  gather(lines: readonly Line[]): Outcome<Asked, readonly LineFault[]>;
  /** Things of different kinds are judged apart, so that one may rest on what the file said before it. */
  kindOf?(asked: Asked): string;
  /** In the order of what is asked. */
  judge(desk: JudgingDesk, asked: readonly Asked[]): Promise<readonly Verdict<Put>[]>;
  put(desk: Desk, puts: readonly Put[]): Promise<Outcome<void, ChangeRefusal>>;
  /** Tells more of why the register refused a thing. */
  why?(desk: Desk, broken: Broken, put: Put): Promise<Broken>;
  referenceOf(put: Put): Reference;
  /** What there is something to say about once for a whole file, such as who holds an inscription. */
  topicOf?(put: Put): string;
  /** The tables of the register that grow with what is put there. */
  readonly grow: readonly string[];
  /** Statements that give the columns, an entity by the register's key, as known at moment $1. */
  readonly exports: readonly string[];
  /** By which numbers entities go into the file, where not by those of describeEntities. */
  numbersOf?(
    client: ClientBase,
    entities: readonly EntityId[],
    sight: Sight,
  ): Promise<ReadonlyMap<EntityId, Identifier>>;
}

export interface JudgingDesk extends Desk {
  /** What the file says counts where the register knows it otherwise. */
  readonly update: boolean;
  /** When the import began, in milliseconds since the epoch. */
  readonly since: number;
}

export type Verdict<Put> =
  | { readonly kind: "same" }
  | { readonly kind: "new" | "changed"; readonly put: Put }
  | { readonly kind: "wrong"; readonly broken: Broken; readonly column?: string };

/** What becomes of a thing, by what the register knows of it; `comparable` leaves out what does not count. */
export function verdictOn<Put>(
  put: Put,
  known: Registered<Put> | undefined,
  { update, since }: JudgingDesk,
  comparable: (put: Put) => unknown,
): Verdict<Put> {
  if (known === undefined) return { kind: "new", put };
  if (JSON.stringify(comparable(known)) === JSON.stringify(comparable(put))) return { kind: "same" };
  if (known.knownFrom >= since) return wrong({ rule: "lines-together" });
  return update ? { kind: "changed", put } : wrong({ rule: "as-the-register" });
}

export function wrong(broken: Broken): { readonly kind: "wrong"; readonly broken: Broken } {
  return { kind: "wrong", broken };
}

/** The lines' days in the order of time, or the first line that is out of order or meets another. */
export function daysInOrder<Value>(
  lines: readonly Line[],
  rest: (line: Line) => Value | undefined,
): Outcome<readonly (Value & Period)[], readonly LineFault[]> {
  const read = lines.flatMap((line) => {
    const value = rest(line);
    const period = periodIn(line);
    return period === undefined || value === undefined ? [] : [{ line, value: { ...value, ...period } }];
  });
  read.sort((a, b) => (a.value.from < b.value.from ? -1 : 1));
  for (const [index, { line, value }] of read.entries()) {
    const before = read[index - 1];
    if (before !== undefined && overlaps(before.value, value)) line.fault("from", { rule: "days-apart" });
  }
  return faultless(lines, () => read.map(({ value }) => value));
}

/** The days of a line. */
export function periodIn(line: Line): Period | undefined {
  const from = line.day("from");
  const to = line.isEmpty("to") ? undefined : line.day("to");
  if (from === undefined) return undefined;
  const period = makePeriod(from, to);
  return period.ok ? period.value : line.fault("to", { rule: "days-in-order" });
}

/** What was read, where no line is wrong. */
export function faultless<Value>(lines: readonly Line[], value: () => Value): Outcome<Value, readonly LineFault[]> {
  const faults = lines.flatMap((line) => line.faults);
  return faults.length === 0 ? accepted(value()) : refused(faults);
}
