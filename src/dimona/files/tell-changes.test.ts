import assert from "node:assert/strict";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { workers } from "../../../test/dimona-declarations.ts";
import { dimonaInBlock, document, form } from "../../../test/dimona-file.ts";
import { cafeSender, type FileScene, fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { assertValid } from "../../../test/xmllint.ts";
import { withClient } from "../../database/client.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { type PersonIdentity, replaceNumber, setIdentity } from "../../persons/identity.ts";

const noor: PersonIdentity = { lastName: "Peeters", firstNames: "Noor", birthDate: "2001-07-02", sex: "2" };

/** The café has declared the woman, whose name the register knows; its secretariat exchanges files. */
async function givenWorker(...given: Parameters<typeof fileScene>): Promise<FileScene> {
  const scene = await fileScene(...given);
  await change(scene, (to) => setIdentity(to, workers.woman, noor));
  scene.drop(
    `DMPI.${senderNumber}.20260625.00001.R.1.1`,
    document([form(dimonaInBlock({ from: "2026-07-01", ssin: workers.woman }))]),
  );
  await scene.answers();
  return scene;
}

async function change(
  scene: FileScene,
  work: (change: Parameters<typeof setIdentity>[0]) => Promise<void>,
): Promise<void> {
  scene.clock.advance(1000);
  const at = scene.clock.now();
  await withClient(scene.connectionString, (client) => inTransaction(client, () => work({ client, at })));
}

async function told(scene: FileScene): Promise<readonly (readonly [name: string, text: string])[]> {
  return [...(await scene.answers())].filter(([name]) => name.startsWith("FO.IDFLUX."));
}

test("who declares in files is told in one that a worker of its employers is called otherwise, and nobody else is", async (t) => {
  const scene = await givenWorker(t);
  assert.deepEqual(await told(scene), []);
  await change(scene, (to) => setIdentity(to, workers.woman, { ...noor, lastName: "Peeters-Verzinsel" }));
  const [one, ...more] = await told(scene);
  assert.deepEqual(more, []);
  const [name, text] = one ?? assert.fail("nothing was told");
  assert.match(name, new RegExp(`^FO\\.IDFLUX\\.${senderNumber}\\.20260625\\.Y[0-9A-Z]{4}\\.R\\.1\\.1$`));
  assertValid(name, text);
  assert.match(text, /<JustificationCode>91<\/JustificationCode>/);
  assert.match(text, /<ValidSituation>.*<WorkerName>Peeters-Verzinsel<\/WorkerName>/s);
  assert.match(text, /<OutdatedSituation>.*<WorkerName>Peeters<\/WorkerName>/s);
  assert.deepEqual(
    readdirSync(join(scene.directory, "900001", "OUT")).filter((file) => file.startsWith("FO.IDFLUX.")),
    [],
  );
  const entries = await scene.rows<{ entry: Record<string, unknown>; subject: string }>(
    "select entry, subject from crossroads.audit where entry ->> 'operation' = 'tellIdentityChange'",
  );
  assert.deepEqual(
    entries.map(({ entry, subject }) => [entry.customer, entry.file, entry.subject, subject]),
    [["secretariat", name, workers.woman, workers.woman]],
  );
});

test("a number that was replaced is told once, and not again at the next look", async (t) => {
  const scene = await givenWorker(t);
  await change(scene, (to) => setIdentity(to, workers.man, noor));
  await change(scene, (to) => replaceNumber(to, workers.woman, workers.man));
  const first = await told(scene);
  assert.equal(first.length, 1);
  assert.match(first[0]?.[1] ?? "", /<JustificationCode>90<\/JustificationCode>/);
  assert.deepEqual(await told(scene), first);
  assert.equal((await scene.rows("select from dimona.change_to_tell")).length, 0);
});

test("what cannot be written as an IDFLUX is not told in a file, and does not hold up what can", async (t) => {
  const scene = await fileScene(t);
  scene.drop(
    `DMPI.${senderNumber}.20260625.00001.R.1.1`,
    document([form(dimonaInBlock({ from: "2026-07-01", ssin: workers.woman }))]),
  );
  await scene.answers();
  // Nothing is known of either beside the number.
  await change(scene, (to) => replaceNumber(to, workers.woman, workers.man));
  assert.deepEqual(await told(scene), []);
  await change(scene, (to) => setIdentity(to, workers.man, noor));
  await change(scene, (to) => setIdentity(to, workers.man, { ...noor, firstNames: "Nora" }));
  assert.equal((await told(scene)).length, 1);
});

test("a sender whose folder fails is owed what changed, and nobody else waits for it", async (t) => {
  const scene = await givenWorker(t, { cafeToo: true });
  const out = join(scene.directory, cafeSender, "OUT");
  const laid = () => readdirSync(out).filter((file) => file.startsWith("FO.IDFLUX."));
  renameSync(out, `${out}.away`);
  writeFileSync(out, "a file where a folder should be");
  await change(scene, (to) => setIdentity(to, workers.woman, { ...noor, lastName: "Verzinsel" }));
  assert.equal((await told(scene)).length, 1, "the secretariat is told");
  await change(scene, (to) => setIdentity(to, workers.woman, { ...noor, lastName: "Verzinsel-Peeters" }));
  const [[name] = assert.fail("nothing was told")] = await told(scene);
  assert.equal((await scene.rows("select from dimona.change_to_tell")).length, 2);

  // The folder is there again, but where one of the answers is kept stands something else.
  rmSync(out);
  renameSync(`${out}.away`, out);
  const taken = join(scene.directory, cafeSender, "done", "R", name.replace(senderNumber, cafeSender));
  mkdirSync(join(taken, "full"), { recursive: true });
  await told(scene);
  assert.match(scene.logged.join("\n"), new RegExp(`cannot be told to ${cafeSender}, and wait: Error E`));
  assert.ok((await scene.rows("select from dimona.change_to_tell")).length > 0);

  rmSync(taken, { recursive: true });
  assert.equal((await told(scene)).length, 2, "the secretariat is not told twice");
  assert.equal(laid().length, 2);
  assert.equal((await scene.rows("select from dimona.change_to_tell")).length, 0);
  const customers = await scene.rows<{ customer: string }>(
    "select entry ->> 'customer' as customer from crossroads.audit where entry ->> 'operation' = 'tellIdentityChange' order by sequence",
  );
  assert.deepEqual(
    customers.map(({ customer }) => customer),
    ["secretariat", "secretariat", "cafe", "cafe"],
  );
});

test("a change whose telling broke off is told again under the same name", async (t) => {
  const scene = await givenWorker(t);
  await change(scene, (to) => setIdentity(to, workers.woman, { ...noor, lastName: "Verzinsel" }));
  await scene.rows("alter table crossroads.audit_head rename to elsewhere");
  const laid = await told(scene);
  assert.equal((await scene.rows("select from dimona.change_to_tell")).length, 1);
  await scene.rows("alter table crossroads.elsewhere rename to audit_head");
  const again = await told(scene);
  assert.equal(again.length, 1);
  assert.deepEqual(again, laid);
  assert.equal((await scene.rows("select from dimona.change_to_tell")).length, 0);
});
