import assert from "node:assert/strict";
import { chmod, cp, lstat, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { temporaryHome } from "../../test/database-server.ts";
import { findBinaries, packageHome } from "./embedded-binaries.ts";
import { unprivilegedUser } from "./embedded-user.ts";

const rootOnly = process.getuid?.() === 0 ? false : "only root can lend a server another user";

/** The package as npm unpacks it: without its symbolic links. */
async function unpacked(t: TestContext): Promise<{ readonly home: string; readonly folder: string }> {
  const folder = await temporaryHome();
  t.after(() => rm(folder, { recursive: true, force: true }));
  const installed = packageHome();
  assert.ok(installed !== undefined);
  const home = join(folder, "package");
  const filter = async (path: string): Promise<boolean> => !(await lstat(path)).isSymbolicLink();
  await cp(installed, home, { recursive: true, filter });
  return { home, folder };
}

test("the links that npm leaves out are put back, also by several at once", async (t) => {
  const { home, folder } = await unpacked(t);
  const found = await Promise.all([1, 2, 3, 4].map(() => findBinaries(undefined, folder, home)));
  for (const outcome of found) {
    assert.ok(outcome.ok, outcome.ok ? "" : outcome.reason);
    assert.equal(outcome.value.postgres, join(home, "native/bin/postgres"));
    assert.match(outcome.value.version, /^\d+\.\d+$/);
  }
});

test("where the server's user cannot come, it gets a copy, once", { skip: rootOnly }, async (t) => {
  const { home, folder } = await unpacked(t);
  await chmod(home, 0o700);
  const user = await unprivilegedUser();
  assert.ok(user !== undefined && user !== "none");
  const copies = join(folder, "copies");
  const found = await Promise.all([1, 2].map(() => findBinaries(user, copies, home)));
  for (const outcome of found) {
    assert.ok(outcome.ok, outcome.ok ? "" : outcome.reason);
    assert.match(outcome.value.postgres, /\/copies\/postgresql-[^/]+\/native\/bin\/postgres$/);
  }
});

test("a platform without a package is told so", async (t) => {
  const { folder } = await unpacked(t);
  const found = await findBinaries(undefined, folder, join(folder, "absent"));
  assert.ok(!found.ok);
  assert.match(found.reason, new RegExp(`no PostgreSQL for ${process.platform}-${process.arch}`));
});

test("programs that do not run here are refused with the reason", async (t) => {
  const { home, folder } = await unpacked(t);
  const postgres = join(home, "native/bin/postgres");
  await writeFile(postgres, (await readFile(postgres)).subarray(0, 100));
  const found = await findBinaries(undefined, folder, home);
  assert.ok(!found.ok);
  assert.match(found.reason, /does not run here/);
});
