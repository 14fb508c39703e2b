// Exporting the registers as a file: what was known at one moment, streamed.
import type { Client } from "pg";
import { csvRow } from "../../csv/write.ts";
import type { EntityId } from "../../employers/entity.ts";
import { describeEntities, type Sight } from "../../employers/find.ts";
import { accepted, type Outcome, refused } from "../../kernel/outcome.ts";
import { undoneWhenRefused } from "../administer.ts";
import type { Broken } from "../rules.ts";
import type { Table } from "./table.ts";

const rowsAtOnce = 2000;

/** Writes a header and all lines of a table, as known at the moment of the sight, and gives how many lines there were. */
export async function exportTable(
  client: Client,
  { columns, exports, numbersOf = describedBy }: Pick<Table<never, never>, "columns" | "exports" | "numbersOf">,
  sight: Sight,
  write: (text: string) => Promise<void>,
): Promise<Outcome<number, Broken>> {
  const entityColumns = columns.filter(({ isEntity }) => isEntity).map(({ name }) => name);
  let lines = 0;
  return await undoneWhenRefused(client, async () => {
    await client.query("set transaction isolation level repeatable read read only");
    await write(csvRow(columns.map(({ name }) => name)));
    for (const statement of exports) {
      await client.query(`declare export no scroll cursor for ${statement}`, [new Date(sight.at).toISOString()]);
      for (;;) {
        const { rows } = await client.query<Row>(`fetch ${rowsAtOnce} from export`);
        if (rows.length === 0) break;
        const named = await withNumbers(rows, entityColumns, (entities) => numbersOf(client, entities, sight));
        if (!named.ok) return named;
        await write(named.value.map((row) => csvRow(columns.map(({ name }) => row[name] ?? ""))).join(""));
        lines += rows.length;
      }
      await client.query("close export");
    }
    return accepted(lines);
  });
}

type Row = Readonly<Record<string, string | null>>;

type NumbersOf = NonNullable<Table<never, never>["numbersOf"]>;

/** That of its enterprise, where it has one. */
const describedBy: NumbersOf = async (client, entities, sight) => {
  const described = await describeEntities(client, entities, sight);
  return new Map(
    entities.flatMap((entity) => {
      const [number] = described.get(entity)?.numbers ?? [];
      return number === undefined ? [] : [[entity, number] as const];
    }),
  );
};

/** An entity goes by a number outside this installation. */
async function withNumbers(
  rows: readonly Row[],
  entityColumns: readonly string[],
  numbersOf: (entities: readonly EntityId[]) => ReturnType<NumbersOf>,
): Promise<Outcome<readonly Row[], Broken>> {
  const entities = new Set(rows.flatMap((row) => entityColumns.map((column) => row[column] ?? null)));
  entities.delete(null);
  const known = await numbersOf([...entities] as EntityId[]);
  const named: Row[] = [];
  for (const row of rows) {
    const numbers: Record<string, string> = {};
    for (const column of entityColumns) {
      const entity = row[column] as EntityId | null | undefined;
      if (entity === null || entity === undefined) continue;
      const number = known.get(entity);
      if (number === undefined) return refused({ rule: "entity-has-a-number", found: `entity ${entity} has none` });
      numbers[column] = number;
    }
    named.push({ ...row, ...numbers });
  }
  return accepted(named);
}
