// What an error of PostgreSQL means to whoever asked, without the values that it may quote.

import { DatabaseError } from "pg";
import { DatabaseUnavailable } from "./unavailable.ts";

/** PostgreSQL refused a statement: a violated constraint or a bug. Names the rule, never the values. */
export class StatementRefused extends Error {
  override readonly name = "StatementRefused";
  /** The SQLSTATE code (PostgreSQL manual, appendix A). */
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(code: string, constraint: string | undefined, message: string) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

/** Turns what `pg` threw into DatabaseUnavailable where waiting may help, StatementRefused where it will not. */
export function failureOf(error: unknown): Error {
  if (!(error instanceof DatabaseError)) return error instanceof Error ? error : new Error(String(error));
  const code = error.code ?? "XX000";
  if (code === "57014") return new DatabaseUnavailable("timeout");
  if (isTemporary(code)) return new DatabaseUnavailable("refused");
  return new StatementRefused(code, error.constraint, `PostgreSQL refused a statement (${code}): ${messageOf(error)}`);
}

/** A prepared statement no longer fits its table, or is gone: a fresh connection heals both. */
export function asksForFreshConnection(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === "0A000" || error.code === "26000");
}

// Connection trouble (08), no memory, disk or connections left (53), shutdown and start-up (57P), input/output (58),
// and a server that has become a read-only standby (25006).
function isTemporary(code: string): boolean {
  return /^(?:08|53|57P|58)/.test(code) || code === "25006" || code === "0A000" || code === "26000";
}

// Data exceptions quote the value that offended, which may be somebody's SSIN.
function messageOf(error: DatabaseError): string {
  return error.code?.startsWith("22") ? "a value does not fit its type" : error.message;
}
