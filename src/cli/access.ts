// `kruispunt consult access`: asks whether a user who is not signed in may see the data of an entity.
import { statusOfCode } from "../crossroads/statuses.ts";
import { servicePath } from "../employer-mandate/names.ts";
import type { Settings } from "../http/settings.ts";
import { formatNssoQuarter, parseQuarter } from "../kernel/quarter.ts";
import type {
  AccessCriteriaType,
  AccessResultType,
  ObjectCriteriaType,
  ObjectTypeType,
  QuarterPeriodType,
} from "../schema/generated/employer-mandate-consultation-types-v2.ts";
import {
  type CheckUnauthenticatedUserAccessRequest,
  type CheckUnauthenticatedUserAccessResponse,
  decodeCheckUnauthenticatedUserAccessResponse,
  encodeCheckUnauthenticatedUserAccessRequest,
} from "../schema/generated/employer-mandate-consultation-v2.ts";
import type { Language, Showing } from "./answer-text.ts";
import { type ConversationOptions, converse } from "./converse.ts";
import { entityFrom } from "./entity-option.ts";
import { smalsFault } from "./fault-text.ts";
import { customerNamed, readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";

export interface AccessOptions extends ConversationOptions {
  readonly as: string;
  readonly user: string;
  /** As entityFrom takes them; so is the context. */
  readonly employer: readonly string[];
  readonly application?: readonly string[];
  readonly group?: readonly string[];
  readonly quarter?: string;
  readonly date?: string;
  readonly context?: string;
  readonly quality?: string;
  readonly basis?: boolean;
}

/** Writes to standard output; gives the exit code: 0 for an answer, be it yes or no, 2 for a fault. */
export async function consultAccess(settings: Settings, options: AccessOptions): Promise<0 | 2> {
  const network = readNetwork(settings.home);
  const customer = customerNamed(network, options.as);
  return await converse(settings, network, customer, options, {
    servicePath,
    request: encodeCheckUnauthenticatedUserAccessRequest(requestOf(options)),
    decode: decodeCheckUnauthenticatedUserAccessResponse,
    readFault: smalsFault,
    write: (response, showing) => writeAccess(response, options.basis === true, showing),
    isRefusal: () => false,
  });
}

function requestOf(options: AccessOptions): CheckUnauthenticatedUserAccessRequest {
  const { user, employer, context, quality, basis } = options;
  if ((context === undefined) !== (quality === undefined)) {
    throw new Refusal("a context is an entity in a quality: --context needs --quality, and --quality needs --context");
  }
  return {
    User: {
      TechnicalID: user,
      ...(context === undefined || quality === undefined
        ? {}
        : { Context: { Entity: entityFrom([context]), QualityCode: quality } }),
    },
    Entity: entityFrom(employer),
    AccessCriteria: criteriaOf(options),
    ...(basis === true ? { IncludeBasis: true } : {}),
  };
}

/** What is no quarter or no day is left to the contract. */
function criteriaOf({ application = [], group = [], quarter, date }: AccessOptions): AccessCriteriaType {
  const criteria = (type: ObjectTypeType, codes: readonly string[]): readonly ObjectCriteriaType[] =>
    codes.map((code) => ({ Object: code, ObjectType: type }));
  const ObjectCriteria = [...criteria("APPLICATION", application), ...criteria("GROUP", group)];
  if (ObjectCriteria.length === 0) {
    throw new Refusal("name an application with --application, or a group with --group");
  }
  if (date !== undefined) return { ObjectCriteria, Date: date };
  if (quarter === undefined) return { ObjectCriteria };
  const parsed = parseQuarter(quarter);
  return { ObjectCriteria, Quarter: parsed.ok ? formatNssoQuarter(parsed.value) : quarter };
}

function writeAccess(
  { Access, AccessResult, Ticket }: CheckUnauthenticatedUserAccessResponse,
  basisAsked: boolean,
  { language, signed }: Showing,
): string {
  const results = AccessResult.flatMap((result) => resultLines(result, basisAsked, language));
  const tail = `ticket ${Ticket}${signed ? ", answer signed" : ""}`;
  return `${[Access ? "ACCESS" : "NO ACCESS", ...results, "", tail].join("\n")}\n`;
}

function resultLines(
  { ObjectCriteria, Access, Decision, Basis }: AccessResultType,
  basisAsked: boolean,
  language: Language,
): readonly string[] {
  const known = statusOfCode(Decision.Code);
  const lines = [
    "",
    `${ObjectCriteria.ObjectType} ${ObjectCriteria.Object}: ${Access ? "yes" : "no"}`,
    `  ${Decision.Code}: ${known?.meaning[language] ?? Decision.Description}`,
  ];
  if (Basis !== undefined) lines.push(`  ${basisText(Basis)}`);
  else if (basisAsked && Access) lines.push("  by what is not disclosed: the annex of this customer leaves it out");
  if (known !== undefined) lines.push(`  ${known.remedy[language]}`);
  return lines;
}

function basisText({
  Type,
  QualityCode,
  MandateReference,
  MandateType,
  Validity,
}: NonNullable<AccessResultType["Basis"]>) {
  const mandate = MandateReference === undefined ? "" : ` ${MandateReference} (${MandateType})`;
  const validity = Validity === undefined ? "" : `, ${quartersText(Validity)}`;
  return `${Type}${mandate} as ${QualityCode}${validity}`;
}

function quartersText({ BeginQuarter, EndQuarter }: QuarterPeriodType): string {
  return `${quarterText(BeginQuarter)} .. ${EndQuarter === undefined ? "" : quarterText(EndQuarter)}`.trimEnd();
}

/** As the command takes it. */
function quarterText(quarter: string): string {
  const parsed = parseQuarter(quarter);
  return parsed.ok ? parsed.value : quarter;
}
