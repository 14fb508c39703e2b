// A folder that is there as long as a test runs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
