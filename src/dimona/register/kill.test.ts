import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { databaseUrl, template } from "../../../test/database-server.ts";
import { numberedIn } from "../../../test/dimona-numbered.ts";
import { cafe, type RegisterScene, registerScene } from "../../../test/dimona-register.ts";
import { ownServer } from "../../../test/own-server.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";

const program = fileURLToPath(new URL("../../../test/dimona-declaring-process.ts", import.meta.url));

/** Lets a process declare until it has got so many numbers, and kills it in the middle of whatever it does. */
async function killedAfter(count: number, connectionString: string, from: number): Promise<Map<number, string>> {
  const answered = new Map<number, string>();
  const child = spawn(process.execPath, [program, connectionString, String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const [index = "", number = ""] = line.split(" ");
    answered.set(Number(index), number);
    if (answered.size === count) child.kill("SIGKILL");
  }
  await ended;
  return answered;
}

/** Sends everything from 0 on again, and gives the numbers. */
async function sendAgain({ writer }: RegisterScene, count: number): Promise<readonly string[]> {
  const send = async (index: number): Promise<string> => {
    for (const deadline = Date.now() + 30_000; ; await sleep(20)) {
      try {
        const receipt = await writer.declare(numberedIn(index, cafe));
        assert.ok(receipt.kind === "taken" && receipt.result === "A", `declaration ${index}`);
        return receipt.number;
      } catch (error) {
        assert.ok(error instanceof DatabaseUnavailable && Date.now() < deadline, String(error));
      }
    }
  };
  return Promise.all(Array.from({ length: count }, (_, index) => send(index)));
}

/** Each declaration once, with one notification and one period. */
async function assertAppliedOnce({ rows }: RegisterScene, count: number): Promise<void> {
  const [totals] = await rows(`
    select (select count(*)::int from dimona.declaration) as declarations,
           (select count(*)::int from dimona.notification where result = 'A') as accepted,
           (select count(*)::int from dimona.period) as periods,
           (select count(distinct start_date)::int from dimona.period) as days`);
  assert.deepEqual(totals, { declarations: count, accepted: count, periods: count, days: count });
}

test("a process that is killed loses no declaration that it answered, and what is sent again is not applied twice", async (t) => {
  const scene = await registerScene(t);
  const answered = new Map<number, string>();
  for (const count of [1, 137, 400]) {
    const from = answered.size === 0 ? 0 : Math.max(...answered.keys()) + 1;
    for (const [index, number] of await killedAfter(count, scene.connectionString, from)) answered.set(index, number);
  }
  const count = Math.max(...answered.keys()) + 25;
  const numbers = await sendAgain(scene, count);
  for (const [index, number] of answered) assert.equal(numbers[index], number, `declaration ${index}`);
  await assertAppliedOnce(scene, count);
});

test("a database that is killed under the writer loses no declaration that was answered, and applies none twice", async (t) => {
  const server = await ownServer(t);
  const scene = await registerScene(t, databaseUrl(server.connectionString, template).href);
  const answered = new Map<number, string>();
  let next = 0;
  let stop = false;
  const declareOnAndOn = async (): Promise<void> => {
    while (!stop) {
      const index = next;
      next += 1;
      try {
        const receipt = await scene.writer.declare(numberedIn(index, cafe));
        if (receipt.kind === "taken") answered.set(index, receipt.number);
      } catch (error) {
        assert.ok(error instanceof DatabaseUnavailable, String(error));
        await sleep(50);
      }
    }
  };
  const declaring = Promise.all(Array.from({ length: 20 }, declareOnAndOn));
  while (answered.size < 200) await sleep(5);
  process.kill(server.pid(), "SIGKILL");
  await sleep(200);
  stop = true;
  await declaring;
  const numbers = await sendAgain(scene, next);
  for (const [index, number] of answered) assert.equal(numbers[index], number, `declaration ${index}`);
  await assertAppliedOnce(scene, next);
});
