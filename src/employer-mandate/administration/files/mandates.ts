// The file of mandates: a line for each group that a mandate is for, with what is true of the whole mandate in every one.
import { readFileSync } from "node:fs";
import { namesNobody } from "../../../administration/entities.ts";
import type { Line } from "../../../administration/files/line.ts";
import {
  faultless,
  type JudgingDesk,
  type Table,
  type Verdict,
  verdictOn,
  wrong,
} from "../../../administration/files/table.ts";
import { type FoundEntity, findEntities } from "../../../employers/find.ts";
import type { Identifier } from "../../../employers/identifier.ts";
import type { IsoDay } from "../../../kernel/day.ts";
import type { MandateObject, NewMandate } from "../../register/mandates.ts";
import { putMandates } from "../../register/put.ts";
import { brokenByMandate } from "../mandate-rules.ts";
import { mandateReference, withRivals } from "../mandates.ts";
import { registeredMandates } from "../registered.ts";
import { columns, mandateStatuses, mandateTypes } from "./columns.ts";

interface Asked extends Omit<NewMandate, "mandator" | "mandatary"> {
  readonly mandator: Identifier;
  readonly mandatary: Identifier;
}

/** The same in every line of a mandate. */
const shared = ["mandator", "mandatary", "type", "created_on", "status"];

export const mandatesTable: Table<Asked, NewMandate> = {
  columns: columns.mandates,
  keyColumns: 1,
  gather: (lines) => {
    const [first] = lines;
    for (const line of lines.slice(1)) {
      const other = shared.find((column) => line.text(column) !== first?.text(column));
      if (other !== undefined) line.fault(other, { rule: other === "status" ? "one-status" : "parties-stay" });
    }
    const head = first === undefined ? undefined : headOf(first);
    const objects = lines.flatMap(objectOf);
    return faultless(lines, () => {
      if (head === undefined) throw new Error("A line that could not be read has a fault");
      return { ...head, objects: objects.sort(byGroupAndQuarter) };
    });
  },
  judge: async (desk, asked) => {
    const numbers = new Set(asked.flatMap(({ mandator, mandatary }) => [mandator, mandatary]));
    const found = await findEntities(desk.client, [...numbers], { day: desk.today, at: desk.at });
    const known = await registeredMandates(
      desk,
      asked.map(({ reference }) => reference),
    );
    return asked.map((mandate) => judgeOne(desk, mandate, found, known.get(mandate.reference)));
  },
  put: (desk, mandates) => putMandates(desk, desk.codes, mandates),
  why: (desk, broken, mandate) => withRivals(broken, mandate, desk),
  referenceOf: ({ reference }) => mandateReference(reference),
  grow: ["employer_mandate.mandate", "employer_mandate.mandate_object"],
  exports: [readFileSync(new URL("export-mandates.sql", import.meta.url), "utf8")],
};

function headOf(line: Line): Omit<Asked, "objects"> | undefined {
  const mandator = line.number("mandator");
  const mandatary = line.number("mandatary");
  const type = line.oneOf("type", mandateTypes);
  const createdOn = line.day("created_on");
  const status = line.oneOf("status", mandateStatuses);
  const isWhole = mandator && mandatary && type && createdOn && status;
  return isWhole ? { reference: line.text("reference"), mandator, mandatary, type, createdOn, status } : undefined;
}

function objectOf(line: Line): readonly MandateObject[] {
  const begin = line.quarter("begin");
  const end = line.isEmpty("end") ? undefined : line.quarter("end");
  if (begin === undefined) return [];
  return [{ group: line.text("group"), begin, ...(end === undefined ? {} : { end }) }];
}

function judgeOne(
  desk: JudgingDesk,
  asked: Asked,
  found: ReadonlyMap<Identifier, FoundEntity>,
  known: (NewMandate & { readonly knownFrom: number }) | undefined,
): Verdict<NewMandate> {
  const mandator = found.get(asked.mandator);
  if (mandator === undefined) return wrong(namesNobody(asked.mandator));
  const mandatary = found.get(asked.mandatary);
  if (mandatary === undefined) return wrong(namesNobody(asked.mandatary));
  const broken = brokenByMandate(asked, { mandator, mandatary }, desk.codes);
  if (broken !== undefined) return wrong(broken);
  const mandate = { ...asked, mandator: mandator.entity, mandatary: mandatary.entity };
  if (known !== undefined && JSON.stringify(identity(known)) !== JSON.stringify(identity(mandate))) {
    return wrong({ rule: "parties-stay" });
  }
  return verdictOn(mandate, known, desk, content);
}

function identity({ mandator, mandatary, type, createdOn }: NewMandate): readonly [...string[], IsoDay] {
  return [mandator, mandatary, type, createdOn];
}

function content({ status, objects }: NewMandate): unknown {
  return [status, ...[...objects].sort(byGroupAndQuarter).map(({ group, begin, end }) => [group, begin, end])];
}

function byGroupAndQuarter(a: MandateObject, b: MandateObject): number {
  return `${a.group} ${a.begin}` < `${b.group} ${b.begin}` ? -1 : 1;
}
