// declare: takes one declaration, decides on it at once, and tells what became of it and of the period.
import { hash } from "node:crypto";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { Exchange } from "../../crossroads/exchange.ts";
import { type Operation, refuse, type SourceAnswer } from "../../crossroads/operation.ts";
import type { Passage } from "../../crossroads/passage.ts";
import { statuses } from "../../crossroads/statuses.ts";
import { DatabaseUnavailable } from "../../database/unavailable.ts";
import {
  type DeclareRequest,
  decodeDeclareRequest,
  encodeDeclareFault,
  encodeDeclareResponse,
} from "../../schema/generated/dimona-service-v1.ts";
import type { DeclareResultType, HandlingType } from "../../schema/generated/dimona-types-v1.ts";
import type { Declaration } from "../declaration.ts";
import { declareOperation, interfaceNamespace, serviceName } from "../names.ts";
import type { DimonaReader } from "../register/reader.ts";
import type { Receipt } from "../register/submission.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import { senderOf } from "../rest/caller.ts";
import { handlingElement } from "./declaration-message.ts";
import { toDeclaration } from "./to-declaration.ts";

export interface DeclareParts {
  readonly writer: Pick<DeclarationWriter, "declare">;
  readonly reader: Pick<DimonaReader, "declaration">;
  readonly codes: DimonaCodes;
}

export function declare(parts: DeclareParts): Operation<DeclareRequest, DeclareResultType> {
  return {
    service: serviceName,
    name: declareOperation,
    element: { namespace: interfaceNamespace, localName: "declareRequest" },
    decode: decodeDeclareRequest,
    periodOf: () => ({ period: undefined }),
    gates: [],
    ask: (request, passage, exchange) => askDeclare(parts, request, passage, exchange),
    // What a sender declared itself is not kept from it.
    onlyInscribed: async (data) => ({ kind: "data", data }),
    filter: (data) => ({ data, removed: [] }),
    encodeResponse: ({ request, informationCBSS, status, data }) =>
      encodeDeclareResponse({
        informationCustomer: request.informationCustomer,
        informationCBSS,
        legalContext: request.legalContext,
        status,
        ...(data === undefined ? {} : { result: data }),
      }),
    encodeFault: encodeDeclareFault,
  };
}

/** Rejects with DatabaseUnavailable where it is not known whether it was taken: it may be sent again under its key. */
async function askDeclare(
  { writer, reader, codes }: DeclareParts,
  { declaration: declared, idempotencyKey: key }: DeclareRequest,
  { annex }: Passage,
  exchange: Exchange,
): Promise<SourceAnswer<DeclareResultType>> {
  const declaration = toDeclaration(declared);
  exchange.subject = ssinIn(declaration);
  const receipt = await writer.declare({
    declaration,
    sender: { ...senderOf(annex), unmandated: "refused" },
    channel: "SOAP",
    receivedAt: exchange.receivedAt,
    ticket: exchange.ticket,
    ...(key === undefined ? {} : { idempotency: { key, digest: hash("sha256", JSON.stringify(declaration)) } }),
  });
  if (receipt.kind === "key-taken") {
    return refuse(statuses.MSG00008, "a key that was not used before, or for the same declaration", "another's key", [
      { fieldName: "idempotencyKey", fieldValue: "stands for another declaration" },
    ]);
  }
  if (receipt.kind === "turned-away") throw new Error("a declaration by SOAP is taken, whoever sends it");
  const { handling, ssin } = await handlingOf(receipt, reader, codes);
  exchange.subject ??= ssin;
  return { kind: "data", data: { repeated: receipt.repeated, handling } };
}

/** What was taken is told, also while what was decided cannot be read: it can be looked up by its number. */
async function handlingOf(
  { number, result }: Extract<Receipt, { readonly kind: "taken" }>,
  reader: DeclareParts["reader"],
  codes: DimonaCodes,
): Promise<{ readonly handling: HandlingType; readonly ssin?: string | undefined }> {
  try {
    const kept = await reader.declaration(number);
    if (kept !== undefined) return { handling: handlingElement(kept, codes), ssin: kept.ssin };
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
  return { handling: { declarationId: number, result } };
}

function ssinIn(declaration: Declaration): string | undefined {
  if (declaration.action === "in") return declaration.worker.ssin;
  return declaration.action === "daily" ? undefined : declaration.ssin;
}
