import assert from "node:assert/strict";
import { test } from "node:test";
import { movableClock } from "./clock.ts";
import { parseDay } from "./day.ts";
import {
  addMinutes,
  dayOf,
  firstMomentOf,
  localNow,
  localStamp,
  minuteNumber,
  momentAt,
  parseHour,
  startOf,
} from "./local-time.ts";
import { certain } from "./outcome.ts";

const day = (text: string) => certain(parseDay(text));
const at = (date: string, hour: string) => momentAt(day(date), certain(parseHour(hour)));

test("an hour is four digits of a clock", () => {
  for (const text of ["0000", "0930", "2359"]) assert.deepEqual(parseHour(text), { ok: true, value: text });
  for (const text of ["2400", "0960", "930", "09:30", "٠٩٣٠"]) assert.equal(parseHour(text).ok, false, text);
});

test("it is an hour later in Belgium than in UTC in winter and two hours in summer", () => {
  assert.equal(localNow(movableClock(Date.UTC(2026, 0, 15, 22, 59))), "2026-01-15T23:59");
  assert.equal(localNow(movableClock(Date.UTC(2026, 6, 15, 22, 59, 59))), "2026-07-16T00:59");
});

test("a moment belongs to its day, and the end of a day is the start of the next", () => {
  assert.equal(dayOf(at("2026-07-01", "2359")), "2026-07-01");
  assert.equal(addMinutes(at("2026-12-31", "2359"), 1), startOf(day("2027-01-01")));
});

test("text order is order of time, and differences are those of the wall clock", () => {
  assert.ok(at("2026-07-01", "0959") < at("2026-07-01", "1000"));
  const night = minuteNumber(at("2026-03-29", "1200")) - minuteNumber(at("2026-03-28", "1200"));
  assert.equal(night, 24 * 60, "summer time began in between");
});

test("a moment beyond the year 9999 is refused rather than written another way", () => {
  assert.throws(() => addMinutes(at("9999-12-31", "2359"), 1), RangeError);
});

test("a moment has its Belgian day and hour to the millisecond", () => {
  assert.deepEqual(localStamp(Date.UTC(2026, 6, 15, 22, 59, 58, 7)), { day: "2026-07-16", hour: "00:59:58.007" });
});

test("a day begins at midnight in Belgium, also on the days on which summer time begins and ends", () => {
  assert.equal(firstMomentOf(day("2026-01-15")), "2026-01-14T23:00:00Z");
  assert.equal(firstMomentOf(day("2026-03-29")), "2026-03-28T23:00:00Z");
  assert.equal(firstMomentOf(day("2026-03-30")), "2026-03-29T22:00:00Z");
});
