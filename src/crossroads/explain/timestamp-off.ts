// By how much a message is out of time.

import { securityNamespace, soapNamespace } from "../../soap/envelope.ts";
import { namespaces } from "../../soap/security/names.ts";
import { parseXml } from "../../xml/parse.ts";
import { childElement, textOf } from "../../xml/query.ts";
import type { XmlElement } from "../../xml/tree.ts";
import type { NamedCause } from "./named-cause.ts";

/** A timestamp that could be read and is refused for the time at which it came, or for how long it claims to be good. */
export function isOnlyTime(cause: NamedCause | undefined): boolean {
  return cause?.kind === "security" && timeReasons.has(cause.reason);
}

const timeReasons: ReadonlySet<string> = new Set([
  "timestamp-in-future",
  "timestamp-expired",
  "timestamp-life-too-long",
]);

/**
 * The moment at which the message says that it was made, a sentence on its distance from the moment of judgement, and
 * whether a clock that is off explains it.
 */
export function clockDifference(
  bytes: Uint8Array,
  at: number,
): { readonly created: number; readonly told: string; readonly isClock: boolean } | undefined {
  const document = parseXml(bytes);
  const timestamp = document.ok ? timestampOf(document.value.root) : undefined;
  if (timestamp === undefined) return undefined;
  const created = momentIn(timestamp, "Created");
  const expires = momentIn(timestamp, "Expires");
  if (created === undefined || expires === undefined) return undefined;
  const life = `Created ${written(created)}, Expires ${written(expires)}, judged at ${written(at)}`;
  if (created > at) {
    return { created, told: `${life}: the sender's clock is ${duration(created - at)} ahead`, isClock: true };
  }
  if (expires < at) {
    return {
      created,
      told: `${life}: made ${duration(at - created)} before, expired ${duration(at - expires)} before`,
      isClock: true,
    };
  }
  return { created, told: `${life}: good for ${duration(expires - created)}`, isClock: false };
}

function timestampOf(root: XmlElement): XmlElement | undefined {
  const header = childElement(root, soapNamespace, "Header");
  const security = header === undefined ? undefined : childElement(header, securityNamespace, "Security");
  return security === undefined ? undefined : childElement(security, namespaces.utility, "Timestamp");
}

function momentIn(timestamp: XmlElement, name: string): number | undefined {
  const element = childElement(timestamp, namespaces.utility, name);
  const moment = element === undefined ? Number.NaN : Date.parse(textOf(element).trim());
  return Number.isNaN(moment) ? undefined : moment;
}

function written(moment: number): string {
  return new Date(moment).toISOString();
}

/** In its two largest units: `2 d 3 h`, `1 h 5 min`, `3 min 20 s`, `12 s`. */
function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
