// An institution that fetches mutations, as it is answered; held to the running service by a test.
import type { RestExample } from "../../rest/operation.ts";

export const mutationExamples: readonly RestExample[] = [
  {
    name: "nothingYet",
    summary: "Nothing happened since",
    request: { after: "0", limit: 100 },
    status: 200,
    response: { items: [] },
  },
];
