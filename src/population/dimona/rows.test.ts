import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "../../../test/dimona-scene.ts";
import type { DimonaPeriod } from "../../dimona/dimona-period.ts";
import { createRows, type Row } from "./rows.ts";

test("of two declarations of one instant about one relation, the second is known a microsecond after the first", async () => {
  const file = scene();
  const relations: Row[] = [];
  const living: DimonaPeriod[] = [];
  const { run, finish } = createRows(
    (table, row) => void (table === "relation" && relations.push(row)),
    () => living,
  );
  for (const [from, to] of [
    ["2026-07-01", "2026-07-10"],
    ["2026-08-01", "2026-08-10"],
  ] as const) {
    const period = file.period({ from, to });
    living.push(period);
    await run("relate", [[period.employer], [period.ssin], "2026-06-25T08:00:00.999999Z"]);
  }
  finish();
  assert.deepEqual(
    relations.map(({ end_date, known_from, known_until }) => [end_date, known_from, known_until]),
    [
      ["2026-07-10", "2026-06-25T08:00:00.999999Z", "2026-06-25T08:00:01.000000Z"],
      ["2026-08-10", "2026-06-25T08:00:01.000000Z", "infinity"],
    ],
  );
});
