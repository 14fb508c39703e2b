// One thing that can be wrong with an installation: what it is, how much depends on it, and how to find out.

import type { FindingCode } from "./finding-codes.ts";

/** PING asks nothing, DEFAULT what is on this side of the wire, DEEP also who is on the other side (monitoring v1, HealthCheckType). */
export const levels = ["PING", "DEFAULT", "DEEP"] as const;
export type Level = (typeof levels)[number];

/** Those of monitoring v1 (ResourceType) that Kruispunt has. */
type ResourceType = "DB" | "FILESYSTEM" | "CLASSPATH" | "CERTIFICATE" | "QUEUE" | "WS" | "OTHER";

/** What a check is, apart from how it finds out. */
export interface CheckFacts {
  /** Lower case, digits and hyphens; unique in an installation. */
  readonly id: string;
  /** What is so when all is well: a sentence without its full stop. */
  readonly description: string;
  readonly type: Exclude<Level, "PING">;
  /** The service goes on without it: at its worst it is a warning for the whole. */
  readonly failSafe: boolean;
  /** Without it nobody gets any answer. */
  readonly vital: boolean;
  /** Names are logical: never a host, a path or an address. */
  readonly resource: { readonly name: string; readonly type: ResourceType };
}

export interface Check extends CheckFacts {
  /** Finds out. The signal says when nobody waits any more; a rejection is a bug, and CRITICAL. */
  run(signal: AbortSignal): Promise<Finding>;
  /** What is known without asking: when this changes, what was found before counts no more. */
  known?(): unknown;
  /** Milliseconds that a finding is kept; 0 for what costs nothing to find out. 10 s for DEFAULT, 30 s for DEEP unless told. */
  readonly keep?: number;
}

/** A message names no host, person or secret. */
export type Finding =
  | { readonly level: "OK"; readonly code?: never; readonly message?: string }
  | { readonly level: "WARNING" | "CRITICAL"; readonly code: FindingCode; readonly message: string };

export function ok(message?: string): Finding {
  return message === undefined ? { level: "OK" } : { level: "OK", message };
}

export function warning(code: FindingCode, message: string): Finding {
  return { level: "WARNING", code, message };
}

export function critical(code: FindingCode, message: string): Finding {
  return { level: "CRITICAL", code, message };
}
