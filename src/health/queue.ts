// What waits to be written: a warning when there is much of it, and critical when nearly no more is taken.
import { critical, type Finding, ok, warning } from "./check.ts";

/** `things` in the plural: entries, declarations. */
export function queueFinding(waiting: number, things: string): Finding {
  if (waiting < manyWaiting) return ok();
  const told = `${waiting} ${things} wait`;
  return waiting < tooManyWaiting ? warning("QUEUE_LONG", told) : critical("QUEUE_LONG", told);
}

// Two batches' worth, as under full load; and half of what a writer takes before it refuses.
const manyWaiting = 1000;
const tooManyWaiting = 10_000;
