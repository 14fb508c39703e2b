// `kruispunt consult ...`: asks as a customer would, and shows the answer to people, as JSON or as it came.
import { statusOfCode } from "../crossroads/statuses.ts";
import type { Settings } from "../http/settings.ts";
import type { Outcome } from "../kernel/outcome.ts";
import type { CBSSFaultType, StatusType } from "../schema/generated/common-v3.ts";
import {
  type ConsultCareerRequest,
  decodeConsultCareerFault,
  decodeConsultCareerResponse,
  decodeConsultContributionsFault,
  decodeConsultContributionsResponse,
  encodeConsultCareerRequest,
  encodeConsultContributionsRequest,
} from "../schema/generated/self-employed-v2.ts";
import type { StructureFault } from "../schema/runtime.ts";
import { servicePath } from "../self-employed/names.ts";
import { childElement } from "../xml/query.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Language, Showing } from "./answer-text.ts";
import { call } from "./client.ts";
import { writeContributions } from "./contributions-table.ts";
import { customerNamed, type NetworkCustomer, readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";
import { writeTimeline } from "./timeline.ts";

export interface ConsultOptions {
  readonly as: string;
  readonly ssin: string;
  readonly begin?: string;
  readonly end?: string;
  readonly legalContext?: string;
  readonly url?: string;
  readonly language: Language;
  readonly xml?: boolean;
  readonly json?: boolean;
}

/** Writes to standard output; gives the exit code: 0 for an answer with or without data, 2 for a refusal or a fault. */
export async function consultCareer(settings: Settings, options: ConsultOptions): Promise<0 | 2> {
  const { ssin, begin, end } = options;
  if (end !== undefined && begin === undefined) throw new Refusal("--end needs --begin");
  const period = begin === undefined ? undefined : { beginDate: begin, ...(end === undefined ? {} : { endDate: end }) };
  return await consult(settings, options, {
    encode: (head) =>
      encodeConsultCareerRequest({ ...head, criteria: { ssin, ...(period === undefined ? {} : { period }) } }),
    decode: decodeConsultCareerResponse,
    decodeFault: decodeConsultCareerFault,
    write: writeTimeline,
  });
}

/** The same about contributions; begin and end are quarters. */
export async function consultContributions(
  settings: Settings,
  options: ConsultOptions & { readonly begin: string },
): Promise<0 | 2> {
  const { ssin, begin, end } = options;
  const period = { beginQuarter: begin, ...(end === undefined ? {} : { endQuarter: end }) };
  return await consult(settings, options, {
    encode: (head) => encodeConsultContributionsRequest({ ...head, criteria: { ssin, period } }),
    decode: decodeConsultContributionsResponse,
    decodeFault: decodeConsultContributionsFault,
    write: writeContributions,
  });
}

/** What one operation puts on the wire, and how its answer is read and shown. */
interface Consultation<Response> {
  encode(head: RequestHead): Outcome<string, readonly StructureFault[]>;
  decode(element: XmlElement): Outcome<Response, readonly StructureFault[]>;
  decodeFault(element: XmlElement): Outcome<CBSSFaultType, readonly StructureFault[]>;
  write(response: Response, showing: Showing): string;
}

type RequestHead = Pick<ConsultCareerRequest, "informationCustomer" | "legalContext">;

async function consult<Response extends { readonly status: StatusType }>(
  settings: Settings,
  options: ConsultOptions,
  { encode, decode, decodeFault, write }: Consultation<Response>,
): Promise<0 | 2> {
  const network = readNetwork(settings.home);
  const customer = customerNamed(network, options.as);
  const legalContext = options.legalContext ?? customer.legalContexts[0];
  if (legalContext === undefined)
    throw new Refusal(`${customer.name} has no legal context; name one with --legal-context`);
  const request = encode({
    informationCustomer: {
      ticket: crypto.randomUUID(),
      timestampSent: new Date().toISOString(),
      customerIdentification: identificationOf(customer),
    },
    legalContext,
  });
  if (!request.ok) {
    const [first] = request.reason;
    throw new Refusal(`the contract refuses this question at ${first?.path}: expected ${first?.expected}`);
  }
  const origin =
    options.url ??
    (customer.key === undefined ? `https://127.0.0.1:${settings.tlsPort}` : `http://127.0.0.1:${settings.port}`);
  const called = await call(network, customer, `${origin.replace(/\/$/, "")}${servicePath}`, request.value);
  if (options.xml === true) {
    process.stdout.write(`${called.text}\n`);
    return called.content.localName === "Fault" ? 2 : 0;
  }
  if (called.content.localName === "Fault") return showFault(called.content, options, decodeFault);
  const response = decode(called.content);
  if (!response.ok) throw new Refusal(`the answer does not meet the contract at ${response.reason[0]?.path}`);
  if (options.json === true) process.stdout.write(`${JSON.stringify(response.value, null, 2)}\n`);
  else process.stdout.write(write(response.value, { signed: called.signed, language: options.language }));
  return response.value.status.value === "NO_RESULT" ? 2 : 0;
}

function identificationOf({ cbeNumber, sector, institution }: NetworkCustomer) {
  if (cbeNumber !== undefined) return { cbeNumber };
  if (sector !== undefined && institution !== undefined) return { sector, institution };
  throw new Refusal("this customer has neither an enterprise number nor a sector and institution");
}

function showFault(
  fault: XmlElement,
  { json, language }: ConsultOptions,
  decodeFault: Consultation<unknown>["decodeFault"],
): 2 {
  const holder = childElement(fault, "", "detail")?.children.find(
    (child) => typeof child !== "string" && child.kind === "element",
  );
  const detail =
    holder === undefined || typeof holder === "string" || holder.kind !== "element" ? undefined : decodeFault(holder);
  if (detail?.ok !== true) throw new Refusal("the answer is a fault without a readable detail; see it with --xml");
  if (json === true) {
    process.stdout.write(`${JSON.stringify(detail.value, null, 2)}\n`);
    return 2;
  }
  for (const { reasonCode, diagnostic, information } of detail.value.detail) {
    const known = statusOfCode(reasonCode);
    process.stdout.write(`Refused with ${reasonCode}: ${diagnostic}\n`);
    for (const { fieldName, fieldValue } of information ?? [])
      process.stdout.write(`  ${fieldName}: ${fieldValue ?? ""}\n`);
    if (known !== undefined) process.stdout.write(`  ${known.remedy[language]}\n`);
  }
  process.stdout.write(`ticket ${detail.value.informationCBSS.ticketCBSS}\n`);
  return 2;
}
