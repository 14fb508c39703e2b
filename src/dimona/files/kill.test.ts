import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { document, form, numberedForm } from "../../../test/dimona-file.ts";
import { channelOn, type FileScene, fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { assertValid } from "../../../test/xmllint.ts";

const program = fileURLToPath(new URL("../../../test/dimona-file-process.ts", import.meta.url));
const count = 2000;
const set = `DMPI.${senderNumber}.20260625.00001.R.1.1`;

/** Lets a process work until so many forms have their numbers, and kills it in the middle of whatever it does. */
async function killedAfter(scene: FileScene, forms: number): Promise<void> {
  const authority = join(scene.directory, "authority.pem");
  writeFileSync(authority, scene.authority);
  const child = spawn(
    process.execPath,
    [program, scene.connectionString, scene.directory, authority, String(scene.clock.now())],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const ended = once(child, "exit");
  while (child.exitCode === null && (await declared(scene)) < forms) await sleep(5);
  child.kill("SIGKILL");
  await ended;
}

async function declared({ rows }: FileScene): Promise<number> {
  const [found] = await rows<{ count: number }>("select count(*)::int as count from dimona.declaration");
  return found?.count ?? 0;
}

test("a file whose process is killed again and again is answered whole, and each of its forms counts once", async (t) => {
  const scene = await fileScene(t);
  const forms = Array.from({ length: count }, (_, index) => (index % 500 === 499 ? form("") : numberedForm(index)));
  scene.drop(set, document(forms));
  const seen: number[] = [];
  for (const forms of [1, 300, 900, 1500]) {
    await killedAfter(scene, forms);
    seen.push(await declared(scene));
  }
  assert.ok((seen.at(-1) ?? count) < count - 4, "it was killed before its end");
  const answers = await scene.answers();
  const notification = answers.get(`FO.NOTI.${senderNumber}.20260625.00001.R.1.1`) ?? "";
  const numbers = [...notification.matchAll(/<Form>.*<\/Form>/g)].map(([one]) => {
    const [, reference] = /<Reference><ReferenceType>1.*?<ReferenceNbr>(.*?)</.exec(one) ?? [];
    const [, number = ""] = /<HandledReference>.*?<ReferenceNbr>(.*?)</.exec(one) ?? [];
    return { reference, number, accepted: one.includes("<ResultCode>1<") };
  });
  assert.deepEqual(
    numbers.map(({ reference }) => reference),
    forms.map((_, index) => (index % 500 === 499 ? undefined : `N${index}`)),
  );
  assert.ok(numbers.every(({ reference, accepted }) => accepted === (reference !== undefined)));
  const [totals] = await scene.rows(`
    select (select count(*)::int from dimona.declaration) as declarations,
           (select count(*)::int from dimona.period) as periods,
           (select count(distinct start_date)::int from dimona.period) as days,
           (select count(*)::int from dimona.file where state = 'answered') as files,
           (select count(*)::int from crossroads.audit) as entries`);
  const good = count - 4;
  assert.deepEqual(totals, { declarations: good, periods: good, days: good, files: 1, entries: 1 });
  // The numbers are those of the register, in the order of the file.
  const kept = await scene.rows<{ number: string; start: string }>(
    "select number::text, content -> 'span' ->> 'startDate' as start from dimona.declaration order by start",
  );
  assert.deepEqual(
    numbers.filter(({ accepted }) => accepted).map(({ number }) => number),
    kept.map(({ number }) => number),
  );
  assertValid("FO.NOTI", notification);
  assert.deepEqual(scene.left(), []);
});

test("two processes that look at the same time answer each file once", async (t) => {
  const scene = await fileScene(t);
  for (const number of ["00001", "00002", "00003"]) {
    scene.drop(set.replace("00001", number), document([numberedForm(Number(number))]));
  }
  const authority = join(scene.directory, "authority.pem");
  writeFileSync(authority, scene.authority);
  const others = Array.from({ length: 2 }, () =>
    once(
      spawn(
        process.execPath,
        [program, scene.connectionString, scene.directory, authority, String(scene.clock.now())],
        { stdio: "inherit" },
      ),
      "exit",
    ),
  );
  await Promise.all(others);
  assert.equal((await scene.answers()).size, 6);
  assert.deepEqual(await scene.rows("select state, count(*)::int as files from dimona.file group by state"), [
    { state: "answered", files: 3 },
  ]);
  assert.equal(await declared(scene), 3);
});

test("a channel that is closed in the middle of a file ends at once, and the next one goes on with it", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set, document(Array.from({ length: count }, (_, index) => numberedForm(index))));
  const { connectionString, directory, authority, clock } = scene;
  const made = channelOn({ connectionString, directory, authority, clock });
  const scanning = made.channel.scan();
  while ((await declared(scene)) < 256) await sleep(5);
  await made.close();
  assert.equal(await scanning, 0);
  assert.ok((await declared(scene)) < count);
  const answers = await scene.answers();
  assert.equal(answers.get(`FO.NOTI.${senderNumber}.20260625.00001.R.1.1`)?.split("<ResultCode>1<").length, count + 1);
  assert.equal(await declared(scene), count);
});

test("a file whose sender took it back after it was taken is answered all the same", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set, document(Array.from({ length: count }, (_, index) => numberedForm(index))));
  await killedAfter(scene, 300);
  for (const file of scene.left()) rmSync(join(scene.folder("R", "in"), file));
  const { connectionString, directory, authority, clock } = scene;
  const made = channelOn({ connectionString, directory, authority, clock });
  t.after(made.close);
  await made.channel.scan();
  assert.equal((await scene.answers()).size, 2);
  assert.equal(await declared(scene), count);
});

test("a channel that watches answers what is dropped, without being asked", async (t) => {
  const scene = await fileScene(t);
  scene.channel.watch();
  scene.drop(set, document([numberedForm(0)]));
  const answer = join(scene.folder("R", "out"), `FO.NOTI.${senderNumber}.20260625.00001.R.1.1`);
  for (const deadline = Date.now() + 20_000; !existsSync(answer); await sleep(20)) assert.ok(Date.now() < deadline);
});
