// POST /declarations: takes a declaration and gives its number. A receipt is not an acceptance: the result stands at its address.
import { hash } from "node:crypto";
import { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import type { ResourceOperation } from "../../rest/operation.ts";
import type { Declaration } from "../declaration.ts";
import { declarantScope, declareOperation, serviceName } from "../names.ts";
import type { DeclarationWriter } from "../register/writer.ts";
import { senderOf } from "./caller.ts";
import { declarationSchema, takenSchema } from "./declaration-schemas.ts";
import { declareExamples } from "./examples.ts";
import { keyTaken, keyUnreadable, withoutMandate } from "./refusals.ts";
import { type DeclarationInput, toDeclaration } from "./to-declaration.ts";
import { hrefOf, idOf } from "./to-json.ts";

export function declareOperationOf(
  writer: DeclarationWriter,
  codes: DimonaCodes,
): ResourceOperation<DeclarationInput, object> {
  return {
    method: "post",
    operation: { service: serviceName, name: declareOperation },
    path: "/declarations",
    operationId: "declareDimona",
    summary: "Declare that somebody starts, stops or changes work",
    description:
      "Takes one declaration and gives its number, whatever becomes of it; the result is at the address in Location. A declaration that is sent again under the same Idempotency-Key is not applied twice: it gets the number of the first time. Without a key, a number that did not arrive may belong to a declaration that was taken.",
    scope: declarantScope,
    parameters: z.strictObject({}),
    parameterPlaces: {},
    headers: { "idempotency-key": "The caller's own name for this declaration, 1 to 100 visible characters" },
    input: declarationSchema,
    success: {
      status: 201,
      description: "The declaration was taken; whether it was accepted stands at the address in Location",
      schema: takenSchema,
      headers: { Location: "Where the declaration and its result are" },
    },
    examples: declareExamples,
    answer: async ({ annex, exchange, language, input, headers }) => {
      const key = headers["idempotency-key"];
      if (key !== undefined && !/^[\x21-\x7e]{1,100}$/.test(key)) return keyUnreadable(language);
      const declaration = toDeclaration(input);
      exchange.subject = input.worker?.ssin;
      const receipt = await writer.declare({
        declaration,
        sender: senderOf(annex),
        channel: "REST",
        receivedAt: exchange.receivedAt,
        ticket: exchange.ticket,
        ...(key === undefined ? {} : { idempotency: { key, digest: digestOf(declaration) } }),
      });
      if (receipt.kind === "turned-away") return withoutMandate(codes, language);
      if (receipt.kind === "key-taken") return keyTaken(language);
      const href = hrefOf("declarations", receipt.number);
      return { kind: "answered", body: { declarationId: idOf(receipt.number), href }, headers: { Location: href } };
    },
  };
}

/** Of what was said, however the JSON was written. */
function digestOf(declaration: Declaration): string {
  return hash("sha256", JSON.stringify(declaration));
}
