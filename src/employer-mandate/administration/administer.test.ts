import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { numbers, quarter } from "../../../test/access-scene.ts";
import { users } from "../../../test/mandate-world.ts";
import { openOffice } from "../../../test/office.ts";
import { administer } from "../../administration/administer.ts";
import { brokenConstraint, ruleNames, sentenceOf } from "../../administration/rules.ts";
import { withClient } from "../../database/client.ts";
import { accepted } from "../../kernel/outcome.ts";
import { appointCurator, transferMandate } from "./mandates.ts";
import { changeUser, createUser } from "./users.ts";

test("when the audit cannot be written, nothing changes", async (t) => {
  const { office, rows } = await openOffice(t);
  const accounts = await rows("select count(*) from employer_mandate.user_account");
  const ways: readonly (readonly [name: string, off: string, on: string])[] = [
    [
      "is not there",
      "alter table crossroads.audit_head rename to gone",
      "alter table crossroads.gone rename to audit_head",
    ],
    [
      "takes nothing",
      "alter table crossroads.audit add constraint no_room check (received_at < '2026-01-01') not valid",
      "alter table crossroads.audit drop constraint no_room",
    ],
  ];
  for (const [name, off, on] of ways) {
    await rows(off);
    await assert.rejects(administer(office, "users create", createUser({})), name);
    await rows(on);
    assert.deepEqual(await rows("select count(*) from employer_mandate.user_account"), accounts, name);
  }
  const done = await administer(office, "users create", createUser({}));
  assert.ok(done.ok, "and afterwards it goes on");
});

test("a change that fails half-way leaves the first half undone, and no entry", async (t) => {
  const { office, rows, entries } = await openOffice(t);
  const transfer = transferMandate("M-2020-001", { lastQuarter: quarter("2026Q1"), mandatary: numbers.bureau });
  await assert.rejects(
    administer(office, "mandates transfer", async (desk) => {
      await transfer(desk);
      throw new Error("the power went out");
    }),
    /the power went out/,
  );
  const closed = await rows("select from employer_mandate.mandate_object where status = 'CLOSED'");
  assert.equal(closed.length, 0);
  assert.deepEqual(await entries(), []);
});

test("every change has an entry with who, what and by which reference, and the chain stays whole", async (t) => {
  const { office, entries, verify, rows } = await openOffice(t);
  const done = await administer(office, "users block", changeUser(users.clerk, "block"));
  assert.ok(done.ok);
  const [entry] = await entries();
  assert.equal(entry?.operation, "users block");
  assert.equal(entry.by, "An Operator");
  const [row] = await rows(
    "select ticket::text, received_at = known_from from crossroads.audit, employer_mandate.user_state where state = 'BLOCKED' and begin_date = '2026-02-10'",
  );
  assert.deepEqual(row, [done.value.ticket, true], "a row of the register leads to its entry");
  assert.deepEqual(
    (await verify()).map(({ entries: count, break: broken }) => [count, broken]),
    [[1, undefined]],
  );
});

test("no number of a person gets into the audit, whoever the parties are", async (t) => {
  const { done, rows } = await openOffice(t);
  await done(appointCurator({ mandator: numbers.bakery, curator: numbers.curator, begin: quarter("2026Q2") }));
  const entries = await rows("select from crossroads.audit where entry::text like '%90051996036%'");
  assert.equal(entries.length, 0);
});

test("two changes at one time come one after the other, and the second sees what the first did", async (t) => {
  const { office, connectionString, rows } = await openOffice(t);
  const order: string[] = [];
  const entered = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const first = administer(office, "first", async () => {
    entered.resolve();
    await release.promise;
    order.push("first");
    return accepted({ result: undefined, changed: ["user:first"] });
  });
  await entered.promise;
  await withClient(connectionString, async (client) => {
    const waiting = Promise.withResolvers<void>();
    const second = administer({ ...office, client, onWait: waiting.resolve }, "second", async () => {
      order.push("second");
      return accepted({ result: undefined, changed: ["user:second"] });
    });
    await waiting.promise;
    release.resolve();
    await Promise.all([first, second]);
  });
  assert.deepEqual(order, ["first", "second"]);
  assert.equal((await rows("select from crossroads.audit")).length, 2);
});

test("a clock that is not ahead of what the register knows changes nothing", async (t) => {
  const { office } = await openOffice(t);
  assert.ok((await administer(office, "users block", changeUser(users.clerk, "block"))).ok);
  const outcome = await administer(office, "users unblock", changeUser(users.clerk, "unblock"));
  assert.deepEqual(outcome, { ok: false, reason: { rule: "clock-behind" } });
});

test("a broken rule is told with what must be, what was found, its name and what to do", () => {
  const sentence = sentenceOf({ rule: "mandate-known", found: "nothing" });
  assert.match(sentence, /^there must be a mandate .*; found: nothing \(rule mandate-known\)\. Find it with /);
  assert.match(sentenceOf(brokenConstraint("activity_check")), /found: activity_check \(rule register\)/);
  for (const rule of ruleNames) assert.match(sentenceOf({ rule }), / \(rule [a-z-]+\)\. [A-Z].*\.$/, rule);
});

test("every rule is one that somebody holds changes to", async () => {
  const folders = [".", "../../administration/"].map((path) => new URL(path, import.meta.url));
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
      return names.map((name) => new URL(name, folder));
    }),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, "utf8")));
  const uses = (rule: string) => texts.reduce((sum, text) => sum + text.split(`"${rule}"`).length - 1, 0);
  // Where it is described its name is a key, which needs quotes only with a hyphen in it.
  assert.deepEqual(
    ruleNames.filter((rule) => uses(rule) < (rule.includes("-") ? 2 : 1)),
    [],
  );
});
