// A decision in the words of the contract.
import type { Exchange } from "../crossroads/exchange.ts";
import { formatNssoQuarter, type Quarter } from "../kernel/quarter.ts";
import type { AccessBasisType, AccessResultType } from "../schema/generated/employer-mandate-consultation-types-v2.ts";
import type {
  CheckUnauthenticatedUserAccessRequest,
  CheckUnauthenticatedUserAccessResponse,
} from "../schema/generated/employer-mandate-consultation-v2.ts";
import type { AccessBasis, Decided, ObjectResult } from "./decide.ts";

/** With the basis where the request asks for it and the decision still has it. */
export function responseOf(
  { Entity, IncludeBasis, Reference }: CheckUnauthenticatedUserAccessRequest,
  { access, results }: Decided,
  { ticket, receivedAt, started }: Exchange,
): CheckUnauthenticatedUserAccessResponse {
  return {
    Access: access,
    Entity,
    AccessResult: results.map((result) => resultOf(result, IncludeBasis === true)),
    ...(Reference === undefined ? {} : { Reference }),
    Ticket: ticket,
    timestamp: new Date(receivedAt + (performance.now() - started)).toISOString(),
  };
}

function resultOf({ object, access, status, basis }: ObjectResult, includeBasis: boolean): AccessResultType {
  return {
    ObjectCriteria: { Object: object.code, ObjectType: object.type },
    Access: access,
    Decision: { Code: status.code, Description: status.meaning.en },
    ...(includeBasis && basis !== undefined ? { Basis: basisOf(basis) } : {}),
  };
}

function basisOf({ type, quality, mandate }: AccessBasis): AccessBasisType {
  if (mandate === undefined) return { Type: type, QualityCode: quality };
  return {
    Type: type,
    QualityCode: quality,
    MandateReference: mandate.reference,
    MandateType: mandate.type,
    Validity: periodOf(mandate.begin, mandate.end),
  };
}

function periodOf(begin: Quarter, end: Quarter | undefined): NonNullable<AccessBasisType["Validity"]> {
  const BeginQuarter = formatNssoQuarter(begin);
  return end === undefined ? { BeginQuarter } : { BeginQuarter, EndQuarter: formatNssoQuarter(end) };
}
