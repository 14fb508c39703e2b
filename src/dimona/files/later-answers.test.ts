import assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { workers } from "../../../test/dimona-declarations.ts";
import { dimonaInBlock, document, form, numberedForm, texts, unnumberedPerson } from "../../../test/dimona-file.ts";
import { type FileScene, fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { assertValid } from "../../../test/xmllint.ts";
import type { DimonaNumber } from "../dimona-number.ts";

const set = (environment = "R") => `DMPI.${senderNumber}.20260625.00001.${environment}.1.1`;
const first = `FO.NOTI.${senderNumber}.20260625.00001.R.1.1`;

const unnumbered = (on: string, reference: string) =>
  form(dimonaInBlock({ from: on, to: on, person: unnumberedPerson }), { references: [[1, reference]] });
const content = document([unnumbered("2026-07-01", "MINE-1"), numberedForm(0), unnumbered("2026-08-01", "MINE-3")]);

/** The numbers under which what has no SSIN waits, in the order of the file. */
async function waiting(scene: FileScene): Promise<readonly DimonaNumber[]> {
  const rows = await scene.rows<{ number: DimonaNumber }>(
    "select declaration as number from dimona.waiting order by declaration",
  );
  return rows.map(({ number }) => number);
}

/** Answers that are neither the receipt nor the first one. */
async function laterAnswers(scene: FileScene): Promise<ReadonlyMap<string, string>> {
  const answers = await scene.answers();
  return new Map([...answers].filter(([name]) => name.startsWith("FO.NOTI.") && name !== first));
}

test("who declared somebody without a number is told the decision in another answer, once the worker is known", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set(), content);
  const answers = await scene.answers();
  assert.deepEqual(texts(answers.get(first), "ResultCode"), ["2", "1", "2"]);
  assert.equal((await laterAnswers(scene)).size, 0);

  const [one, other] = await waiting(scene);
  assert.ok(one !== undefined && other !== undefined);
  await scene.writer.identify(one, workers.woman);
  const told = await laterAnswers(scene);
  assert.equal(told.size, 1);
  const [name = "", text = ""] = [...told][0] ?? [];
  assert.match(name, new RegExp(`^FO\\.NOTI\\.${senderNumber}\\.20260625\\.Y[0-9A-Z]{4}\\.R\\.1\\.1$`));
  assertValid(name, text);
  assert.deepEqual(texts(text, "ResultCode"), ["1"]);
  assert.ok(text.includes("<ReferenceNbr>MINE-1</ReferenceNbr>"));
  assert.ok(!text.includes("MINE-3"));

  await scene.writer.identify(other, "nobody");
  const both = await laterAnswers(scene);
  assert.equal(both.size, 2);
  const [last] = [...both].filter(([own]) => own !== name);
  assert.deepEqual(texts(last?.[1], "ResultCode"), ["0"]);
  assert.ok(last?.[1].includes("<ReferenceNbr>MINE-3</ReferenceNbr>"));
  const [file] = await scene.rows<{ results: unknown }>("select results from dimona.file");
  assert.deepEqual(file?.results, { A: 2, B: 1 });
});

test("each later answer has an entry in the audit, without anybody's number", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set(), content);
  await scene.answers();
  for (const number of await waiting(scene)) await scene.writer.identify(number, workers.woman);
  await scene.answers();
  const entries = await scene.rows<{ entry: Record<string, unknown> }>(
    "select entry from crossroads.audit order by sequence",
  );
  assert.deepEqual(
    entries.map(({ entry }) => [entry.customer, entry.operation, entry.code, entry.file, entry.forms, entry.results]),
    [
      ["secretariat", "file", "MSG00000", set(), 3, { A: 1, S: 2 }],
      ["secretariat", "file", "MSG00000", set(), 2, { A: 2 }],
    ],
  );
  assert.ok(!JSON.stringify(entries).includes(workers.woman));
});

test("what was fetched is not told again, but for a file that comes again: it gets all of its answers", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set(), content);
  await scene.answers();
  for (const number of await waiting(scene)) await scene.writer.identify(number, workers.woman);
  const told = await laterAnswers(scene);
  assert.equal(told.size, 1);
  const out = scene.folder("R", "out");
  for (const name of readdirSync(out)) rmSync(join(out, name));
  assert.equal((await scene.answers()).size, 0);

  scene.drop(set(), content);
  await scene.answers();
  assert.deepEqual(await laterAnswers(scene), told);
  assert.ok(existsSync(join(out, first)));
});

test("an answer whose process ended before it was noted is laid out again under its name", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set(), content);
  await scene.answers();
  for (const number of await waiting(scene)) await scene.writer.identify(number, workers.woman);
  // The audit that goes with it cannot be written: all but the file is undone.
  await scene.rows("alter table crossroads.audit_head rename to elsewhere");
  const laid = await laterAnswers(scene);
  assert.equal(laid.size, 1);
  assert.equal((await scene.rows("select from dimona.form_waiting")).length, 2);
  await scene.rows("alter table crossroads.elsewhere rename to audit_head");
  assert.deepEqual(await laterAnswers(scene), laid);
  assert.equal((await scene.rows("select from dimona.form_waiting")).length, 0);
});

test("what is decided for a test of the circuit does not come to a later answer", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("T"), content, { environment: "T" });
  const answers = await scene.answers("T");
  assert.deepEqual(
    texts(
      [...answers.values()].find((text) => text.includes("NOTI001")),
      "ResultCode",
    ),
    ["2", "1", "2"],
  );
  assert.equal((await scene.rows("select from dimona.form_waiting")).length, 0);
});

test("a declaration that was decided on before its file was answered is told in the first answer alone", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set(), content);
  await scene.answers();
  const numbers = await waiting(scene);
  // As after a kill between the decisions and the answer.
  await scene.rows("update dimona.file set state = 'taken', results = '{}'");
  const done = join(scene.directory, senderNumber, "done", "R", `FI.${set()}`);
  copyFileSync(done, join(scene.directory, senderNumber, ".work", "1"));
  for (const number of numbers) await scene.writer.identify(number, workers.woman);
  scene.drop(set(), content);
  const answers = await scene.answers();
  assert.deepEqual(texts(answers.get(first), "ResultCode"), ["1", "1", "1"]);
  assert.equal((await laterAnswers(scene)).size, 0);
  assert.equal(readFileSync(join(scene.folder("R", "out"), first), "utf8"), answers.get(first));
});
