// When a message was made and until when it may be used.

import { accepted, type Outcome } from "../../kernel/outcome.ts";
import { childElements } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import { namespaces } from "./names.ts";
import { refusedFor, type SecurityFault } from "./security-fault.ts";
import { hasText, is, onlyText } from "./signed-parts.ts";

interface Life {
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly expires: number;
}

interface TimestampLimits {
  readonly now: number;
  /** Milliseconds that two clocks may differ. */
  readonly skew: number;
  /** The longest allowed time between Created and Expires, in milliseconds. */
  readonly timestampLife: number;
}

/**
 * A wsu:Timestamp (WS-Security 1.0 section 10) with Created and Expires, once each, in UTC. Refused: any other content,
 * a moment with another offset than zero or that does not exist (leap seconds too), one made later than now, expired,
 * or good for too long.
 */
export function judgeTimestamp(
  timestamp: XmlElement,
  { now, skew, timestampLife }: TimestampLimits,
): Outcome<Life, SecurityFault> {
  const [first, second, ...others] = childElements(timestamp);
  if (
    first === undefined ||
    second === undefined ||
    others.length > 0 ||
    hasText(timestamp) ||
    !is(first, namespaces.utility, "Created") ||
    !is(second, namespaces.utility, "Expires")
  ) {
    return refusedFor("timestamp-unreadable", "Created, then Expires", "something else");
  }
  const created = parseMoment(onlyText(first) ?? "");
  const expires = parseMoment(onlyText(second) ?? "");
  if (created === undefined || expires === undefined) {
    return refusedFor("timestamp-unreadable", "moments in UTC, such as 2026-01-31T12:00:00.000Z", "something else");
  }
  if (expires <= created) return refusedFor("timestamp-order", `after ${written(created)}`, written(expires));
  if (expires - created > timestampLife) {
    return refusedFor("timestamp-life-too-long", seconds(timestampLife), seconds(expires - created));
  }
  if (created > now + skew)
    return refusedFor("timestamp-in-future", `not after ${written(now + skew)}`, written(created));
  if (expires <= now - skew) return refusedFor("timestamp-expired", `after ${written(now - skew)}`, written(expires));
  return accepted({ created, expires });
}

/** xs:dateTime in UTC; digits beyond the millisecond are cut off. */
const moment = /^[\t\n\r ]*(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|[+-]00:00)[\t\n\r ]*$/;

function parseMoment(text: string): number | undefined {
  const match = moment.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const whole = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // A part that does not exist comes back as another one.
  const exists =
    whole.getUTCFullYear() === year &&
    whole.getUTCMonth() === month - 1 &&
    whole.getUTCDate() === day &&
    whole.getUTCHours() === hour &&
    whole.getUTCMinutes() === minute &&
    whole.getUTCSeconds() === second;
  return exists ? whole.getTime() + Number((match[7] ?? "").padEnd(3, "0").slice(0, 3)) : undefined;
}

function written(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} seconds`;
}
