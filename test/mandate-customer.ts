// Asking EmployerMandateConsultationService v2 as its customers do, and reading what comes back strictly.
import assert from "node:assert/strict";
import { servicePath } from "../src/employer-mandate/names.ts";
import { certain } from "../src/kernel/outcome.ts";
import {
  type CheckUnauthenticatedUserAccessRequest,
  type CheckUnauthenticatedUserAccessResponse,
  decodeCheckUnauthenticatedUserAccessResponse,
  encodeCheckUnauthenticatedUserAccessRequest,
} from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import {
  decodeBusinessError,
  decodeSystemError,
  type ErrorType,
} from "../src/schema/generated/social-security-errors-v1.ts";
import { childElement, childElements, textOf } from "../src/xml/query.ts";
import { type Answer, contentOf } from "./customer.ts";
import type { Installation } from "./installation.ts";
import { users } from "./mandate-world.ts";

export type Ask = Partial<CheckUnauthenticatedUserAccessRequest>;

/** The clerk of the secretariat about the DmfA of the bakery, in the present quarter, unless told otherwise. */
export function requestOf(asks: Ask = {}): CheckUnauthenticatedUserAccessRequest {
  return {
    User: { TechnicalID: users.clerk },
    Entity: { NOSSRegistrationNbr: "499999982" },
    AccessCriteria: { ObjectCriteria: [{ Object: "DMFA", ObjectType: "APPLICATION" }] },
    ...asks,
  };
}

/** A whole signed message from a customer of the demo network. */
export function sendContent(site: Installation, customer: string, content: string): Promise<Answer> {
  const { seal, send } = site.customer(customer);
  return send(seal(content), { address: `http://127.0.0.1:${site.worker.port}${servicePath}` });
}

export function ask(site: Installation, customer: string, asks: Ask = {}): Promise<Answer> {
  return sendContent(site, customer, certain(encodeCheckUnauthenticatedUserAccessRequest(requestOf(asks))));
}

/** The response in an answer: with HTTP 200 and as the contract has it. */
export function accessIn(answer: Answer): CheckUnauthenticatedUserAccessResponse {
  assert.equal(answer.status, 200, answer.text);
  return certain(decodeCheckUnauthenticatedUserAccessResponse(contentOf(answer)));
}

/** The codes of an answer, one for each object. */
export function codesIn(answer: Answer): readonly string[] {
  return accessIn(answer).AccessResult.map(({ Decision }) => Decision.Code);
}

export interface SmalsError extends ErrorType {
  readonly kind: "SystemError" | "BusinessError";
  readonly faultcode: string;
}

/** The error in a fault: with HTTP 500, its code also in the faultstring, its texts in four languages. */
export function errorIn(answer: Answer): SmalsError {
  assert.equal(answer.status, 500, answer.text);
  const fault = contentOf(answer);
  const detail = childElement(fault, "", "detail");
  const [holder] = detail === undefined ? [] : childElements(detail);
  assert.ok(holder?.localName === "SystemError" || holder?.localName === "BusinessError", answer.text);
  const kind = holder.localName;
  const error = certain(kind === "SystemError" ? decodeSystemError(holder) : decodeBusinessError(holder));
  const own = (name: string) => {
    const found = childElement(fault, "", name);
    return found === undefined ? "" : textOf(found);
  };
  assert.equal(own("faultstring"), error.Code);
  assert.deepEqual(error.Message.map(({ lang }) => lang).sort(), ["de", "en", "fr", "nl"]);
  return { ...error, kind, faultcode: own("faultcode") };
}

/** The English message of an error. */
export function messageOf({ Message }: ErrorType): string {
  return Message.find(({ lang }) => lang === "en")?.value ?? "";
}
