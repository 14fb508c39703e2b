import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cancel, dimonaIn, hour, out, type SpanText, update } from "../../test/dimona-declarations.ts";
import {
  acceptsCancel,
  acceptsIn,
  acceptsOut,
  acceptsUpdate,
  type Changes,
  changed,
  isFileSound,
  type Kind,
  type Model,
  type ModelPeriod,
  studentHoursBeyond,
} from "../../test/dimona-model.ts";
import { type Scene, scene } from "../../test/dimona-scene.ts";
import { addDays, type IsoDay, parseDay } from "../kernel/day.ts";
import { certain } from "../kernel/outcome.ts";
import { type Declaration, noEnd, type Partly, type Span } from "./declaration.ts";
import type { DimonaPeriod } from "./dimona-period.ts";

const firstDay = certain(parseDay("2026-06-15"));
const dayAt = (index: number): IsoDay => addDays(firstDay, index);
const clockAt = (slot: number) => `${String(Math.floor(slot / 2)).padStart(2, "0")}:${slot % 2 === 0 ? "00" : "30"}`;
const hourAt = (slot: number) => hour(clockAt(slot).replace(":", ""));
const nowText = ({ now }: Model) => `${dayAt(Math.floor(now / 48))} ${clockAt(now % 48)}`;

let steps = 0;
let accepted = 0;

type Step = fc.Command<Model, Scene>;

/** Declares, and holds the verdict and the file against the model's. */
function declare(model: Model, file: Scene, declaration: Declaration, expected: boolean, keep: () => void): void {
  steps += 1;
  const { result, anomalies } = file.declare(declaration, { now: nowText(model) });
  assert.equal(result !== "B", expected, `${result} for ${anomalies.map(({ code }) => code).join(", ")}`);
  if (!expected) return;
  accepted += 1;
  keep();
  assert.deepEqual(file.periods.map(shortOf), model.periods.map(shortOfModel));
  assert.ok(isFileSound(model.periods), "two periods that the rules forbid together");
}

function shortOf({ span, cancelled, features, exceeding }: DimonaPeriod) {
  const beyond = features.workerType === "STU" ? (exceeding[0]?.amount ?? 0) : 0;
  const { startDate, endDate, startHour, endHour } = span;
  return { startDate, endDate, startHour, endHour, hours: span.plannedHours, cancelled, beyond };
}

function shortOfModel({ start, end, startHour, endHour, hours, cancelled, beyond }: Kept) {
  const optional = <Value, Made>(value: Value | undefined, make: (value: Value) => Made) =>
    value === undefined ? undefined : make(value);
  return {
    startDate: dayAt(start),
    endDate: optional(end, dayAt),
    startHour: optional(startHour, hourAt),
    endHour: optional(endHour, hourAt),
    hours,
    cancelled,
    beyond: beyond ?? 0,
  };
}

/** A period of the model with the hours beyond the quota when it was last declared on. */
type Kept = ModelPeriod & { readonly beyond?: number };

function withQuota(model: Model, period: ModelPeriod): Kept {
  return { ...period, beyond: studentHoursBeyond(model, period) };
}

function declarationOf({ kind, start, end, startHour, endHour, hours, user }: ModelPeriod): Declaration {
  const part = (day: number, slot: number | undefined) =>
    `${dayAt(day)}${slot === undefined ? "" : ` ${clockAt(slot)}`}`;
  const span: SpanText = {
    from: part(start, startHour),
    ...(end === undefined ? {} : { to: part(end, endHour) }),
    ...(hours === undefined ? {} : { hours }),
  };
  const sentTo = user === undefined ? {} : { features: { user: { jointCommittee: "XXX", name: user } } };
  return dimonaIn(span, { ...featuresOf[kind], ...sentTo });
}

const featuresOf = {
  ordinary: { type: "OTH" },
  student: { type: "STU" },
  hourly: { type: "EXT", committee: "302" },
  flat: { type: "EXT", committee: "302" },
  shift: { type: "FLX" },
  stretch: { type: "FLX" },
  mission: { committee: "322" },
} as const satisfies Record<Kind, object>;

const someDay = fc.nat(45);
const someHour = fc.nat(47);

const somePeriod: fc.Arbitrary<ModelPeriod> = fc
  .record({
    kind: fc.constantFrom<Kind>("ordinary", "student", "hourly", "flat", "shift", "stretch", "mission"),
    start: someDay,
    length: fc.nat(20),
    isOpen: fc.boolean(),
    startHour: someHour,
    slots: fc.integer({ min: -2, max: 50 }),
    hours: fc.integer({ min: 1, max: 300 }),
    user: fc.constantFrom("Atelier", "Bakkerij"),
  })
  .map(({ kind, start, length, isOpen, startHour, slots, hours, user }) => {
    const plain = { kind, start, cancelled: false, late: false };
    if (kind === "student") return { ...plain, end: start + length, hours };
    if (kind === "mission") return { ...plain, end: isOpen ? undefined : start + length, user };
    if (kind === "flat") return { ...plain, end: start, startHour };
    if (kind === "ordinary" || kind === "stretch") return { ...plain, end: isOpen ? undefined : start + length };
    const until = start * 48 + startHour + slots;
    return { ...plain, startHour, end: Math.floor(until / 48), endHour: ((until % 48) + 48) % 48 };
  });

/** Half of them about these days, where it matters what time it is. */
const inStep = fc.tuple(somePeriod, fc.boolean(), fc.integer({ min: -2, max: 4 })).map(
  ([period, isNear, offset]): Step => ({
    check: () => true,
    run: (model, file) => {
      const start = isNear ? Math.max(0, Math.floor(model.now / 48) + offset) : period.start;
      const moved = { ...period, start, end: period.end === undefined ? undefined : period.end + start - period.start };
      const late = model.now >= (start + 1) * 48;
      const made = { ...moved, late: period.kind === "student" && late };
      declare(model, file, declarationOf(made), acceptsIn(model, made), () => {
        model.periods.push(withQuota(model, made));
      });
    },
    toString: () => `in ${JSON.stringify(period)}`,
  }),
);

/** A step on one of the periods that are there. */
function onPeriod(
  which: number,
  name: string,
  run: (model: Model, file: Scene, period: ModelPeriod, real: DimonaPeriod, at: number) => void,
): Step {
  return {
    check: ({ periods }) => periods.length > 0,
    run: (model, file) => {
      // The latest ones more often: of old periods little can be changed any more.
      const at = which % 2 === 0 ? which % model.periods.length : Math.max(0, model.periods.length - 1 - (which % 5));
      const [period, real] = [model.periods[at], file.periods[at]];
      assert.ok(period !== undefined && real !== undefined);
      run(model, file, period, real, at);
    },
    toString: () => `${name} on ${which}`,
  };
}

/** Half of them about the first day. */
const outStep = fc
  .tuple(fc.nat(), someDay, fc.boolean(), fc.integer({ min: -1, max: 2 }))
  .map(([which, someEnd, isNear, offset]) =>
    onPeriod(which, `out ${isNear ? offset : someEnd}`, (model, file, period, real, at) => {
      const end = isNear ? Math.max(0, period.start + offset) : someEnd;
      declare(model, file, out(real, dayAt(end)), acceptsOut(period, end), () => {
        model.periods[at] = { ...period, end };
      });
    }),
  );

const cancelStep = fc.nat().map((which) =>
  onPeriod(which, "cancel", (model, file, period, real, at) =>
    declare(model, file, cancel(real), acceptsCancel(model, period), () => {
      model.periods[at] = { ...period, cancelled: true };
    }),
  ),
);

const someMove = fc.integer({ min: -3, max: 3 });
const someHours = fc.integer({ min: 1, max: 300 });
const anyMoves = {
  start: someMove,
  end: fc.oneof(someMove, fc.constant("none" as const)),
  startHour: someHour,
  endHour: someHour,
};
const someChange: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ hours: someHours }),
  fc.record({ end: anyMoves.end }),
  fc.record({ start: someMove }),
  fc.record({ ...anyMoves, hours: someHours }, { requiredKeys: [] }),
);

function change(
  model: Model,
  file: Scene,
  period: ModelPeriod,
  real: DimonaPeriod,
  at: number,
  changes: Changes,
): void {
  declare(model, file, update(real, spanOf(changes)), acceptsUpdate(model, period, changes), () => {
    const after = changed(period, changes);
    model.periods[at] = after;
    model.periods[at] = withQuota(model, after);
  });
}

const updateStep = fc.tuple(fc.nat(), someChange).map(([which, move]) =>
  onPeriod(which, `update ${JSON.stringify(move)}`, (model, file, period, real, at) => {
    const changes = changesFrom(period, move);
    if (Object.keys(changes).length > 0) change(model, file, period, real, at, changes);
  }),
);

/** Hours around the end of a shift, somebody says that it lasted longer. */
const overtimeStep = fc
  .tuple(fc.nat(), fc.integer({ min: -4, max: 34 }), fc.integer({ min: 1, max: 4 }))
  .map(([which, slots, longer]) =>
    onPeriod(which, `${longer} more half hours, said ${slots} after the end`, (model, file, period, real, at) => {
      const { end, endHour } = period;
      if (end === undefined || endHour === undefined || end > 45) return;
      model.now = Math.max(model.now, end * 48 + endHour + slots);
      const until = end * 48 + endHour + longer;
      change(model, file, period, real, at, { end: Math.floor(until / 48), endHour: until % 48 });
    }),
  );

interface Move {
  readonly start?: number;
  readonly end?: number | "none";
  readonly startHour?: number;
  readonly endHour?: number;
  readonly hours?: number;
}

function changesFrom(period: ModelPeriod, { start, end, ...hours }: Move): Changes {
  const day = end === undefined || end === "none" ? end : (period.end ?? period.start) + end;
  return {
    ...hours,
    ...(start === undefined ? {} : { start: Math.max(0, period.start + start) }),
    ...(day === undefined ? {} : { end: day }),
  };
}

function spanOf({ start, end, startHour, endHour, hours }: Changes): Partly<Span> {
  return {
    ...(start === undefined ? {} : { startDate: dayAt(start) }),
    ...(end === undefined ? {} : { endDate: end === "none" ? noEnd : dayAt(end) }),
    ...(startHour === undefined ? {} : { startHour: hourAt(startHour) }),
    ...(endHour === undefined ? {} : { endHour: hourAt(endHour) }),
    ...(hours === undefined ? {} : { plannedHours: hours }),
  };
}

const timeStep = fc.integer({ min: 1, max: 24 }).map(
  (slots): Step => ({
    check: ({ now }) => now < 50 * 48,
    run: (model) => {
      model.now += slots;
    },
    toString: () => `${slots / 2} hours pass`,
  }),
);

test("after any sequence of declarations the file is what a naive reading of the rules makes of it", () => {
  fc.assert(
    fc.property(
      fc.commands([inStep, inStep, updateStep, updateStep, outStep, cancelStep, timeStep, overtimeStep], {
        maxCommands: 250,
        size: "max",
      }),
      (commands) => fc.modelRun(() => ({ model: { now: 0, periods: [] }, real: scene() }), commands),
    ),
    { seed: 296, numRuns: 300 },
  );
  assert.ok(steps >= 20_000, `${steps} steps`);
  assert.ok(accepted >= steps / 5 && accepted <= (steps * 4) / 5, `${accepted} of ${steps} accepted: too one-sided`);
});
