// What somebody types, or another program writes, for a command that was given `-`.
import { createInterface } from "node:readline/promises";

/** The first line, without blanks around it; "" where there is none. */
export async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line.trim();
    return "";
  } finally {
    lines.close();
  }
}
