import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { hash } from "@node-rs/argon2";
import { movableClock } from "../kernel/clock.ts";
import { createBasicCheck } from "./basic.ts";

const minute = 60_000;

async function scene(t: TestContext) {
  const directory = await mkdtemp(join(tmpdir(), "kruispunt-credentials-"));
  t.after(() => rm(directory, { recursive: true }));
  // Cheap hashes: what is tested here is not how dear they are.
  const give = async (username: string, password: string) =>
    writeFile(join(directory, username), `${await hash(password, { memoryCost: 64, timeCost: 1 })}\n`);
  await give("E1", "right");
  await give("E2", "other");
  const clock = movableClock(Date.parse("2026-11-23T10:00:00Z"));
  return { clock, give, directory, ...createBasicCheck({ directory, clock }) };
}

test("a user name is believed with its own password only", async (t) => {
  const { check } = await scene(t);
  assert.equal(await check("E1", "right"), true);
  assert.equal(await check("E1", "other"), false);
  assert.equal(await check("E1", ""), false);
  assert.equal(await check("E1", "right "), false);
  assert.equal(await check("e1", "right"), false);
  assert.equal(await check("E3", "right"), false);
});

test("what cannot be a user name is no file to look for", async (t) => {
  const { check, directory } = await scene(t);
  await writeFile(join(directory, "..", "E9"), await hash("right"));
  t.after(() => rm(join(directory, "..", "E9")));
  for (const username of ["../E9", "", "a/b", "E1\0", "E1\n", "x".repeat(65), "É1", ".", ".."]) {
    assert.equal(await check(username, "right"), false, username);
  }
  assert.equal(await check("E1", "x".repeat(257)), false);
});

test("a file that holds no hash lets nobody in", async (t) => {
  const { check, directory } = await scene(t);
  await writeFile(join(directory, "E4"), "right");
  await writeFile(join(directory, "E5"), "");
  assert.equal(await check("E4", "right"), false);
  assert.equal(await check("E5", ""), false);
});

test("ten failures close a user name until the next minute, and no other one", async (t) => {
  const { check, clock } = await scene(t);
  for (let time = 0; time < 9; time += 1) assert.equal(await check("E1", `wrong ${time}`), false);
  assert.equal(await check("E1", "right"), true, "after nine failures it is still open");
  const { check: fresh } = createBasicCheck({ directory: (await scene(t)).directory, clock });
  for (let time = 0; time < 10; time += 1) assert.equal(await fresh("E1", `wrong ${time}`), false);
  assert.equal(await fresh("E1", "right"), false);
  assert.equal(await fresh("E2", "other"), true);
  clock.advance(minute);
  assert.equal(await fresh("E1", "right"), true);
});

test("who tries many passwords at once gets no more than ten looked at", async (t) => {
  const { check } = await scene(t);
  const tried = Array.from({ length: 40 }, (_, n) => check("E1", n === 38 ? "right" : `wrong ${n}`));
  assert.deepEqual(
    await Promise.all(tried),
    tried.map(() => false),
  );
});

test("who is known stays known while somebody else guesses", async (t) => {
  const { check } = await scene(t);
  assert.equal(await check("E1", "right"), true);
  for (let time = 0; time < 12; time += 1) await check("E1", `wrong ${time}`);
  assert.equal(await check("E1", "right"), true);
});

test("a pair is believed for five minutes after it was proven, whatever becomes of the file, and then no longer", async (t) => {
  const { check, clock, give } = await scene(t);
  assert.equal(await check("E1", "right"), true);
  await give("E1", "changed");
  clock.advance(5 * minute - 1);
  assert.equal(await check("E1", "right"), true);
  clock.advance(1);
  assert.equal(await check("E1", "right"), false);
  assert.equal(await check("E1", "changed"), true);
});

test("a crowd beyond what can wait is turned away, and the next one is served", async (t) => {
  const { check } = await scene(t);
  const crowd = await Promise.all(Array.from({ length: 200 }, (_, n) => check(`nobody-${n}`, "x")));
  assert.ok(crowd.every((known) => !known));
  const known = await Promise.all(Array.from({ length: 50 }, () => check("E1", "right")));
  assert.ok(
    known.every((one) => one),
    "the same pair is looked at once, however many ask",
  );
});

test("a crowd of names that nobody has keeps nobody out who has one", async (t) => {
  const { check } = await scene(t);
  const crowd = Array.from({ length: 200 }, (_, n) => check(`nobody-${n}`, "x"));
  assert.equal(await check("E1", "right"), true);
  assert.ok((await Promise.all(crowd)).every((known) => !known));
});
