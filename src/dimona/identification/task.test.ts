import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dimonaIn, noor } from "../../../test/dimona-declarations.ts";
import { type IdentificationScene, identificationScene, man, woman } from "../../../test/dimona-identification.ts";

const hired = dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } });

const waiting = ({ rows }: IdentificationScene) => rows("select tried, reason, candidates from dimona.waiting");
const results = ({ rows }: IdentificationScene) =>
  rows("select result from dimona.notification order by declaration, ordinal").then((all) =>
    all.map((row) => (row as { result: string }).result).join(" "),
  );

test("the one person who is just like the declared worker is recognised, and the declaration decided on", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  const { number, result } = await scene.taken(hired);
  assert.equal(result, "S");
  assert.deepEqual(await waiting(scene), [{ tried: 0, reason: null, candidates: 0 }]);
  assert.equal(await scene.task.round(), 1);
  assert.equal(await results(scene), "S A");
  assert.deepEqual(await scene.rows("select ssin, number::text from dimona.period"), [{ ssin: woman, number }]);
  assert.deepEqual(await waiting(scene), []);
  assert.equal(await scene.task.round(), 0);
});

test("each search is in the audit, under the ticket of the declaration, with whom it found and without what was searched", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  await scene.taken(hired);
  await scene.task.round();
  const [kept] = await scene.rows<{ subject: string; text: string; ticket: string }>(
    "select a.subject, a.entry::text as text, d.ticket::text from crossroads.audit a cross join dimona.declaration d",
  );
  assert.equal(kept?.subject, woman);
  const entry = JSON.parse(kept?.text ?? "");
  assert.deepEqual(
    [entry.service, entry.operation, entry.proof, entry.code, entry.gates],
    ["Dimona/v2", "identify", "task identification", "MSG00000", [{ gate: "identification", passed: true }]],
  );
  assert.equal(entry.customerTicket, kept?.ticket);
  assert.doesNotMatch(kept?.text ?? "", /Peeters|Noor|2001-07/);
});

test("several persons, one who is only nearly so, and nobody: the declaration waits, and the reason is kept", async (t) => {
  for (const [reason, candidates, known] of [
    ["several", 2, [{ ssin: woman }, { ssin: man }]],
    ["near", 1, [{ ssin: woman, lastName: "Peters" }]],
    ["none", 0, [{ ssin: woman, lastName: "Dubois" }]],
  ] as const) {
    const scene = await identificationScene(t);
    for (const { ssin, ...identity } of known) await scene.learns(ssin, identity);
    await scene.taken(hired);
    assert.equal(await scene.task.round(), 1);
    assert.deepEqual(await waiting(scene), [{ tried: 1, reason, candidates }]);
    assert.equal(await results(scene), "S");
    const [entry] = await scene.rows("select subject, entry::jsonb ->> 'code' as code from crossroads.audit");
    assert.deepEqual(entry, { subject: null, code: "MSG00100" });
  }
});

test("nobody is looked for on and on: after a minute, then two, then four, and never later than a day", async (t) => {
  const scene = await identificationScene(t);
  const { task, minutesLater } = scene;
  await scene.taken(hired);
  for (const minutes of [0, 1, 2, 4, 8]) {
    if (minutes > 0) {
      minutesLater(minutes - 0.1);
      assert.equal(await task.round(), 0, `${minutes} minutes are not over`);
      minutesLater(0.1);
    }
    assert.equal(await task.round(), 1, `after ${minutes} minutes`);
  }
  for (let days = 0; days < 10; days += 1) {
    minutesLater(24 * 60);
    assert.equal(await task.round(), 1, `day ${days}`);
  }
});

test("as soon as the register learns of somebody born in that year, the declaration is due again", async (t) => {
  const scene = await identificationScene(t);
  await scene.taken(hired);
  await scene.task.round();
  await scene.learns(man, { birthDate: "1990-03-15" });
  assert.equal(await scene.task.round(), 0, "another year is nothing to it");
  await scene.learns(woman);
  assert.equal(await scene.task.round(), 1);
  assert.equal(await results(scene), "S A");
});

test("a person whose number was replaced is recognised under the number of today", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  await scene.replaces(woman, man);
  await scene.taken(hired);
  await scene.task.round();
  assert.deepEqual(await scene.rows("select ssin from dimona.period"), [{ ssin: man }]);
});

test("a person whose number was cancelled is nobody", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  await scene.rows("update persons.person set state = 'cancelled' where ssin = $1", [woman]);
  await scene.taken(hired);
  await scene.task.round();
  assert.deepEqual(await waiting(scene), [{ tried: 1, reason: "none", candidates: 0 }]);
});

test("what was only declared for the future is refused by its rules once the worker is known", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  await scene.taken(dimonaIn({ from: "2026-07-01" }, { worker: { ssin: woman } }));
  await scene.taken(hired);
  await scene.task.round();
  assert.equal(await results(scene), "A S B");
});

test("of two processes one takes a declaration, and what an operator decided meanwhile stays decided", async (t) => {
  const scene = await identificationScene(t);
  await scene.learns(woman);
  const days = Array.from({ length: 20 }, (_, index) => `2026-07-${String(index + 1).padStart(2, "0")}`);
  const numbers = await Promise.all(
    days.map((one) => scene.taken(dimonaIn({ from: one, to: one }, { worker: { identity: noor } }))),
  );
  await scene.writer.identify(numbers[0]?.number ?? assert.fail(), "nobody");
  const [one, other] = await Promise.all([scene.task.round(), scene.anotherTask().round()]);
  assert.equal(one + other, 19);
  const [decided] = await scene.rows(
    "select count(*)::int as all, count(*) filter (where result = 'A')::int as accepted from dimona.notification where ordinal = 2",
  );
  assert.deepEqual(decided, { all: 20, accepted: 19 });
  assert.deepEqual(await waiting(scene), []);
});

test("among many persons the search goes by index, for a birth date and for a year with a name", async (t) => {
  const { rows } = await identificationScene(t);
  await rows(`
    insert into persons.identity (ssin, last_name, first_names, birth_date, sex, name_key)
    select lpad(n::text, 11, '0'), 'Name ' || n % 500, 'First', (date '1950-01-01' + n % 20000)::text, '1', 'NAME' || n % 500
    from   generate_series(1, 20000) n`);
  await rows("analyze persons.identity");
  for (const [file, key, index] of [
    ["candidates-by-birth-date.sql", "1990-03-15", "identity_birth_date"],
    ["candidates-by-name.sql", "1990 NAME7", "identity_name"],
  ] as const) {
    const sql = readFileSync(new URL(file, import.meta.url), "utf8");
    const plan = JSON.stringify(await rows(`explain ${sql}`, [[key]]));
    assert.ok(plan.includes(index), plan);
  }
});
