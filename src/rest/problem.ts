// Problems as the Belgian REST guide has them (RFC 9457): the types there are, and how one is made.
import { z } from "zod";

const guide = "https://www.belgif.be/specification/rest/api-guide";

/** Types of the guide, and some of our own where it has none; each with its one HTTP status. */
const kinds = {
  badRequest: { status: 400, title: "Bad Request", of: "belgif" },
  noAccessToken: { status: 401, title: "No Access Token", of: "belgif" },
  invalidAccessToken: { status: 401, title: "Invalid Access Token", of: "belgif" },
  expiredAccessToken: { status: 401, title: "Expired Access Token", of: "belgif" },
  missingScope: { status: 403, title: "Missing Scope", of: "belgif" },
  missingPermission: { status: 403, title: "Missing Permission", of: "belgif" },
  resourceNotFound: { status: 404, title: "Resource Not Found", of: "belgif" },
  methodNotAllowed: { status: 405, title: "Method Not Allowed", of: "kruispunt" },
  notAcceptable: { status: 406, title: "Not Acceptable", of: "kruispunt" },
  payloadTooLarge: { status: 413, title: "Payload Too Large", of: "belgif" },
  unsupportedMediaType: { status: 415, title: "Unsupported Media Type", of: "kruispunt" },
  idempotencyKeyReused: { status: 422, title: "Idempotency Key Reused", of: "kruispunt" },
  tooManyRequests: { status: 429, title: "Too Many Requests", of: "belgif" },
  internalServerError: { status: 500, title: "Internal Server Error", of: "belgif" },
  notImplemented: { status: 501, title: "Not Implemented", of: "kruispunt" },
  badGateway: { status: 502, title: "Bad Gateway", of: "belgif" },
  serviceUnavailable: { status: 503, title: "Service Unavailable", of: "belgif" },
} as const;

const issueKinds = {
  schemaViolation: { of: "belgif", title: "Input isn't valid with respect to schema" },
  unknownInput: { of: "belgif", title: "Unknown input" },
  invalidInput: { of: "belgif", title: "Invalid input" },
  referencedResourceNotFound: { of: "belgif", title: "Referenced resource not found" },
  invalidPeriod: { of: "belgif-ext", title: "Period is invalid" },
  replacedSsin: { of: "cbss", title: "SSIN has been replaced, use new SSIN" },
  canceledSsin: { of: "cbss", title: "SSIN has been canceled" },
} as const;

/** Every type of problem, for the reference. */
export const problemTable = Object.entries(kinds).map(([kind, { of, status, title }]) => ({
  type: `urn:problem-type:${of}:${kind}`,
  status,
  title,
}));

export type ProblemKind = keyof typeof kinds;
export type IssueKind = keyof typeof issueKinds;

const uri = z.string().meta({ format: "uri" });

export const issueSchema = z
  .object({
    type: uri.describe("What kind of mistake this is; stable, to be handled by programs"),
    href: uri.optional().describe("Where this kind is explained"),
    title: z.string().optional().describe("The kind in English, for engineers"),
    detail: z.string().optional().describe("What was expected, in English; never holds a number of a person"),
    in: z.string().optional().describe("Which part of the request: body, header, path or query"),
    name: z.string().optional().describe("The input, as a JSON pointer into the body"),
    replacedBy: z.string().optional().describe("The number that took the place of a replaced one"),
  })
  .describe("One thing that is wrong with the request");

export const problemSchema = z
  .object({
    type: uri.describe("What kind of problem this is; stable, to be handled by programs"),
    href: uri.optional().describe("Where this kind is explained"),
    title: z.string().describe("The kind in English, for engineers"),
    status: z.int().min(400).max(599).describe("The HTTP status"),
    detail: z.string().optional().describe("What happened, in the language of Accept-Language (nl, fr, de, en)"),
    instance: uri.describe("This occurrence: the ticket, as urn:uuid"),
    code: z.string().optional().describe("The status or fault code that SOAP customers get for the same"),
    remedy: z.string().optional().describe("What the asker can do about it, in the same language"),
    issues: z.array(issueSchema).optional().describe("What is wrong with the request"),
    requiredScopes: z.array(z.string()).optional().describe("The scopes that the access token lacks"),
  })
  .describe("Why a request was not answered (RFC 9457)");

export type Issue = Readonly<z.infer<typeof issueSchema>>;
export type Problem = Readonly<Omit<z.infer<typeof problemSchema>, "issues" | "requiredScopes">> & {
  readonly issues?: readonly Issue[] | undefined;
  readonly requiredScopes?: readonly string[] | undefined;
};

/** An issue with an input of the body; `name` is a JSON pointer. */
export function issue(
  kind: IssueKind,
  name: string,
  more: Pick<Issue, "detail" | "replacedBy"> & { readonly in?: "path" | "query" | "header" } = {},
): Issue {
  const { of, title } = issueKinds[kind];
  return {
    type: `urn:problem-type:${of}:input-validation:${kind}`,
    ...(of === "belgif" ? { href: `${guide}/issues/${kind}.html` } : {}),
    title,
    in: "body",
    name,
    ...more,
  };
}

type Particulars = Pick<Problem, "detail" | "code" | "remedy" | "issues" | "requiredScopes">;

/** A problem of this kind; its instance is the ticket under which the audit knows the request. */
export function problem(kind: ProblemKind, ticket: string, particulars: Particulars): Problem {
  const { of, status, title } = kinds[kind];
  return {
    type: `urn:problem-type:${of}:${kind}`,
    ...(of === "belgif" ? { href: `${guide}/problems/${kind}.html` } : {}),
    title,
    status,
    instance: `urn:uuid:${ticket}`,
    ...particulars,
  };
}
