// Brings the personnel files of the network into the register, in the transaction of whoever asks.
import type { Client } from "pg";
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { copy, haveRows } from "../copy.ts";
import { copyTables } from "../copy-text.ts";
import type { EmployerRows } from "../employers/rows.ts";
import { dimonaColumns, dimonaLine } from "./copy-text.ts";
import { createInscriptions } from "./inscriptions.ts";
import { synthesizeDimona } from "./network.ts";
import type { DimonaPersona } from "./observed.ts";
import type { DimonaTable } from "./rows.ts";
import { copySettings } from "./settings.ts";
import { workplacesOf } from "./workplaces.ts";

export interface LoadedDimona {
  readonly rows: Readonly<Record<DimonaTable | "employer_setting" | "worker_inscription", number>>;
  readonly personas: readonly DimonaPersona[];
}

export interface DimonaLoad {
  readonly seed: number;
  readonly persons: number;
  readonly today: IsoDay;
  readonly employers: EmployerRows;
}

// Its keys are the tables, in the order in which they can be filled.
const tables = Object.keys(dimonaColumns) as DimonaTable[];

/** Everything that is said of employers in Dimona, and told of it: it goes with them, or it would be said of those that come after. */
export const aboutEmployers: readonly string[] = [
  ...[
    ...tables,
    "idempotency_key",
    "employer_setting",
    "waiting",
    "look_again",
    "identity_change",
    "change_to_tell",
    "form_waiting",
  ].map((table) => `dimona.${table}`),
  ...["outbox", "delivery", "trouble"].map((table) => `forwarding.${table}`),
];

/** Whether anybody has declared anything. */
export async function hasDeclarations(client: Client): Promise<boolean> {
  return await haveRows(client, [{ name: "dimona.declaration", columns: "number" }]);
}

/** Takes it for granted that nobody has declared anything, and that the employers are there. */
export async function copyDimona(client: Client, load: DimonaLoad): Promise<LoadedDimona> {
  const rows = { ...noDimona };
  rows.employer_setting = await copySettings(client, workplacesOf(load.seed, load.employers), load.employers.knownFrom);
  const inscriptions = createInscriptions(load.today, localEmployers(load));
  const waiting = new Map<DimonaTable, string>();
  let size = 0;
  const carryOff = async (): Promise<void> => {
    for (const table of tables) {
      const text = waiting.get(table);
      if (text === undefined) continue;
      rows[table] += await copy(client, { name: `dimona.${table}`, columns: dimonaColumns[table] }, text);
    }
    waiting.clear();
    size = 0;
  };
  const { lastSerial, personas } = await synthesizeDimona(
    { ...load, codes: loadDimonaCodes() },
    (table, row) => {
      const line = dimonaLine(table, row);
      waiting.set(table, (waiting.get(table) ?? "") + line);
      size += line.length;
      if (table === "relation" && row.known_until === "infinity") inscriptions.add(row);
    },
    async () => {
      if (size > largestLoad) await carryOff();
    },
  );
  await carryOff();
  rows.worker_inscription = await copy(client, copyTables.inscriptions, inscriptions.lines());
  await client.query("select setval('dimona.serial', $1)", [lastSerial]);
  return { rows, personas };
}

/** Characters. */
const largestLoad = 4_000_000;

export const noDimona: Readonly<LoadedDimona["rows"]> = {
  declaration: 0,
  notification: 0,
  period: 0,
  relation: 0,
  daily_registration: 0,
  quota_use: 0,
  employer_setting: 0,
  worker_inscription: 0,
};

function localEmployers({ seed, employers }: DimonaLoad): ReadonlySet<string> {
  return new Set(
    workplacesOf(seed, employers).flatMap(({ entity, committee }) => (committee === undefined ? [entity] : [])),
  );
}
