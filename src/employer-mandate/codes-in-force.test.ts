import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { day } from "../../test/access-scene.ts";
import { employerMandateCodesFolder } from "../codes/employer-mandate-codes.ts";
import { movableClock } from "../kernel/clock.ts";
import { codesInForce } from "./codes-in-force.ts";

const start = Date.parse("2026-02-10T10:00:00Z");

function given(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "kruispunt-codes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(employerMandateCodesFolder, folder, { recursive: true });
  const errors: string[] = [];
  const clock = movableClock(start);
  const log = { error: (details: object) => void errors.push(JSON.stringify(details)) };
  const members = join(folder, "group-member.tsv");
  /** A moment of its own for each change, however fast the test is. */
  let changes = 0;
  const stamp = () => {
    changes += 1;
    utimesSync(members, start / 1000 + changes, start / 1000 + changes);
  };
  return { codes: codesInForce({ clock, log, folder }), clock, errors, members, stamp };
}

test("a group gains an application without a new start, half a minute later at most", (t) => {
  const { codes, clock, errors, members, stamp } = given(t);
  const holds = () => codes().holds("DMFA_DIMONA", "LEARNING_ACCOUNT", day("2026-02-10"));
  appendFileSync(members, "DMFA_DIMONA\tLEARNING_ACCOUNT\t2026-01-01\t\tprovisional\n");
  stamp();
  clock.advance(29_000);
  assert.equal(holds(), false);
  clock.advance(1_000);
  assert.equal(holds(), true);
  assert.deepEqual(errors, []);
});

test("tables that are not in order leave the old ones in force and are told once, until they are mended", (t) => {
  const { codes, clock, errors, members, stamp } = given(t);
  const good = readFileSync(members, "utf8");
  const holds = () => codes().holds("DMFA_DIMONA", "DMFA", day("2026-02-10"));
  writeFileSync(members, `${good}DMFA_DIMONA\tDMFB\t2026-01-01\t\tprovisional\n`);
  stamp();
  for (let look = 0; look < 3; look += 1) {
    clock.advance(30_000);
    assert.equal(holds(), true);
  }
  assert.equal(errors.length, 1);
  assert.match(errors[0] ?? "", /there is no application DMFB/);
  writeFileSync(
    members,
    good.replace("DMFA_DIMONA\tDMFA\t2003-01-01\t\t", "DMFA_DIMONA\tDMFA\t2003-01-01\t2025-12-31\t"),
  );
  stamp();
  clock.advance(30_000);
  assert.equal(holds(), false);
  assert.equal(errors.length, 1);
});

test("a clock that is set back does not keep the tables from being looked at", (t) => {
  const { codes, clock, members, stamp } = given(t);
  appendFileSync(members, "DMFA_DIMONA\tLEARNING_ACCOUNT\t2026-01-01\t\tprovisional\n");
  stamp();
  clock.set(start - 86_400_000);
  assert.equal(codes().holds("DMFA_DIMONA", "LEARNING_ACCOUNT", day("2026-02-10")), true);
});
