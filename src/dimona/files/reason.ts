// What may be told of what went wrong with a file or a folder.
import { DatabaseUnavailable } from "../../database/unavailable.ts";

/** Without data: a message of the database could hold some. */
export function reasonOf(error: unknown): string {
  if (error instanceof DatabaseUnavailable) return `the database is not available (${error.reason})`;
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}
