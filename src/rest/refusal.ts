// Which problem a REST caller gets where a SOAP caller gets a status or a fault.
import type { RefusedAtGate } from "../crossroads/passage.ts";
import type { Status, StatusCode } from "../crossroads/statuses.ts";
import type { Language } from "./language.ts";
import type { RestOperation } from "./operation.ts";
import { type Issue, type IssueKind, issue, type Problem, type ProblemKind, problem } from "./problem.ts";
import { wordsOf } from "./words.ts";

/** What is wrong in the body, where the status says it; at the input that the refusal names, if it names one. */
const issuesOf: Readonly<Partial<Record<StatusCode, { readonly kind: IssueKind; readonly name: `/${string}` | "" }>>> =
  {
    MSG00005: { kind: "referencedResourceNotFound", name: "/ssin" },
    MSG00006: { kind: "replacedSsin", name: "/ssin" },
    MSG00007: { kind: "canceledSsin", name: "/ssin" },
    MSG00008: { kind: "invalidInput", name: "" },
    MSG00011: { kind: "invalidInput", name: "/ssin" },
    SES00300: { kind: "invalidPeriod", name: "/period" },
    SES00400: { kind: "invalidPeriod", name: "/period" },
    EMC10001: { kind: "invalidInput", name: "/context" },
    EMC10002: { kind: "invalidInput", name: "/entity" },
    EMC10003: { kind: "referencedResourceNotFound", name: "/accessCriteria/objectCriteria" },
    EMC10004: { kind: "invalidPeriod", name: "/accessCriteria" },
    "SOA-03007": { kind: "invalidInput", name: "" },
  };

const kindsOf: Readonly<Partial<Record<StatusCode, ProblemKind>>> = {
  MSG00001: "serviceUnavailable",
  MSG00002: "serviceUnavailable",
  MSG00012: "missingPermission",
  MSG00013: "missingPermission",
  MSG00014: "missingPermission",
  MSG00015: "tooManyRequests",
  MSG00016: "missingPermission",
  MSG00020: "serviceUnavailable",
  MSG00023: "badGateway",
  MSG00025: "notImplemented",
  MSG00027: "missingPermission",
  SES00500: "badGateway",
  SES00600: "missingPermission",
  "SOA-01001": "invalidAccessToken",
  "SOA-01002": "missingPermission",
  "SOA-02001": "serviceUnavailable",
  "SOA-02002": "serviceUnavailable",
  "SOA-03001": "badRequest",
  "SOA-03002": "badRequest",
  "SOA-03003": "badRequest",
  "SOA-03004": "badRequest",
  "SOA-03005": "badRequest",
  "SOA-03006": "badRequest",
  "SOA-03007": "badRequest",
};

type Pointers = RestOperation["pointers"];

/**
 * The problem for a status without an answer. MSG00015 is a quota here: a caller without a proof never comes this far.
 * A WARNING that is not in the tables is a bad request, any other status an internal error.
 */
export function problemOf(
  status: Status,
  refusal: RefusedAtGate | undefined,
  ticket: string,
  language: Language,
  pointers: Pointers = {},
): Problem {
  const issues = issueOf(status, refusal, pointers);
  const { meaning, remedy } = wordsOf(status);
  const kind =
    kindsOf[status.code] ?? (issues.length > 0 || status.severity === "WARNING" ? "badRequest" : "internalServerError");
  return problem(kind, ticket, {
    detail: meaning[language],
    code: status.code,
    remedy: remedy[language],
    ...(issues.length === 0 ? {} : { issues }),
  });
}

function issueOf({ code }: Status, refusal: RefusedAtGate | undefined, pointers: Pointers): readonly Issue[] {
  const known = issuesOf[code];
  if (known === undefined) return [];
  const told = refusal?.information ?? [];
  const replacedBy = told.find(({ fieldName }) => fieldName === "newSSIN")?.fieldValue;
  const [at] = told.flatMap(({ fieldName }) => pointers[fieldName] ?? []);
  // What a gate expected is worded without data of the person; what it found may quote the question.
  const detail = refusal === undefined ? {} : { detail: `expected ${inJson(refusal.expected, pointers)}` };
  return [issue(known.kind, at ?? known.name, { ...detail, ...(replacedBy === undefined ? {} : { replacedBy }) })];
}

/** The same words with the names that the JSON has for elements of the contract, alone or with the one that they stand in. */
function inJson(words: string, pointers: Pointers): string {
  return words.replace(/[A-Za-z]+(?:\/[A-Za-z]+)*/g, (path) => {
    if (path.includes("/") && pointers[path] === undefined)
      return path
        .split("/")
        .map((word) => inJson(word, pointers))
        .join("/");
    return pointers[path]?.replace(/^.*\//, "") ?? path;
  });
}
