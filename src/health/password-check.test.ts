import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { ServiceCatalogue } from "../crossroads/annex.ts";
import { loadAnnexes } from "../crossroads/annexes.ts";
import { certain } from "../kernel/outcome.ts";
import { passwordCheck, usernamesWithoutPassword } from "./password-check.ts";

const annex = (username: string) => `customer: ${username}
name: A customer
identification: { sector: 1, institution: ${username.length} }
authentication: { basic: { username: ${username} } }
quota: { perMinute: 1, perDay: 1 }
services: {}
`;

test("a user name of an annex without a hash is a warning, until its file is there", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-passwords-"));
  t.after(() => rm(folder, { recursive: true }));
  for (const username of ["one", "three"]) await writeFile(join(folder, `${username}.yaml`), annex(username));
  const nothing: ServiceCatalogue = new Map();
  const annexes = certain(loadAnnexes(folder, nothing));
  await writeFile(join(folder, "one"), "$argon2id$...");
  assert.deepEqual(usernamesWithoutPassword(folder, annexes), ["three"]);
  const { run } = passwordCheck(folder, annexes);
  const signal = new AbortController().signal;
  const missing = await run(signal);
  assert.deepEqual([missing.level, missing.code], ["WARNING", "PASSWORD_MISSING"]);
  assert.match(missing.message ?? "", /1 of 2$/);
  await writeFile(join(folder, "three"), "$argon2id$...");
  assert.equal((await run(signal)).level, "OK");
});
