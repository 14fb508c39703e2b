// Files that are read at the start and then kept in memory: whether the next start would find them as they are.
import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Check, CheckFacts } from "./check.ts";
import { type Finding, ok, warning } from "./check.ts";

/** Texts as they are in use, by the path of their file. */
export type FilesInUse = ReadonlyMap<string, string>;

/** WARNING when a file is away or is another than the one in use; files are named without their folder. */
export function createFileComparison(files: FilesInUse): (signal: AbortSignal) => Promise<Finding> {
  const noted = [...files].map(([path, text]) => ({ path, digest: hash("sha256", text) }));
  return async (signal) => {
    for (const { path, digest } of noted) {
      const text = await readFile(path, { encoding: "utf8", signal }).catch(() => undefined);
      if (text === undefined) return warning("FILE_UNREADABLE", `${basename(path)} cannot be read`);
      if (hash("sha256", text) !== digest) return warning("FILE_CHANGED", `${basename(path)} is another now`);
    }
    return ok();
  };
}

/** Of a service as people call it. It goes on without the files: what it publishes and judges by is in memory. */
export function contractFacts(id: string, service: string): CheckFacts {
  return {
    id: `${id}-contract`,
    description: `The contract of ${service} can be read as it is in use`,
    type: "DEFAULT",
    failSafe: true,
    vital: false,
    resource: { name: `${service} contract`, type: "CLASSPATH" },
  };
}

/** Nothing but that the files are there and the same. */
export function filesCheck(facts: CheckFacts, files: FilesInUse): Check {
  return { ...facts, run: createFileComparison(files) };
}
