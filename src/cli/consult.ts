// `kruispunt consult career`: asks as a customer would, and shows the answer as a timeline, as JSON or as it came.
import { statuses } from "../crossroads/statuses.ts";
import type { Settings } from "../http/settings.ts";
import {
  type ConsultCareerResponse,
  decodeConsultCareerFault,
  decodeConsultCareerResponse,
  encodeConsultCareerRequest,
} from "../schema/generated/self-employed-v2.ts";
import { servicePath } from "../self-employed/names.ts";
import { childElement } from "../xml/query.ts";
import type { XmlElement } from "../xml/tree.ts";
import { call } from "./client.ts";
import { customerNamed, type NetworkCustomer, readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";
import { type Language, writeTimeline } from "./timeline.ts";

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
  const network = readNetwork(settings.home);
  const customer = customerNamed(network, options.as);
  const legalContext = options.legalContext ?? customer.legalContexts[0];
  if (legalContext === undefined)
    throw new Refusal(`${customer.name} has no legal context; name one with --legal-context`);
  if (options.end !== undefined && options.begin === undefined) throw new Refusal("--end needs --begin");
  const request = encodeConsultCareerRequest({
    informationCustomer: {
      ticket: crypto.randomUUID(),
      timestampSent: new Date().toISOString(),
      customerIdentification: identificationOf(customer),
    },
    legalContext,
    criteria: {
      ssin: options.ssin,
      ...(options.begin === undefined
        ? {}
        : { period: { beginDate: options.begin, ...(options.end === undefined ? {} : { endDate: options.end }) } }),
    },
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
  if (called.content.localName === "Fault") return showFault(called.content, options);
  const response = decodeConsultCareerResponse(called.content);
  if (!response.ok) throw new Refusal(`the answer does not meet the contract at ${response.reason[0]?.path}`);
  if (options.json === true) process.stdout.write(`${JSON.stringify(response.value, null, 2)}\n`);
  else process.stdout.write(writeTimeline(response.value, { signed: called.signed, language: options.language }));
  return isRefusal(response.value) ? 2 : 0;
}

function isRefusal({ status }: ConsultCareerResponse): boolean {
  return status.value === "NO_RESULT";
}

function identificationOf({ cbeNumber, sector, institution }: NetworkCustomer) {
  if (cbeNumber !== undefined) return { cbeNumber };
  if (sector !== undefined && institution !== undefined) return { sector, institution };
  throw new Refusal("this customer has neither an enterprise number nor a sector and institution");
}

function showFault(fault: XmlElement, { json, language }: ConsultOptions): 2 {
  const holder = childElement(fault, "", "detail")?.children.find(
    (child) => typeof child !== "string" && child.kind === "element",
  );
  const detail =
    holder === undefined || typeof holder === "string" || holder.kind !== "element"
      ? undefined
      : decodeConsultCareerFault(holder);
  if (detail?.ok !== true) throw new Refusal("the answer is a fault without a readable detail; see it with --xml");
  if (json === true) {
    process.stdout.write(`${JSON.stringify(detail.value, null, 2)}\n`);
    return 2;
  }
  for (const { reasonCode, diagnostic, information } of detail.value.detail) {
    const known = Object.values(statuses).find(({ code }) => code === reasonCode);
    process.stdout.write(`Refused with ${reasonCode}: ${diagnostic}\n`);
    for (const { fieldName, fieldValue } of information ?? [])
      process.stdout.write(`  ${fieldName}: ${fieldValue ?? ""}\n`);
    if (known !== undefined) process.stdout.write(`  ${known.remedy[language]}\n`);
  }
  process.stdout.write(`ticket ${detail.value.informationCBSS.ticketCBSS}\n`);
  return 2;
}
