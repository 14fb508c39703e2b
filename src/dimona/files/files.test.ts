import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { workers } from "../../../test/dimona-declarations.ts";
import { dimonaInBlock, document, drop, form, numberedForm, texts } from "../../../test/dimona-file.ts";
import { fileScene, senderNumber } from "../../../test/dimona-file-scene.ts";
import { issueCertificate, makeAuthority } from "../../../test/pki.ts";
import { assertValid } from "../../../test/xmllint.ts";

const set = (number: string, { form: name = "DMPI", day = "20260625", environment = "R" } = {}) =>
  `${name}.${senderNumber}.${day}.${number}.${environment}.1.1`;
const answer = (name: "ACRF" | "NOTI" | "PFANS", number: string, environment = "R") =>
  `FO.${name}.${senderNumber}.20260625.${number}.${environment}.1.1`;

test("a file is answered by a receipt and by a notification of each declaration, and moves to the done ones", async (t) => {
  const scene = await fileScene(t);
  scene.drop(
    set("00001"),
    document([
      form(dimonaInBlock({ from: "2026-07-01" }), {
        references: [
          [1, "MINE-1"],
          [8, "WORKER-7"],
        ],
      }),
      form(dimonaInBlock({ from: "2026-07-01", ssin: workers.woman, nsso: "199999934" })),
    ]),
  );
  const answers = await scene.answers();
  assert.deepEqual([...answers.keys()].toSorted(), [answer("ACRF", "00001"), answer("NOTI", "00001")]);
  const receipt = answers.get(answer("ACRF", "00001"));
  assert.deepEqual(texts(receipt, "ResultCode"), ["1"]);
  assert.deepEqual(texts(receipt, "FileName"), [`FI.${set("00001")}`]);
  const notification = answers.get(answer("NOTI", "00001"));
  assert.deepEqual(texts(notification, "ResultCode"), ["1", "0"]);
  assert.deepEqual(texts(notification, "ErrorID"), ["00011-235"]);
  assert.deepEqual(texts(notification, "AnomalyLabel"), ["Not in the directory"]);
  assert.ok(notification?.includes("<ReferenceNbr>MINE-1</ReferenceNbr>"));
  const [declared] = await scene.rows<{ declarations: number; period: string }>(`
    select (select count(*)::int from dimona.declaration where channel = 'XML' and customer = 'secretariat') as declarations,
           (select number::text from dimona.period) as period`);
  assert.equal(declared?.declarations, 2);
  assert.deepEqual(texts(notification, "DimonaPeriodId"), [declared?.period]);
  assert.deepEqual(scene.left(), []);
  const done = readdirSync(join(scene.directory, senderNumber, "done", "R"));
  assert.deepEqual(
    done.filter((name) => !name.startsWith("FO")).toSorted(),
    ["FI", "FS", "GO"].map((prefix) => `${prefix}.${set("00001")}`),
  );
  for (const [name, text] of answers) assertValid(name, text);
});

test("an update, an OUT, a cancellation and a day of a later file work on the periods of an earlier one", async (t) => {
  const scene = await fileScene(t);
  scene.drop(
    set("00001"),
    document([
      form(dimonaInBlock({ from: "2026-07-01" })),
      form(dimonaInBlock({ from: "2026-07-01", ssin: workers.woman })),
    ]),
  );
  const first = (await scene.answers()).get(answer("NOTI", "00001"));
  const [man = "", woman = ""] = texts(first, "DimonaPeriodId");
  scene.drop(
    set("00002"),
    document([
      form(
        `<DimonaUpdate><DimonaPeriodId>${man}</DimonaPeriodId><StartingDate>2026-06-30</StartingDate></DimonaUpdate>`,
      ),
      form(
        `<DimonaOut><DimonaPeriodId>${man}</DimonaPeriodId><EndingDate>2026-07-31</EndingDate><INSS>${workers.man}</INSS></DimonaOut>`,
      ),
      form(`<DimonaCancel><DimonaPeriodId>${woman}</DimonaPeriodId></DimonaCancel>`),
      form(
        `<DailyRegistrationDeclaration><AttestationStatus>0</AttestationStatus><DimonaPeriodId>${woman}</DimonaPeriodId><StartingDate>2026-07-02</StartingDate><StartingHour>0930</StartingHour><EndingDate>2026-07-02</EndingDate></DailyRegistrationDeclaration>`,
      ),
    ]),
  );
  const second = (await scene.answers()).get(answer("NOTI", "00002"));
  assert.deepEqual(texts(second, "ResultCode"), ["1", "1", "1", "0"]);
  assert.deepEqual(texts(second, "ErrorID"), ["00913-355"]);
  assert.deepEqual(
    await scene.rows(
      "select start_date::text, end_date::text, cancelled from dimona.period where known_until = 'infinity' order by number",
    ),
    [
      { start_date: "2026-06-30", end_date: "2026-07-31", cancelled: false },
      { start_date: "2026-07-01", end_date: null, cancelled: true },
    ],
  );
  assertValid(answer("NOTI", "00002"), second ?? "");
});

test("a declaration for an employer without a mandate is taken and refused by 90256-155", async (t) => {
  const scene = await fileScene(t);
  const folder = join(scene.directory, "900001", "IN");
  drop(
    folder,
    "DMPI.900001.20260625.00001.R.1.1",
    document([form(dimonaInBlock({ from: "2026-07-01" }))]),
    scene.stranger,
  );
  await scene.channel.scan();
  assert.ok(existsSync(join(scene.directory, "900001", "OUT", "FO.NOTI.900001.20260625.00001.R.1.1")));
  assert.deepEqual(await scene.rows("select result, anomalies -> 0 ->> 'code' as code from dimona.notification"), [
    { result: "B", code: "90256-155" },
  ]);
});

test("in environment T everything is decided and answered, and nothing is kept", async (t) => {
  const scene = await fileScene(t);
  const content = document([form(dimonaInBlock({ from: "2026-07-01" })), form(dimonaInBlock({ from: "2026-07-01" }))]);
  scene.drop(set("00001", { environment: "T" }), content, { environment: "T" });
  const answers = await scene.answers("T");
  const notification = answers.get(answer("NOTI", "00001", "T"));
  assert.deepEqual(texts(notification, "ResultCode"), ["1", "0"]);
  assert.deepEqual(texts(notification, "ErrorID"), ["90373-333"], "the second sees the first");
  assert.equal(texts(notification, "DimonaPeriodId").length, 2);
  for (const [name, text] of answers) assertValid(name, text);
  const [kept] = await scene.rows<{ rows: number }>(`
    select (select count(*)::int from dimona.declaration) + (select count(*)::int from dimona.period)
           + (select count(*)::int from dimona.idempotency_key) as rows`);
  assert.equal(kept?.rows, 0);
});

test("in environment T a declaration stands beside what the personnel file really holds", async (t) => {
  const scene = await fileScene(t);
  const content = document([form(dimonaInBlock({ from: "2026-07-01", to: "2026-07-31" }))]);
  scene.drop(set("00001"), content);
  await scene.answers();
  scene.drop(set("00001", { environment: "T" }), content, { environment: "T" });
  const notification = (await scene.answers("T")).get(answer("NOTI", "00001", "T"));
  assert.deepEqual(texts(notification, "ErrorID"), ["90373-333"]);
  assert.deepEqual(texts(notification, "StartingDate"), ["2026-07-01"], "the period in the way");
  assert.deepEqual(await scene.rows("select number from dimona.period where known_until < 'infinity'"), []);
});

test("in environment S the forms are looked at, and no more", async (t) => {
  const scene = await fileScene(t);
  const content = document([form(dimonaInBlock({ from: "2026-07-01", nsso: "199999934" })), form("")]);
  scene.drop(set("00001", { environment: "S" }), content, { environment: "S" });
  const answers = await scene.answers("S");
  const notification = answers.get(answer("NOTI", "00001", "S"));
  assert.deepEqual(texts(notification, "ResultCode"), ["1", "0"]);
  assert.deepEqual(texts(notification, "ErrorID"), ["90059-134"]);
  for (const [name, text] of answers) assertValid(name, text);
  assert.deepEqual(await scene.rows("select number from dimona.declaration"), []);
});

test("a file that comes again gets the same answers, and nothing of it counts twice", async (t) => {
  const scene = await fileScene(t);
  const content = document(Array.from({ length: 5 }, (_, index) => numberedForm(index)));
  scene.drop(set("00001"), content);
  const first = await scene.answers();
  for (const name of first.keys()) writeFileSync(join(scene.folder("R", "out"), name), "collected");
  scene.drop(set("00001"), content);
  assert.deepEqual(await scene.answers(), first);
  assert.deepEqual(await scene.rows("select count(*)::int as count from dimona.declaration"), [{ count: 5 }]);
  assert.deepEqual(scene.left(), []);
});

test("a file under the name of another one is refused with 133, and the other's answers stay", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("00001"), document([numberedForm(0)]));
  const first = await scene.answers();
  scene.drop(set("00001"), document([numberedForm(1)]));
  const second = await scene.answers();
  const [refusal = "", ...more] = [...second.keys()].filter((name) => !first.has(name));
  assert.match(refusal, /^FO\.ACRF\.900009\.20260625\.Z/);
  assert.deepEqual(texts(second.get(refusal), "ErrorID"), ["ACRF-133"]);
  assert.deepEqual(more, []);
  for (const [name, text] of first) assert.equal(second.get(name), text);
  assert.deepEqual(await scene.rows("select count(*)::int as count from dimona.declaration"), [{ count: 1 }]);
});

const good = document([numberedForm(0)]);
const latin = Buffer.from(good.replace("UTF-8", "ISO-8859-1"), "latin1");

const contents: readonly (readonly [situation: string, content: string | Uint8Array, error: string])[] = [
  ["an empty file", "", "ACRF-134"],
  ["another encoding", latin, "ACRF-138"],
  [
    "bytes that are no UTF-8",
    Buffer.concat([Buffer.from(good).subarray(0, 200), Buffer.from([0xff]), Buffer.from(good).subarray(200)]),
    "ACRF-138",
  ],
  ["another root", document([numberedForm(0)], "Dimonas"), "90372-089"],
  ["the root of a question", document([numberedForm(0)], "PersonnelFileConsultationRequest"), "ACRF-158"],
  ["no forms", document([]), "90059-134"],
  ["an end in the middle of a form", good.slice(0, 400), "ACRF-163"],
  ["an end behind a form", good.slice(0, good.indexOf("</Dimona>")), "ACRF-163"],
  ["a second form that is not well-formed", document([numberedForm(0), "<Form><a></Form>"]), "ACRF-163"],
  ["a document type", good.replace("<Dimona>", "<!DOCTYPE Dimona><Dimona>"), "ACRF-163"],
  ["another element among the forms", document([numberedForm(0), "<Note/>"]), "ACRF-255"],
  ["text among the forms", document([numberedForm(0), "text"]), "ACRF-255"],
  ["a form beyond measure", document([form(`<!--${"x".repeat(300_000)}-->`)]), "ACRF-172"],
];

for (const [situation, content, error] of contents) {
  test(`${situation} is refused with ${error}, and nothing of it is declared`, async (t) => {
    const scene = await fileScene(t);
    scene.drop(set("00001"), content);
    const answers = await scene.answers();
    assert.deepEqual([...answers.keys()], [answer("ACRF", "00001")]);
    const receipt = answers.get(answer("ACRF", "00001")) ?? "";
    assert.deepEqual([texts(receipt, "ResultCode"), texts(receipt, "ErrorID")], [["0"], [error]]);
    assertValid("FO.ACRF", receipt);
    assert.deepEqual(await scene.rows("select number from dimona.declaration"), []);
    assert.deepEqual(scene.left(), []);
    // The name is free again.
    scene.drop(set("00001"), good);
    assert.equal((await scene.answers()).size, 2);
  });
}

test("a file beyond the limit is refused with 509 before it is read", async (t) => {
  const scene = await fileScene(t, { largest: 3000 });
  scene.drop(set("00001"), document([numberedForm(0), numberedForm(1), numberedForm(2)]));
  assert.deepEqual(texts((await scene.answers()).get(answer("ACRF", "00001")), "ErrorID"), ["ACRF-509"]);
});

test("a signature that is wrong, unreadable, a stranger's, or another customer's, is refused", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("00001"), good);
  writeFileSync(join(scene.folder("R", "in"), `FI.${set("00001")}`), good.replace("2027", "2028"));
  scene.drop(set("00002"), good, { FS: Buffer.from("signature") });
  scene.drop(set("00003"), good, { by: scene.stranger });
  scene.drop(set("00004"), good, { by: scene.other });
  const unknown = await issueCertificate({ issuer: await makeAuthority({ subject: "C=BE,CN=Another authority" }) });
  scene.drop(set("00005"), good, { by: unknown });
  const answers = await scene.answers();
  const errors = ["00001", "00002", "00003", "00004", "00005"].map((number) =>
    texts(answers.get(answer("ACRF", number)), "ErrorID"),
  );
  assert.deepEqual(errors, [["ACRF-125"], ["ACRF-125"], ["ACRF-153"], ["ACRF-153"], ["ACRF-125"]]);
  assert.deepEqual(await scene.rows("select number from dimona.declaration"), []);
});

test("a set without FI or FS is refused, and one without GO once it has waited", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("00001"), good, { without: ["FI"] });
  scene.drop(set("00002"), good, { without: ["FS"] });
  scene.drop(set("00003"), good, { without: ["GO"] });
  const written = new Date(scene.clock.now() - 10_000);
  for (const prefix of ["FI", "FS"])
    utimesSync(join(scene.folder("R", "in"), `${prefix}.${set("00003")}`), written, written);
  const errors = async (number: string) => texts((await scene.answers()).get(answer("ACRF", number)), "ErrorID");
  assert.deepEqual(await errors("00001"), ["ACRF-120"]);
  assert.deepEqual(await errors("00002"), ["ACRF-122"]);
  assert.deepEqual(await errors("00003"), []);
  scene.clock.set(scene.clock.now() + 60_000);
  assert.deepEqual(await errors("00003"), ["ACRF-130"]);
  assert.deepEqual(scene.left(), []);
});

test("a file in the folder of a sender that nobody knows is refused with 103", async (t) => {
  const scene = await fileScene(t);
  mkdirSync(join(scene.directory, "900007", "IN"), { recursive: true });
  drop(join(scene.directory, "900007", "IN"), "DMPI.900007.20260625.00001.R.1.1", good, scene.signer);
  await scene.channel.scan();
  const receipt = readFileSync(join(scene.directory, "900007", "OUT", "FO.ACRF.900007.20260625.00001.R.1.1"), "utf8");
  assert.deepEqual(texts(receipt, "ErrorID"), ["ACRF-103"]);
});

test("every file leaves one entry in the audit, with counts and without anybody's number", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("00001"), document([numberedForm(0), form("")]));
  scene.drop(set("00002"), "");
  await scene.answers();
  const entries = await scene.rows<{ entry: Record<string, unknown> }>(
    "select entry from crossroads.audit order by sequence",
  );
  assert.deepEqual(
    entries.map(({ entry }) => [entry.customer, entry.operation, entry.code, entry.file, entry.forms, entry.results]),
    [
      ["secretariat", "file", "MSG00000", set("00001"), 2, { A: 1, B: 1 }],
      ["secretariat", "file", "134", set("00002"), 0, {}],
    ],
  );
  const fingerprint = new X509Certificate(scene.signer.certificatePem).fingerprint256.replaceAll(":", "").toLowerCase();
  assert.deepEqual(
    entries.map(({ entry }) => entry.proof),
    [`signature ${fingerprint}`, undefined],
  );
  assert.ok(!JSON.stringify(entries).includes(workers.man));
});

test("a set may be named in any case of letters", async (t) => {
  const scene = await fileScene(t);
  scene.drop(set("0000A"), good);
  for (const file of scene.left())
    renameSync(join(scene.folder("R", "in"), file), join(scene.folder("R", "in"), file.toLowerCase()));
  assert.deepEqual(texts((await scene.answers()).get(answer("ACRF", "0000A")), "ResultCode"), ["1"]);
});

test("a link in a drop folder is not followed", async (t) => {
  const scene = await fileScene(t);
  const elsewhere = join(scene.directory, "secret");
  writeFileSync(elsewhere, good);
  scene.drop(set("00001"), good, { without: ["FI"] });
  symlinkSync(elsewhere, join(scene.folder("R", "in"), `FI.${set("00001")}`));
  assert.deepEqual(texts((await scene.answers()).get(answer("ACRF", "00001")), "ErrorID"), ["ACRF-120"]);
  assert.equal(readFileSync(elsewhere, "utf8"), good);
});
