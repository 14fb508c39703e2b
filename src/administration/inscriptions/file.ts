// The file of inscriptions: a line for each stretch of days in which a holder knows a person under a quality code.
import { readFileSync } from "node:fs";
import { parseHolder } from "../../crossroads/holder.ts";
import type { Line } from "../files/line.ts";
import { daysInOrder, faultless, verdictOn } from "../files/table.ts";
import { tableFile } from "../files/table-file.ts";
import { personReference, statesOf } from "../persons/numbers.ts";
import { holderExpected, inscriptionColumns, parseQualityCode, qualityCodeExpected } from "./columns.ts";
import { brokenByNumber } from "./inscription-rules.ts";
import { type Inscription, type InscriptionKey, putInscriptions } from "./put.ts";
import { keyText, registeredInscriptions } from "./registered.ts";

export const inscriptionsFile = tableFile<Inscription, Inscription>("inscriptions", {
  columns: inscriptionColumns,
  keyColumns: 3,
  gather: (lines) => {
    const [first] = lines;
    const key = first === undefined ? undefined : keyIn(first);
    const periods = daysInOrder(lines, () => ({}));
    return faultless(lines, () => {
      if (key === undefined || !periods.ok) throw new Error("A line that could not be read has a fault");
      return { ...key, periods: periods.value };
    });
  },
  judge: async (desk, asked) => {
    const known = await registeredInscriptions(desk, asked);
    const states = await statesOf(
      desk,
      asked.map(({ ssin }) => ssin),
    );
    return asked.map((inscription) => {
      const verdict = verdictOn(inscription, known.get(keyText(inscription)), desk, content);
      if (verdict.kind !== "new") return verdict;
      const { ssin } = inscription;
      const broken = brokenByNumber(ssin, states.get(ssin), desk);
      return broken === undefined ? verdict : { kind: "wrong", broken, column: "ssin" };
    });
  },
  put: putInscriptions,
  referenceOf: ({ ssin }) => personReference(ssin),
  topicOf: ({ holder }) => holder,
  grow: ["crossroads.inscription"],
  exports: [readFileSync(new URL("read/export.sql", import.meta.url), "utf8")],
});

function keyIn(line: Line): InscriptionKey | undefined {
  const ssin = line.ssin("ssin");
  const holder = parseHolder(line.text("holder"));
  const qualityCode = parseQualityCode(line.text("quality_code"));
  if (!holder.ok) line.fault("holder", holderExpected[holder.reason.kind]);
  if (qualityCode === undefined) line.fault("quality_code", qualityCodeExpected);
  return ssin === undefined || !holder.ok || qualityCode === undefined
    ? undefined
    : { ssin, holder: holder.value, qualityCode };
}

function content({ periods }: Inscription): unknown {
  return periods.map(({ from, to }) => [from, to]);
}
