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
  { columns, exports }: Pick<Table<never, never>, "columns" | "exports">,
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
        const named = await withNumbers(client, rows, entityColumns, sight);
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

/** An entity goes by a number outside this installation: that of its enterprise, where it has one. */
async function withNumbers(
  client: Client,
  rows: readonly Row[],
  entityColumns: readonly string[],
  sight: Sight,
): Promise<Outcome<readonly Row[], Broken>> {
  const entities = new Set(rows.flatMap((row) => entityColumns.map((column) => row[column] ?? null)));
  entities.delete(null);
  const described = await describeEntities(client, [...entities] as EntityId[], sight);
  const named: Row[] = [];
  for (const row of rows) {
    const numbers: Record<string, string> = {};
    for (const column of entityColumns) {
      const entity = row[column] as EntityId | null | undefined;
      if (entity === null || entity === undefined) continue;
      const [number] = described.get(entity)?.numbers ?? [];
      if (number === undefined) return refused({ rule: "entity-has-a-number", found: `entity ${entity} has none` });
      numbers[column] = number;
    }
    named.push({ ...row, ...numbers });
  }
  return accepted(named);
}
