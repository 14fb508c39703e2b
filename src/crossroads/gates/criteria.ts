// Are the criteria of the service in order? The service judged them when it read the question.
import { type Gate, passed } from "../passage.ts";

/** Refuses what the service found wrong with its own criteria, such as an end before the begin (SES00300). */
export const criteriaGate: Gate = {
  name: "criteria",
  check: ({ question }) => question.criteriaFault ?? passed(),
};
