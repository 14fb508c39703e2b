// Faults of the Smals kind: a SystemError or a BusinessError in the detail, its texts in four languages.
import {
  type ErrorType,
  encodeBusinessError,
  encodeSystemError,
} from "../schema/generated/social-security-errors-v1.ts";
import type { EnvelopeFault } from "../soap/envelope.ts";
import { writeFault } from "../soap/fault.ts";
import type { Called, Dialect, Surroundings } from "./endpoint.ts";
import type { Exchange } from "./exchange.ts";
import type { Information } from "./passage.ts";
import { type Status, statuses } from "./statuses.ts";
import type { Trouble } from "./trouble.ts";

/** How services of the Smals kind call what goes wrong around an operation. */
export const smalsDialect: Dialect = {
  call: (trouble) => {
    const called = smalsError(statusOf(trouble));
    // SOAP 1.1 (4.4.1) has codes of its own for two of its faults.
    if (trouble.kind !== "envelope") return called;
    return { ...called, faultCode: { space: "soap", name: trouble.fault.code } };
  },
};

/** An error with its fault code: at 00 and 02 the provider's, anything else the consumer's. */
export function smalsError(status: Status): Called {
  const isOurs = /^SOA-0[02]/.test(status.code);
  return { status, faultCode: { space: "soap", name: isOurs ? "Server" : "Client" } };
}

export interface SmalsFault extends Called {
  readonly kind: "system-error" | "business-error";
  readonly information: readonly Information[];
}

/** The content of the Body of a fault. */
export function writeSmalsFault(
  { kind, status, faultCode, information }: SmalsFault,
  { ticket }: Exchange,
  { environment }: Pick<Surroundings, "environment">,
): string {
  const told = information.slice(0, mostTold).map(({ fieldName, fieldValue }) => ` (${fieldName}: ${fieldValue})`);
  const more = told.join("").slice(0, longestTold).toWellFormed();
  const retry = retries.get(status.code);
  const error: ErrorType = {
    Origin: faultCode.name === "Server" ? "Provider" : "Consumer",
    Code: status.code,
    Message: languages.map((lang) => ({ value: `${status.meaning[lang]}${more}`, lang })),
    ...(retry === undefined ? {} : { Retry: retry }),
    ...(environment === undefined ? {} : { Environment: environment }),
    Id: ticket,
  };
  const detail = kind === "system-error" ? encodeSystemError(error) : encodeBusinessError(error);
  if (!detail.ok) throw new Error(`An error does not meet its own contract at ${detail.reason[0]?.path ?? "its root"}`);
  return writeFault({ code: faultCode, text: status.code, detail: detail.value });
}

const languages = ["nl", "fr", "de", "en"] as const;
const mostTold = 5;
const longestTold = 500;

/** Where it is known whether the same request can succeed later. */
const retries: ReadonlyMap<string, boolean> = new Map([
  ["SOA-02001", false],
  ["SOA-02002", true],
]);

function statusOf(trouble: Trouble): Status {
  switch (trouble.kind) {
    case "size":
    case "xml":
      return statuses["SOA-03001"];
    case "envelope":
      return statusOfEnvelope(trouble.fault.reason);
    case "authentication":
    case "no-annex":
    case "replayed":
      return statuses["SOA-01001"];
    case "operation":
      return statuses["SOA-03005"];
    case "structure":
      return statuses["SOA-03006"];
    case "unavailable":
      return statuses["SOA-02002"];
    case "internal":
      return statuses["SOA-00001"];
  }
}

function statusOfEnvelope(reason: EnvelopeFault["reason"]): Status {
  switch (reason) {
    case "not-an-envelope":
    case "version":
      return statuses["SOA-03002"];
    case "no-body":
    case "empty-body":
      return statuses["SOA-03003"];
    case "header":
    case "parts":
    case "several-contents":
      return statuses["SOA-03004"];
  }
}
