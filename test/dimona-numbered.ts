// Declarations that can be told from each other by a number: each of another worker's day, under a key of its own.
import { hash } from "node:crypto";
import type { Sender, Submission } from "../src/dimona/register/submission.ts";
import { addDays } from "../src/kernel/day.ts";
import { day, dimonaIn, workers } from "./dimona-declarations.ts";

export function numberedIn(index: number, sender: Sender): Submission {
  const date = addDays(day("2027-01-01"), index);
  const declaration = dimonaIn(
    { from: date, to: date },
    { worker: { ssin: index % 2 === 0 ? workers.man : workers.woman } },
  );
  return {
    declaration,
    sender,
    channel: "REST",
    receivedAt: Date.parse("2026-06-25T08:00:00Z"),
    ticket: crypto.randomUUID(),
    idempotency: { key: String(index), digest: hash("sha256", JSON.stringify(declaration)) },
  };
}
