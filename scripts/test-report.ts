// What a test run shows: a line a file, what failed in full, what was skipped and why, and the count.

import { once } from "node:events";
import { relative } from "node:path";
import type { EventData, run } from "node:test";
import { inspect } from "node:util";

interface FileTally {
  passed: number;
  failed: number;
  output: string;
}

/** Follows a run to its end, printing as it goes; gives whether nothing failed. The last line is the count. */
export async function report(events: ReturnType<typeof run>, print: (text: string) => void): Promise<boolean> {
  const tallies = new Map<string, FileTally>();
  const failures: string[] = [];
  const skipped: string[] = [];
  let counts: EventData.TestSummary["counts"] | undefined;

  const tallyOf = (file: string | undefined): FileTally => {
    const name = nameOf(file);
    const known = tallies.get(name) ?? { passed: 0, failed: 0, output: "" };
    tallies.set(name, known);
    return known;
  };
  const finish = (name: string, tally: FileTally, milliseconds?: number): void => {
    tallies.delete(name);
    const time = milliseconds === undefined ? "" : ` (${(milliseconds / 1000).toFixed(1)} s)`;
    const failed = tally.failed === 0 ? "" : `, ${tally.failed} failed`;
    print(`${tally.failed === 0 ? "✔" : "✖"} ${name}: ${tally.passed} passed${failed}${time}`);
    if (tally.output !== "") print(tally.output.trimEnd().replaceAll(/^/gm, "    "));
  };
  const noteSkipped = (test: EventData.TestPass | EventData.TestFail): void => {
    const reason = test.skip ?? test.todo;
    if (reason === undefined || reason === false) return;
    skipped.push(
      `${nameOf(test.file)}: ${test.name}: ${reason === true || reason === "" ? "no reason given" : reason}`,
    );
  };

  events.on("test:stdout", ({ file, message }) => {
    tallyOf(file).output += message;
  });
  events.on("test:stderr", ({ file, message }) => {
    tallyOf(file).output += message;
  });
  events.on("test:pass", (test) => {
    noteSkipped(test);
    if (test.details.type !== "suite" && test.skip === undefined) tallyOf(test.file).passed += 1;
  });
  events.on("test:fail", (test) => {
    noteSkipped(test);
    if (test.todo !== undefined || test.details.type === "suite") return;
    tallyOf(test.file).failed += 1;
    failures.push(`✖ ${nameOf(test.file)}:${test.line ?? 1}: ${test.name}\n${reasonOf(test.details.error)}`);
  });
  events.on("test:summary", (summary) => {
    if (summary.file === undefined) counts = summary.counts;
    else finish(nameOf(summary.file), tallyOf(summary.file), summary.duration_ms);
  });
  events.resume();
  await once(events, "end");

  // A file that could not be loaded ends without a summary of its own.
  for (const [name, tally] of tallies) finish(name, tally);
  if (failures.length > 0) print(`\nFAILED\n\n${failures.join("\n\n")}`);
  if (skipped.length > 0) print(`\nSKIPPED\n\n${skipped.map((line) => `- ${line}`).join("\n")}`);
  const passed = counts?.passed ?? 0;
  // A run that ends without counts has not run.
  const failed = counts === undefined ? 1 : counts.tests - counts.passed - counts.skipped - counts.todo;
  print(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
  return failed === 0;
}

function nameOf(file: string | undefined): string {
  return file === undefined ? "?" : relative(process.cwd(), file);
}

function reasonOf(error: Error): string {
  const { cause } = error;
  const text =
    cause instanceof Error ? (cause.stack ?? cause.message) : typeof cause === "string" ? cause : inspect(error);
  return text.replaceAll(/^/gm, "    ");
}
