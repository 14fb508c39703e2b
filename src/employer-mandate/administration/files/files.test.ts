import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { counts, exportText, type How, headerOf, importText, lineAndRule } from "../../../../test/import-file.ts";
import { users } from "../../../../test/mandate-world.ts";
import { openOffice, type TestOffice } from "../../../../test/office.ts";
import { bakery, bureau, shop, situations } from "../../../../test/wrong-lines.ts";
import { userReference } from "../references.ts";
import { changeUser } from "../users.ts";
import type { FileName } from "./columns.ts";
import { files } from "./files.ts";

const names: readonly FileName[] = ["users", "contexts", "mandates", "delegations"];
const header = (name: FileName) => headerOf(files[name]);
const imports = (at: TestOffice, name: FileName, text: string | readonly string[], how?: How) =>
  importText(at, files[name], text, how);
const exports = (at: TestOffice, name: FileName) => exportText(at, files[name]);

/** One after the other: they share a connection. */
async function exportsAll(at: TestOffice): Promise<ReadonlyMap<FileName, string>> {
  const texts = new Map<FileName, string>();
  for (const name of names) texts.set(name, await exports(at, name));
  return texts;
}

const empty = `truncate employer_mandate.user_account, employer_mandate.context, employer_mandate.mandate cascade`;

test("what was exported fills an empty register, which then exports the same", async (t) => {
  const here = await openOffice(t);
  const there = await openOffice(t);
  await there.rows(empty);
  for (const name of names) {
    const text = await exports(here, name);
    const ran = await imports(there, name, text);
    assert.deepEqual(lineAndRule(ran), [], name);
    assert.ok(ran.added > 0 && ran.changed + ran.same === 0, name);
    assert.equal(await exports(there, name), text, name);
  }
  assert.ok((await there.verify()).every((report) => report.break === undefined));
});

test("a second import of the same file changes nothing and leaves no entry", async (t) => {
  const at = await openOffice(t);
  for (const name of names) {
    const ran = await imports(at, name, await exports(at, name), { update: true });
    assert.equal(ran.ticket, undefined, name);
    assert.deepEqual([ran.added, ran.changed, ran.wrong], [0, 0, 0], name);
    assert.ok(ran.same > 0, name);
  }
  assert.deepEqual(await at.entries(), []);
});

test("a dry run tells every wrong line and changes nothing", async (t) => {
  const at = await openOffice(t);
  const lines = [
    "UM-1,ACTIVE,2026-01-01,",
    "UM-2,AWAKE,2026-01-32,",
    "UM-3,ACTIVE,2026-01-01",
    "90051996036,ACTIVE,2026-01-01,",
  ];
  const before = await exports(at, "users");
  const ran = await imports(at, "users", lines, { dryRun: true });
  assert.deepEqual(lineAndRule(ran), [
    [3, "state", "expected one of ACTIVE, BLOCKED, DELETED"],
    [3, "from", "expected a day as 2026-01-31"],
    [4, undefined, "expected 4 cells (technical_id, state, from, to), found 3"],
    [5, "technical_id", "technical-id-opaque"],
  ]);
  assert.deepEqual(counts(ran), { added: 1, changed: 0, same: 0, wrong: 4 });
  assert.equal((await imports(at, "users", lines.slice(0, 1), { dryRun: true })).ticket, undefined);
  assert.equal(await exports(at, "users"), before);
  assert.deepEqual(await at.entries(), []);
  for (const { reason } of ran.faults) assert.doesNotMatch(reason, /90051996036/, "no reason quotes a cell");
});

test("one wrong line undoes an import, unless it keeps going", async (t) => {
  const at = await openOffice(t);
  const lines = ["UM-1,ACTIVE,2026-01-01,", `${users.clerk},BLOCKED,2026-01-01,`, "UM-2,ACTIVE,2026-01-01,"];
  const before = await exports(at, "users");
  const whole = await imports(at, "users", lines);
  assert.deepEqual(lineAndRule(whole), [[3, undefined, "as-the-register"]]);
  assert.equal(whole.ticket, undefined);
  assert.equal(await exports(at, "users"), before);
  const rest = await imports(at, "users", lines, { keepGoing: true });
  assert.deepEqual(counts(rest), { added: 2, changed: 0, same: 0, wrong: 1 });
  assert.ok(rest.ticket !== undefined);
  assert.deepEqual(
    (await exports(at, "users")).split("\r\n").filter((line) => /^UM-\d,/.test(line)),
    ["UM-1,ACTIVE,2026-01-01,", "UM-2,ACTIVE,2026-01-01,"],
  );
});

test("what the register knows otherwise changes with --update, as far as the rules allow", async (t) => {
  const at = await openOffice(t);
  const update = { update: true };
  const blocked = [`${users.clerk},ACTIVE,2003-01-01,2025-12-31`, `${users.clerk},BLOCKED,2026-01-01,`];
  assert.deepEqual(counts(await imports(at, "users", blocked, update)), { added: 0, changed: 1, same: 0, wrong: 0 });
  await at.done(changeUser(users.baker, "delete"));
  const back = await imports(at, "users", [`${users.baker},ACTIVE,2003-01-01,`], update);
  assert.deepEqual(lineAndRule(back), [[2, undefined, "user-not-deleted"]]);
  const shops = "cbe:1000000318,cbe:1000000120,SSC,2019-11-15";
  const activated = [`M-2025-002,${shops},ACTIVE,SIDE_ACTIVITIES,2025Q1,`];
  assert.equal((await imports(at, "mandates", activated, update)).changed, 1);
  const undone = [`M-2025-002,${shops},PENDING,SIDE_ACTIVITIES,2025Q1,`];
  assert.deepEqual(lineAndRule(await imports(at, "mandates", undone, update)), [[2, undefined, "status-follows"]]);
  const other = ["M-2025-002,cbe:1000000318,cbe:1000000219,SP,2019-11-15,ACTIVE,SIDE_ACTIVITIES,2025Q1,"];
  assert.deepEqual(lineAndRule(await imports(at, "mandates", other, update)), [[2, undefined, "parties-stay"]]);
});

test("every wrong line is told with its number, its column and its rule, and nothing of the file is taken", async (t) => {
  const at = await openOffice(t);
  const before = await exportsAll(at);
  for (const [situation, name, lines, faults] of situations) {
    const ran = await imports(at, name, lines);
    assert.deepEqual(lineAndRule(ran), faults, situation);
    assert.equal(ran.ticket, undefined, situation);
  }
  assert.deepEqual(await exportsAll(at), before);
});

test("who stands in the way of an exclusive group is told by reference", async (t) => {
  const at = await openOffice(t);
  const ran = await imports(at, "mandates", [`N-2,${bakery},${bureau},SP,2026-01-01,ACTIVE,DMFA_DIMONA,2026Q1,`]);
  assert.match(ran.faults[0]?.reason ?? "", /found: M-2020-001 for DMFA_DIMONA in the quarters from 2020Q1 on/);
});

test("users may enter a context that the same file opens before them", async (t) => {
  const at = await openOffice(t);
  const lines = [`${shop},QUAL_SP_LEG,,,,2026-01-01,`, `${shop},QUAL_SP_LEG,${users.clerk},USER,DMFA,2026-01-01,`];
  assert.deepEqual(counts(await imports(at, "contexts", lines)), { added: 2, changed: 0, same: 0, wrong: 0 });
});

test("an import is in the audit: what changed by reference, the digest of the file, one ticket, a whole chain", async (t) => {
  const at = await openOffice(t);
  const text = [header("users"), "UM-1,ACTIVE,2026-01-01,", "UM-2,ACTIVE,2026-01-01,", ""].join("\n");
  const { ticket } = await imports(at, "users", text);
  const entries = await at.rows(
    `select subject, entry ->> 'operation', entry -> 'changed', entry ->> 'requestDigest'
     from crossroads.audit where ticket = '${ticket}' order by sequence`,
  );
  assert.deepEqual(entries, [
    ["import:users", "users import", [userReference("UM-1"), userReference("UM-2")], ""],
    ["import:users", "users import", [], hash("sha256", text)],
  ]);
  assert.ok((await at.verify()).every((report) => report.break === undefined));
});

test("an import whose audit cannot be written changes nothing", async (t) => {
  const at = await openOffice(t);
  const before = await exports(at, "users");
  await at.rows("alter table crossroads.audit_head rename to gone");
  for (const keepGoing of [false, true]) {
    await assert.rejects(imports(at, "users", ["UM-1,ACTIVE,2026-01-01,"], { keepGoing }));
  }
  assert.equal(await exports(at, "users"), before);
});

test("a technical id that looks like a formula leaves as text and comes back as it was", async (t) => {
  const at = await openOffice(t);
  const text = [header("users"), "=1+1,ACTIVE,2026-01-01,", `"-a,""b""",ACTIVE,2026-01-01,`, ""].join("\r\n");
  assert.equal((await imports(at, "users", text)).added, 2);
  const out = await exports(at, "users");
  assert.match(out, /^'=1\+1,ACTIVE,/m);
  assert.match(out, /^"'-a,""b""",ACTIVE,/m);
  assert.equal((await imports(at, "users", out)).wrong, 0);
  assert.deepEqual(
    await at.rows("select count(*)::int from employer_mandate.user_account where technical_id like '''%'"),
    [[0]],
  );
});

test("a file that cannot be read is told why, with the line, and what stands before that is judged", async (t) => {
  const at = await openOffice(t);
  const faults: readonly (readonly [text: string, line: number, reason: RegExp])[] = [
    ["", 1, /the file is empty/],
    ["technical_id;state;from;to\n", 1, /these columns.*: technical_id,state,from,to$/],
    [`${header("users")}\nU,ACTIVE,2026-01-01,\n"V,ACTIVE\n`, 3, /never closed/],
    [`${header("users")}\nU,AWAKE,2026-01-01,\nV"W,ACTIVE\n`, 3, /a quote in a cell/],
  ];
  for (const [text, line, reason] of faults) {
    const ran = await imports(at, "users", text);
    assert.equal(ran.faults.at(-1)?.line, line);
    assert.match(ran.faults.at(-1)?.reason ?? "", reason);
    assert.equal(ran.ticket, undefined);
  }
});

test("many lines are taken in batches, with progress, and a fault far behind still undoes all", async (t) => {
  const at = await openOffice(t);
  const lines = Array.from({ length: 5000 }, (_, index) => `UM-${index},ACTIVE,2026-01-01,`);
  const before = await exports(at, "users");
  const broken = await imports(at, "users", [...lines, "UM-5000,ASLEEP,2026-01-01,"]);
  assert.deepEqual(counts(broken), { added: 5000, changed: 0, same: 0, wrong: 1 });
  assert.equal(await exports(at, "users"), before);
  const whole = await imports(at, "users", lines);
  assert.equal(whole.added, 5000);
  assert.deepEqual(
    (await at.entries()).map(({ changed }) => changed.length),
    [1000, 1000, 1000, 1000, 1000, 0],
  );
});

test("property: a file that was tampered with is judged, never a crash, and a dry run changes nothing", async (t) => {
  const at = await openOffice(t);
  const texts = await exportsAll(at);
  const tampering = fc.record({
    name: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    drop: fc.nat(8),
    put: fc.string({
      unit: fc.constantFrom("A", "9", ",", '"', "\n", "\r", "'", "=", "é", " ", ":", "\u0000"),
      maxLength: 4,
    }),
  });
  await fc.assert(
    fc.asyncProperty(tampering, async ({ name, at: place, drop, put }) => {
      const text = texts.get(name) ?? "";
      const cut = Math.floor(place * text.length);
      const ran = await imports(at, name, text.slice(0, cut) + put + text.slice(cut + drop), {
        dryRun: true,
        update: true,
      });
      const lines = text.split("\n").length + put.length;
      assert.ok(ran.faults.every(({ line, reason }) => line >= 1 && line <= lines && reason.length > 10));
    }),
    { numRuns: 60 },
  );
  assert.deepEqual(await exportsAll(at), texts);
});
