import assert from "node:assert/strict";
import { test } from "node:test";
import { day, employers, moment, out } from "../../test/dimona-declarations.ts";
import { scene } from "../../test/dimona-scene.ts";
import { loadDimonaCodes } from "../codes/dimona-codes.ts";
import { systemClock } from "../kernel/clock.ts";
import { addDays, type IsoDay } from "../kernel/day.ts";
import type { Circumstances } from "./circumstances.ts";
import type { DimonaPeriod } from "./dimona-period.ts";
import { nextActionsOf, standingOf } from "./next-actions.ts";

const codes = loadDimonaCodes();

function actionsOn(period: DimonaPeriod, now: string, special: Partial<Circumstances> = {}) {
  const given = { ...standingOf(period, employers.cafe, codes, systemClock), receivedAt: moment(now), ...special };
  return new Map(nextActionsOf(period, employers.cafe, given).map((action) => [action.action, action]));
}

const possible = (actions: ReturnType<typeof actionsOn>) =>
  [...actions.values()].filter(({ refusedFor }) => refusedFor.length === 0).map(({ action }) => action);

test("an open period can be closed, cancelled and started on another day, and its end is an OUT", () => {
  const actions = actionsOn(scene().period({ from: "2026-07-01" }), "2026-06-25 10:00");
  assert.deepEqual(possible(actions), ["out", "cancel", "earlier-start", "later-start"]);
  assert.deepEqual(actions.get("later-end")?.refusedFor, ["00913-359"]);
  assert.deepEqual(actions.get("no-end")?.refusedFor, ["90378-444"]);
});

test("a closed period can be changed and opened again, in time until the working day after its end", () => {
  const actions = actionsOn(scene().period({ from: "2026-07-01", to: "2026-07-17" }), "2026-07-10 10:00");
  assert.deepEqual(possible(actions), ["cancel", "earlier-start", "later-start", "earlier-end", "later-end", "no-end"]);
  assert.deepEqual(actions.get("out")?.refusedFor, ["00913-356"]);
  assert.equal(actions.get("later-end")?.inTimeUntil, "2026-07-20T23:59");
  assert.equal(actions.get("cancel")?.inTimeUntil, "2026-07-01T23:59");
});

test("of a shift it is told until when each change is taken", () => {
  const shift = scene().period(
    { from: "2026-07-01 18:00", to: "2026-07-01 23:00" },
    { features: { workerType: "EXT", jointCommittee: "302" } },
  );
  const before = actionsOn(shift, "2026-07-01 17:59");
  assert.deepEqual(possible(before), ["cancel", "earlier-start", "later-start", "earlier-end", "later-end"]);
  assert.equal(before.get("later-start")?.takenUntil, "2026-07-01T17:59");
  assert.equal(before.get("later-end")?.takenUntil, "2026-07-02T08:00");
  assert.equal(before.get("cancel")?.takenUntil, "2026-07-01T23:59");
  const nextMorning = actionsOn(shift, "2026-07-02 07:00");
  assert.deepEqual(possible(nextMorning), ["later-end"]);
  assert.deepEqual(nextMorning.get("cancel")?.refusedFor, ["00913-181"]);
});

test("a student's start stands, the hours may change", () => {
  const student = scene().period(
    { from: "2026-07-01", to: "2026-07-31", hours: 40 },
    { features: { workerType: "STU", jointCommittee: "XXX" } },
  );
  const actions = actionsOn(student, "2026-07-10 10:00");
  assert.deepEqual(possible(actions), ["cancel", "earlier-end", "later-end", "planned-hours"]);
  assert.equal(actions.get("planned-hours")?.takenUntil, "2026-10-31T23:59");
});

test("an OUT is possible where there is a day on which it would be accepted, and only there", () => {
  for (const [workerType, jointCommittee, from] of [
    ["OTH", "XXX", "2026-07-10"],
    ["FLX", "XXX", "2026-06-10"],
    ["FLX", "XXX", "2026-07-10"],
    ["FLX", "XXX", "2026-09-29"],
    // Its quarter ends with its first day: it needs no OUT, and none can be given.
    ["FLX", "XXX", "2026-09-30"],
    ["QUA", "144", "2022-07-10"],
  ] as const) {
    const features = { workerType, jointCommittee };
    const isAccepted = (end: IsoDay) => {
      const file = scene({ now: "2026-07-10 10:00" });
      return file.declare(out(file.period({ from }, { features }), end)).result !== "B";
    };
    const isPossible = Array.from({ length: 150 }, (_, index) => addDays(day(from), index - 10)).some(isAccepted);
    const told = actionsOn(scene().period({ from }, { features }), "2026-07-10 10:00").get("out");
    assert.deepEqual(told?.refusedFor, isPossible ? [] : ["00911-008"], `${workerType} from ${from}`);
  }
});

test("nothing can be done with what is locked, cancelled or somebody else's", () => {
  const file = scene();
  const none = (period: DimonaPeriod, code: string, special: Partial<Circumstances> = {}) => {
    for (const { action, refusedFor } of actionsOn(period, "2026-06-25 10:00", special).values()) {
      assert.deepEqual(refusedFor, [code], action);
    }
  };
  none(file.period({ from: "2026-07-01" }, { locked: true }), "00913-362");
  none(file.period({ from: "2026-07-01" }, { cancelled: true }), "00913-355");
  none(file.period({ from: "2026-07-01" }), "90256-155", { mandated: () => false });
});
