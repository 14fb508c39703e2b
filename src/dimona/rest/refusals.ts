// What a call on Dimona's JSON is refused for, beside what its schema and its annex refuse.
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { Language } from "../../rest/language.ts";
import type { ResourceReply } from "../../rest/operation.ts";
import { issue } from "../../rest/problem.ts";
import { closedFile } from "../closed-file.ts";
import { refusalWords } from "./refusal-words.ts";

type Refused = Extract<ResourceReply, { kind: "refused" }>;

const unmandated = {
  kind: "refused",
  problem: "missingPermission",
  status: statuses.MSG00016,
  gate: "employer-mandate",
  expected: "the employer itself, or somebody with a mandate of it for Dimona",
  found: "another",
} as const satisfies Refused;

/** Neither the employer itself, nor somebody with a mandate of it. */
export function withoutMandate(codes: DimonaCodes, language: Language): Refused {
  const { label, remedy } = codes.anomaly("155") ?? {};
  return { ...unmandated, detail: `${label?.[language]}. ${remedy?.[language]}` };
}

/** The same of a search, where nothing is declared. */
export function fileOfOthers(language: Language): Refused {
  const { detail, remedy } = refusalWords.fileOfOthers;
  return { ...unmandated, detail: detail[language], remedy: remedy[language] };
}

/** Who may see what belongs to the employer is told why the file is closed: to others it is no employer at all. */
export function fileNotOpen(language: Language): Refused {
  return {
    kind: "refused",
    problem: "missingPermission",
    status: statuses.MSG00027,
    detail: closedFile.why[language],
    remedy: closedFile.remedy[language],
    gate: "personnel-file",
    expected: "an employer with its definitive number",
    found: "a provisional number alone",
  };
}

/** The other number would otherwise be left out of account in silence. */
export function notOneEmployer(): Refused {
  const expected = "the numbers of one employer, or one of them alone";
  return {
    kind: "refused",
    problem: "badRequest",
    status: statuses.MSG00008,
    gate: "criteria",
    expected,
    found: "a number of another",
    issues: [issue("invalidInput", "/employer/enterpriseNumber", { detail: `expected ${expected}` })],
  };
}

/** There is nothing with this number, or nothing that the caller may see: which of the two is not told. */
export function nothingThere(): Refused {
  return {
    kind: "refused",
    problem: "resourceNotFound",
    status: statuses.MSG00100,
    gate: "resource",
    expected: "the number of something that the caller may see",
    found: "another",
  };
}

export function keyTaken(language: Language): Refused {
  return {
    kind: "refused",
    problem: "idempotencyKeyReused",
    status: statuses.MSG00008,
    detail: refusalWords.keyTaken.detail[language],
    remedy: refusalWords.keyTaken.remedy[language],
    gate: "idempotency",
    expected: "a key that was not used before, or was used for the same declaration",
    found: "a key of another declaration",
  };
}

export function keyUnreadable(language: Language): Refused {
  return {
    kind: "refused",
    problem: "badRequest",
    status: statuses.MSG00004,
    detail: refusalWords.keyUnreadable.detail[language],
    remedy: refusalWords.keyUnreadable.remedy[language],
    gate: "structure",
    expected: "an Idempotency-Key of 1 to 100 visible characters",
    found: "another",
    issues: [
      issue("schemaViolation", "Idempotency-Key", { in: "header", detail: "expected 1 to 100 visible characters" }),
    ],
  };
}

/** What was declared does not fit the schema of the message: a worker type or a number that it does not have. */
export function notInXml(language: Language): Refused {
  return {
    kind: "refused",
    problem: "notAcceptable",
    status: statuses.MSG00004,
    detail: refusalWords.notInXml.detail[language],
    remedy: refusalWords.notInXml.remedy[language],
    gate: "media-type",
    expected: "application/json",
    found: "application/xml",
  };
}
