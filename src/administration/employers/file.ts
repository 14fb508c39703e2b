// The file of employers: a line for each name under which one is active, and for each number that it has.
import { readFileSync } from "node:fs";
import type { EntityId, EntityKind } from "../../employers/entity.ts";
import type { Identifier } from "../../employers/identifier.ts";
import {
  type Activity,
  type BorneNumber,
  newEntityIds,
  type PutEntity,
  putEntities,
} from "../../employers/write/put-entities.ts";
import type { Line } from "../files/line.ts";
import { daysInOrder, faultless, type JudgingDesk, periodIn, type Verdict, verdictOn, wrong } from "../files/table.ts";
import { tableFile } from "../files/table-file.ts";
import { employerColumns, entityKinds } from "./columns.ts";
import { brokenBeside, brokenByKind, brokenByName, brokenByReplacement, groupOf } from "./employer-rules.ts";
import { withHolders } from "./holders.ts";
import {
  employerReference,
  findEmployers,
  ownNumbers,
  type RegisteredEmployer,
  registeredEmployers,
} from "./registered.ts";

interface Asked extends Omit<PutEntity, "entity"> {
  readonly named: Identifier;
}

export const employersFile = tableFile<Asked, PutEntity>("employers", {
  columns: employerColumns,
  keyColumns: 1,
  gather: (lines) => {
    const [first] = lines;
    const named = first?.number("employer");
    const kind = kindIn(lines);
    const activity = activityIn(lines);
    const numbers = numbersIn(lines, kind);
    const isRead = lines.every(({ faults }) => faults.length === 0);
    if (isRead && !numbers.some(({ number }) => number === named)) {
      first?.fault("employer", "expected a number that one of its lines gives to it");
    }
    return faultless(lines, () => {
      if (named === undefined || kind === undefined) throw new Error("A line that could not be read has a fault");
      return { named, kind, activity, numbers };
    });
  },
  judge: async (desk, asked) => {
    const found = await findEmployers(
      desk,
      asked.map(({ named }) => named),
      desk.today,
    );
    const known = await registeredEmployers(desk, [...found.values()]);
    const keys = [...(await newEntityIds(desk.client, asked.filter(({ named }) => !found.has(named)).length))];
    const changed = new Set<EntityId>();
    return asked.map(({ named, ...facts }): Verdict<PutEntity> => {
      const entity = found.get(named) ?? keys.shift();
      if (entity === undefined) throw new Error("There is a key for every entity that is new");
      const verdict = judgeOne({ entity, ...facts }, known.get(entity), desk);
      if (verdict.kind !== "changed") return verdict;
      // By another of its numbers, in other lines.
      if (changed.has(entity)) return wrong({ rule: "lines-together" });
      changed.add(entity);
      return verdict;
    });
  },
  put: putEntities,
  why: (desk, broken, employer) => withHolders(broken, employer, desk),
  referenceOf: ({ entity }) => employerReference(entity),
  grow: ["employers.entity", "employers.activity", "employers.identifier"],
  exports: [readFileSync(new URL("read/export.sql", import.meta.url), "utf8")],
  numbersOf: (client, entities, { at }) => ownNumbers({ client, at }, entities),
});

/** The same in every line. */
function kindIn(lines: readonly Line[]): EntityKind | undefined {
  const [first, ...others] = lines;
  for (const line of others) {
    if (line.text("kind") !== first?.text("kind")) line.fault("kind", { rule: "kind-stays" });
  }
  return first?.oneOf("kind", entityKinds);
}

function activityIn(lines: readonly Line[]): readonly Activity[] {
  const named = lines.filter((line) => !line.isEmpty("name"));
  if (named.length === 0) lines[0]?.fault("name", "expected a line with its name and the days on which it is active");
  for (const line of named) {
    for (const column of ["number", "replaced_by"]) {
      if (!line.isEmpty(column)) line.fault(column, "expected nothing in a line with a name");
    }
  }
  const read = daysInOrder(named, (line) => {
    const name = line.text("name");
    const broken = brokenByName(name);
    return broken === undefined ? { name } : line.fault("name", broken);
  });
  return read.ok ? read.value : [];
}

/** In the order of time, and of one day in that of the numbers: as the register gives them. */
function numbersIn(lines: readonly Line[], kind: EntityKind | undefined): readonly BorneNumber[] {
  const withNumber = lines.filter((line) => line.isEmpty("name"));
  const read = withNumber
    .flatMap((line) => {
      const borne = borneIn(line, kind);
      return borne === undefined ? [] : [{ line, borne }];
    })
    .sort((a, b) => (orderOf(a.borne) < orderOf(b.borne) ? -1 : 1));
  const numbers = read.map(({ borne }) => borne);
  for (const group of Map.groupBy(read, ({ borne }) => groupOf(borne.number)).values()) {
    for (const [index, { line, borne }] of group.entries()) {
      const before = group[index - 1];
      const broken = before === undefined ? undefined : brokenBeside(borne, before.borne);
      if (broken !== undefined) line.fault("number", broken);
    }
  }
  for (const { line, borne } of read) {
    const broken = read.length < withNumber.length ? undefined : brokenByReplacement(borne, numbers);
    if (broken !== undefined) line.fault("replaced_by", broken);
  }
  return numbers;
}

function borneIn(line: Line, kind: EntityKind | undefined): BorneNumber | undefined {
  const number = line.number("number");
  const period = periodIn(line);
  const replacedBy = line.isEmpty("replaced_by") ? undefined : line.number("replaced_by");
  if (number === undefined || period === undefined) return undefined;
  const broken = kind === undefined ? undefined : brokenByKind(kind, number);
  if (broken !== undefined) return line.fault("number", broken);
  return { number, ...period, ...(replacedBy === undefined ? {} : { replacedBy }) };
}

function judgeOne(employer: PutEntity, known: RegisteredEmployer | undefined, desk: JudgingDesk): Verdict<PutEntity> {
  if (known !== undefined && known.kind !== employer.kind) return wrong({ rule: "kind-stays", found: known.kind });
  return verdictOn(employer, known, desk, content);
}

function content({ activity, numbers }: PutEntity): unknown {
  return [
    activity.map(({ name, from, to }) => [name, from, to]),
    numbers.map(({ number, from, to, replacedBy }) => [number, from, to, replacedBy]),
  ];
}

function orderOf({ from, number }: BorneNumber): string {
  return `${from} ${number}`;
}
