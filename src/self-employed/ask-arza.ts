// The career behind a question, or why there is none to speak of: both operations begin with it.
import { refuse, type SourceAnswer } from "../crossroads/operation.ts";
import { type Passage, personOf } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { Career, CareerSource } from "./arza.ts";

/** A career with at least one segment; refuses with MSG00020 while ARZA cannot be asked, and with SES00100 where it knows none. */
export async function askArza(careers: CareerSource, passage: Passage): Promise<SourceAnswer<Career>> {
  const known = await careers.careerOf(personOf(passage).ssin).catch((error: unknown) => {
    if (error instanceof DatabaseUnavailable) return "unavailable" as const;
    throw error;
  });
  if (known === "unavailable") {
    return refuse(statuses.MSG00020, "an answer from ARZA", "no answer in time", [
      { fieldName: "supplier", fieldValue: "RSVZ/INASTI, ARZA" },
    ]);
  }
  if (known === undefined) return refuse(statuses.SES00100, "a career in ARZA", "none");
  if (known.affiliations.length === 0) return refuse(statuses.SES00100, "a career in ARZA", "no segments");
  return { kind: "data", data: known };
}
