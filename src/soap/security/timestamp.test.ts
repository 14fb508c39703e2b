import assert from "node:assert/strict";
import { test } from "node:test";
import { parseXml } from "../../xml/parse.ts";
import { namespaces } from "./names.ts";
import { judgeTimestamp } from "./timestamp.ts";

const now = Date.parse("2026-02-28T12:00:00Z");

function judge(created: string, expires: string) {
  const parsed = parseXml(
    Buffer.from(
      `<u:Timestamp xmlns:u="${namespaces.utility}"><u:Created>${created}</u:Created><u:Expires>${expires}</u:Expires></u:Timestamp>`,
    ),
  );
  assert.ok(parsed.ok);
  return judgeTimestamp(parsed.value.root, { now, skew: 60_000, timestampLife: 300_000 });
}

test("moments in UTC are read to the millisecond, however many digits they have", () => {
  for (const [created, milliseconds] of [
    ["2026-02-28T12:00:00Z", now],
    ["2026-02-28T12:00:00.5Z", now + 500],
    ["2026-02-28T12:00:00.0429999Z", now + 42],
    ["2026-02-28T12:00:00+00:00", now],
    ["2026-02-28T12:00:00.000-00:00", now],
    ["\n 2026-02-28T12:00:00Z\t", now],
  ] as const) {
    const outcome = judge(created, "2026-02-28T12:01:00Z");
    assert.equal(outcome.ok && outcome.value.created, milliseconds, created);
  }
});

test("a moment that is not in UTC, or does not exist, is refused", () => {
  for (const created of [
    "",
    "2026-02-28",
    "2026-02-28T12:00:00",
    "2026-02-28T13:00:00+01:00",
    "2026-02-29T12:00:00Z",
    "2026-00-28T12:00:00Z",
    "2026-13-28T12:00:00Z",
    "2026-02-28T24:00:00Z",
    "2026-02-28T11:60:00Z",
    "2026-02-28T11:59:60Z",
    "0026-02-28T12:00:00Z",
    "2026-02-28t12:00:00z",
    "+2026-02-28T12:00:00Z",
    "2026-02-28T12:00:00.Z",
    "2026-02-28T12:00:00Z<!-- -->",
    "2026-02-28<!-- -->T12:00:00Z",
  ]) {
    const outcome = judge(created, "2026-02-28T12:01:00Z");
    assert.equal(!outcome.ok && outcome.reason.reason, "timestamp-unreadable", created);
  }
});

test("limits are exact: life to the millisecond, skew on either side", () => {
  const verdict = (created: number, expires: number) => {
    const outcome = judge(new Date(created).toISOString(), new Date(expires).toISOString());
    return outcome.ok ? "accepted" : outcome.reason.reason;
  };
  assert.equal(verdict(now, now + 300_000), "accepted");
  assert.equal(verdict(now, now + 300_001), "timestamp-life-too-long");
  assert.equal(verdict(now + 60_000, now + 60_001), "accepted");
  assert.equal(verdict(now + 60_001, now + 60_002), "timestamp-in-future");
  assert.equal(verdict(now - 60_001, now - 59_999), "accepted");
  assert.equal(verdict(now - 60_001, now - 60_000), "timestamp-expired");
  assert.equal(verdict(now, now), "timestamp-order");
});
