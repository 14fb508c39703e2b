// The office of an operator of Dimona: its commands, on a register of the test's own.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { addDimona } from "../src/cli/dimona/commands.ts";
import { readSettings } from "../src/http/settings.ts";
import { certain } from "../src/kernel/outcome.ts";
import { identificationScene } from "./dimona-identification.ts";
import { type Ran, runCommand } from "./run-command.ts";

/** What an operator of Dimona does, on a register of its own and beside a register of persons. */
export async function dimonaOffice(t: TestContext) {
  const scene = await identificationScene(t);
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-dimona-"));
  t.after(() => rm(folder, { recursive: true }));
  const settings = certain(readSettings({ DATABASE_URL: scene.connectionString, KRUISPUNT_HOME: folder }));
  const kruispunt = (words: string): Promise<Ran> =>
    runCommand(t, (program) => addDimona(program, () => settings), `dimona ${words}`);
  return {
    ...scene,
    settings,
    done: async (words: string): Promise<Ran> => {
      const ran = await kruispunt(words);
      assert.equal(ran.code, 0, `${words}: ${ran.err}${ran.out}`);
      return ran;
    },
    /** One sentence, and nothing on standard output. */
    refused: async (words: string, sentence: RegExp): Promise<void> => {
      const { code, out: said, err } = await kruispunt(words);
      assert.equal(code, 1, words);
      assert.equal(said, "");
      assert.match(err, sentence);
    },
    changes: () =>
      scene.rows(`select entry::jsonb ->> 'operation' as operation, entry::jsonb ->> 'subject' as subject, entry::jsonb ->> 'by' as by
                  from crossroads.audit where entry::jsonb ->> 'service' = 'Administration' order by sequence`),
  };
}
