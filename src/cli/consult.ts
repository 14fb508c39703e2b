// `kruispunt consult ...`: asks as a customer would, and shows the answer to people, as JSON or as it came.
import type { Settings } from "../http/settings.ts";
import type { Outcome } from "../kernel/outcome.ts";
import type { StatusType } from "../schema/generated/common-v3.ts";
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
import { writeContributions } from "./contributions-table.ts";
import { type Conversation, type ConversationOptions, converse } from "./converse.ts";
import { kszFault } from "./fault-text.ts";
import { customerNamed, type NetworkCustomer, readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";
import { writeTimeline } from "./timeline.ts";

/** Who asks, and for which purpose: the customer's first one unless told. */
export interface KszOptions extends ConversationOptions {
  readonly as: string;
  readonly legalContext?: string;
}

export interface ConsultOptions extends KszOptions {
  readonly ssin: string;
  readonly begin?: string;
  readonly end?: string;
}

/** Writes to standard output; gives the exit code: 0 for an answer with or without data, 2 for a refusal or a fault. */
export async function consultCareer(settings: Settings, options: ConsultOptions): Promise<0 | 2> {
  const { ssin, begin, end } = options;
  if (end !== undefined && begin === undefined) throw new Refusal("--end needs --begin");
  const period = begin === undefined ? undefined : { beginDate: begin, ...(end === undefined ? {} : { endDate: end }) };
  return await consult(settings, options, {
    servicePath,
    encode: (head) =>
      encodeConsultCareerRequest({ ...head, criteria: { ssin, ...(period === undefined ? {} : { period }) } }),
    decode: decodeConsultCareerResponse,
    readFault: kszFault(decodeConsultCareerFault),
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
    servicePath,
    encode: (head) => encodeConsultContributionsRequest({ ...head, criteria: { ssin, period } }),
    decode: decodeConsultContributionsResponse,
    readFault: kszFault(decodeConsultContributionsFault),
    write: writeContributions,
  });
}

/** What one operation puts on the wire and where, and how its answer is read and shown. */
interface Consultation<Response>
  extends Pick<Conversation<Response>, "servicePath" | "decode" | "readFault" | "write"> {
  encode(head: RequestHead): Outcome<string, readonly StructureFault[]>;
}

type RequestHead = Pick<ConsultCareerRequest, "informationCustomer" | "legalContext">;

/** One question of the KSZ kind; gives the exit code, as consultCareer does. */
export async function consult<Response extends { readonly status: StatusType }>(
  settings: Settings,
  options: KszOptions,
  { encode, ...shown }: Consultation<Response>,
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
  return await converse(settings, network, customer, options, {
    ...shown,
    request,
    isRefusal: ({ status }) => status.value === "NO_RESULT",
  });
}

function identificationOf({ cbeNumber, sector, institution }: NetworkCustomer) {
  if (cbeNumber !== undefined) return { cbeNumber };
  if (sector !== undefined && institution !== undefined) return { sector, institution };
  throw new Refusal("this customer has neither an enterprise number nor a sector and institution");
}
