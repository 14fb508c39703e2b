// Runs a command of `kruispunt` in this process, as it runs in one of its own.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { Command, CommanderError } from "commander";
import { Refusal } from "../src/cli/refusal.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CommandLine {
  run(t: TestContext, words: Words): Promise<Ran>;
  /** Takes it for granted that it ends well. */
  done(t: TestContext, words: Words): Promise<Ran>;
  /** Takes it for granted that it is told in a sentence why not, with nothing on standard output. */
  refused(t: TestContext, words: Words, sentence: RegExp): Promise<void>;
}

/** Blanks stand between words, unless these are given one by one. */
type Words = string | readonly string[];

export function commandLine(add: (program: Command) => void): CommandLine {
  const run = (t: TestContext, words: Words) => runCommand(t, add, words);
  return {
    run,
    done: async (t, words) => {
      const ran = await run(t, words);
      assert.equal(ran.code, 0, `${words}: ${ran.err}${ran.out}`);
      return ran;
    },
    refused: async (t, words, sentence) => {
      const { code, out, err } = await run(t, words);
      assert.equal(code, 1, String(words));
      assert.equal(out, "");
      assert.match(err, sentence);
    },
  };
}

/** `add` adds the commands to a program. */
export async function runCommand(t: TestContext, add: (program: Command) => void, words: Words): Promise<Ran> {
  const said = { out: "", err: "" };
  const stops = (["out", "err"] as const).map((name) =>
    listen(t, name, (text) => {
      said[name] += text;
    }),
  );
  const program = new Command("kruispunt").exitOverride();
  add(program);
  for (const command of program.commands) for (const one of [command, ...command.commands]) one.exitOverride();
  let code = 0;
  try {
    await program.parseAsync(typeof words === "string" ? words.split(" ") : words, { from: "user" });
    code = Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof CommanderError)) throw error;
    if (error instanceof Refusal) said.err += error.message;
    code = error instanceof CommanderError ? error.exitCode : 1;
  } finally {
    process.exitCode = 0;
    for (const stop of stops) stop();
  }
  return { code, ...said };
}

/** Text goes to the listener; what the test runner tells its own process, in bytes, goes its way. */
export function listen(t: TestContext, name: "out" | "err", hear: (text: string) => void): () => void {
  const stream = process[`std${name}`];
  const write = stream.write.bind(stream);
  const { mock } = t.mock.method(stream, "write", (text: string | Uint8Array, done?: () => void) => {
    if (typeof text !== "string") return write(text);
    hear(text);
    done?.();
    return true;
  });
  return () => mock.restore();
}
