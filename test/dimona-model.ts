// A second, naive reading of the rules on periods, to hold the engine against: time is a row of half hours, and what two periods
// share is found by looking at each of them. It knows of well-formed declarations only, whether they are accepted or refused.

/** Half hours since the midnight at which 15 June 2026 begins. */
export type Slot = number;

/** hourly and flat: occasional work in a café; shift and stretch: flexi-jobs by the day and by the period; mission: agency work. */
export type Kind = "ordinary" | "student" | "hourly" | "flat" | "shift" | "stretch" | "mission";

export interface ModelPeriod {
  readonly kind: Kind;
  /** Days since 15 June 2026. */
  readonly start: number;
  readonly end: number | undefined;
  /** Half hours of the day. */
  readonly startHour?: number | undefined;
  readonly endHour?: number | undefined;
  readonly hours?: number | undefined;
  /** Where a mission sends the worker. */
  readonly user?: string | undefined;
  readonly cancelled: boolean;
  readonly late: boolean;
}

export interface Model {
  now: Slot;
  readonly periods: ModelPeriod[];
}

export interface Changes {
  readonly start?: number;
  readonly end?: number | "none";
  readonly startHour?: number;
  readonly endHour?: number;
  readonly hours?: number;
}

const slotsADay = 48;
const horizon = 140 * slotsADay;
/** Their first days. */
const [july, august, october] = [16, 47, 108];
const quarters = [july, october];

/** Would an IN of this period be accepted? */
export function acceptsIn(model: Model, period: ModelPeriod): boolean {
  return isInOrder(period) && standsBeside(period, model.periods);
}

export function acceptsOut(period: ModelPeriod, end: number): boolean {
  if (period.cancelled || period.end !== undefined || end < period.start) return false;
  return period.kind !== "stretch" || (end > period.start && quarterOf(end) === quarterOf(period.start));
}

export function acceptsCancel(model: Model, period: ModelPeriod): boolean {
  if (period.cancelled) return false;
  const hasHours = period.kind === "hourly" || period.kind === "flat" || period.kind === "shift";
  return !hasHours || model.now < (period.start + 1) * slotsADay;
}

export function acceptsUpdate(model: Model, period: ModelPeriod, changes: Changes): boolean {
  const { kind } = period;
  const isShift = kind === "hourly" || kind === "shift";
  const isFlexi = kind === "shift" || kind === "stretch";
  const after = changed(period, changes);
  if (period.cancelled) return false;
  if (changes.startHour !== undefined && !isShift && kind !== "flat") return false;
  if (changes.endHour !== undefined && !isShift) return false;
  if (changes.hours !== undefined && kind !== "student") return false;
  if (kind === "student" && after.start !== period.start) return false;
  if (after.hours !== period.hours && period.start < july && model.now >= august * slotsADay) return false;
  if (typeof changes.end === "number" && period.end === undefined) return false;
  if (changes.end === "none" && kind !== "ordinary" && kind !== "stretch") return false;
  if (JSON.stringify(after) === JSON.stringify(period)) return false;
  if (!isInOrder(after)) return false;
  const [was, is] = [taken(period), taken(after)];
  if (isShift || kind === "flat" || kind === "stretch") {
    if (firstHour(after) !== firstHour(period) && model.now >= firstHour(period)) return false;
    if (is.until > was.until && (isFlexi || model.now > laterEndUntil(period))) return false;
    if (is.until < was.until && kind !== "stretch" && model.now >= ((period.end ?? 0) + 1) * slotsADay) return false;
  }
  return standsBeside(
    after,
    model.periods.filter((other) => other !== period),
  );
}

export function changed(period: ModelPeriod, { end, ...changes }: Changes): ModelPeriod {
  const after = { ...period, ...changes };
  return end === undefined ? after : { ...after, end: end === "none" ? undefined : end };
}

/** Whether the living periods may all stand beside each other. */
export function isFileSound(periods: readonly ModelPeriod[]): boolean {
  return periods.every((period, index) => period.cancelled || standsBeside(period, periods.slice(0, index)));
}

/** Planned hours beyond the 650 of 2026. */
export function studentHoursBeyond(model: Model, period: ModelPeriod): number {
  if (period.kind !== "student" || period.hours === undefined) return 0;
  if (period.late) return period.hours;
  const others = model.periods.filter(
    (other) => other !== period && other.kind === "student" && !other.cancelled && !other.late,
  );
  const used = others.reduce((sum, { hours = 0 }) => sum + hours, 0);
  return Math.max(0, Math.min(period.hours, used + period.hours - 650));
}

function isInOrder({ kind, start, end, startHour = 0, endHour = 0 }: ModelPeriod): boolean {
  if (end !== undefined && end < start) return false;
  switch (kind) {
    case "ordinary":
      return true;
    case "mission":
      return end !== undefined;
    case "student":
      return end !== undefined && quarterOf(start) === quarterOf(end);
    case "flat":
      return end === start;
    case "stretch":
      return end === undefined || (end > start && quarterOf(start) === quarterOf(end));
    default: {
      const length = ((end ?? 0) - start) * slotsADay + endHour - startHour;
      return length > 0 && length <= slotsADay;
    }
  }
}

function standsBeside(period: ModelPeriod, all: readonly ModelPeriod[]): boolean {
  const others = all.filter(({ cancelled }) => !cancelled);
  const isOccasional = ({ kind }: ModelPeriod) => kind === "hourly" || kind === "flat";
  const isFlexi = ({ kind }: ModelPeriod) => kind === "shift" || kind === "stretch";
  const alike = (other: ModelPeriod) =>
    (other.kind === period.kind && other.user === period.user) ||
    (isFlexi(other) && isFlexi(period)) ||
    (isOccasional(other) && isOccasional(period));
  for (const other of others) {
    if (!alike(other)) continue;
    if (isOccasional(period) && (period.kind === "flat" || other.kind === "flat")) {
      if (period.start === other.start) return false;
    } else if (meet(period, other)) return false;
  }
  if (!isOccasional(period)) return true;
  const days = new Set([period, ...others.filter(isOccasional)].map(({ start }) => start));
  for (const first of [period.start - 2, period.start - 1, period.start]) {
    if (days.has(first) && days.has(first + 1) && days.has(first + 2)) return false;
  }
  return true;
}

/** Looks at every half hour. */
function meet(a: ModelPeriod, b: ModelPeriod): boolean {
  const [rowA, rowB] = [rowOf(a), rowOf(b)];
  for (let slot = 0; slot < horizon; slot += 1) if (rowA[slot] === 1 && rowB[slot] === 1) return true;
  return false;
}

const rows = new WeakMap<ModelPeriod, Uint8Array>();

function rowOf(period: ModelPeriod): Uint8Array {
  const known = rows.get(period);
  if (known !== undefined) return known;
  const row = new Uint8Array(horizon);
  const { from, until } = taken(period);
  row.fill(1, from, until);
  rows.set(period, row);
  return row;
}

function taken({ kind, start, end, startHour = 0, endHour = 0 }: ModelPeriod): { from: Slot; until: Slot } {
  const isShift = kind === "hourly" || kind === "shift";
  if (isShift) return { from: start * slotsADay + startHour, until: (end ?? 0) * slotsADay + endHour };
  const beyond = kind === "stretch" ? (quarters.find((first) => first > start) ?? 0) * slotsADay : horizon;
  return { from: start * slotsADay, until: end === undefined ? beyond : (end + 1) * slotsADay };
}

function firstHour({ start, startHour = 0 }: ModelPeriod): Slot {
  return start * slotsADay + startHour;
}

function laterEndUntil({ kind, end = 0, endHour = 0 }: ModelPeriod): Slot {
  if (kind === "flat") return (end + 1) * slotsADay - 1;
  return endHour >= 40 ? (end + 1) * slotsADay + 16 : end * slotsADay + endHour + 16;
}

function quarterOf(day: number): number {
  return quarters.filter((first) => first <= day).length;
}
