import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { dimonaIn, noor } from "../../../test/dimona-declarations.ts";
import { identificationScene, woman } from "../../../test/dimona-identification.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";

const program = fileURLToPath(new URL("../../../test/dimona-identifying-process.ts", import.meta.url));

test("a task that is killed on its way loses no declaration, and none is decided twice", async (t) => {
  const scene = await identificationScene(t);
  const { rows, taken, task, minutesLater } = scene;
  await scene.learns(woman);
  const count = 400;
  const day = (index: number) => addDays("2026-07-01" as IsoDay, index);
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      taken(dimonaIn({ from: day(index), to: day(index) }, { worker: { identity: noor } })),
    ),
  );
  const left = async () =>
    (await rows<{ left: number }>("select count(*)::int as left from dimona.waiting"))[0]?.left ?? 0;
  const seen: number[] = [];
  for (const [turn, share] of [0.9, 0.6, 0.3].entries()) {
    const child = spawn(process.execPath, [program, scene.connectionString, String(turn)], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    while ((await left()) > count * share) await sleep(2);
    child.kill("SIGKILL");
    await ended;
    seen.push(await left());
  }
  assert.ok(seen[0] !== undefined && seen[0] > 0, "it was killed in the middle of its work");
  minutesLater(10);
  while ((await task.round()) > 0);
  assert.equal(await left(), 0);
  const [totals] = await rows(`
    select (select count(*)::int from dimona.notification where result = 'S') as waited,
           (select count(*)::int from dimona.notification where ordinal = 2 and result = 'A') as accepted,
           (select count(*)::int from dimona.notification) as notifications,
           (select count(*)::int from dimona.period) as periods,
           (select count(distinct start_date)::int from dimona.period where ssin = '${woman}') as days`);
  assert.deepEqual(totals, {
    waited: count,
    accepted: count,
    notifications: 2 * count,
    periods: count,
    days: count,
  });
});
