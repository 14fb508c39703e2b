// Runs the tests on one shared database server: `npm test`, or `npm test -- src/xml` for the files whose path has that.

import { glob } from "node:fs/promises";
import { run } from "node:test";
import { fileURLToPath } from "node:url";
import { startTestServer } from "../test/database-server.ts";
import { report } from "./test-report.ts";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;

async function main(filters: readonly string[]): Promise<boolean> {
  const files = await testFiles(filters);
  if (files.length === 0) {
    console.log(`No test file has ${filters.join(" or ")} in its path\n0 passed, 0 failed`);
    return false;
  }
  const server = await startTestServer();
  const interrupted = async (): Promise<void> => {
    await server.stop();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  process.env.KRUISPUNT_TEST_DATABASE = server.connectionString;
  // Most files take in the whole server, and what one process has compiled the next need not.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../var/compile-cache", import.meta.url));
  // Each file is a process of its own; two of them, and the database beside them, fill two cores.
  const passed = await report(run({ files: [...files], concurrency: 2, timeout: 240_000 }), (text) =>
    console.log(text),
  );
  await server.stop();
  return passed;
}

async function testFiles(filters: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob(["src/**/*.test.ts", "test/**/*.test.ts"])) {
    if (filters.length === 0 || filters.some((filter) => file.includes(filter.replace(/^\.\//, "")))) files.push(file);
  }
  return files.sort();
}
