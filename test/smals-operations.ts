// Two operations of the Smals kind, for tests of what goes around them: one that says yes to everybody, and a health check.

import { anyCustomer, type SmalsOperation, type SmalsReply } from "../src/crossroads/smals.ts";
import { certain } from "../src/kernel/outcome.ts";
import {
  type CheckUnauthenticatedUserAccessRequest,
  type CheckUnauthenticatedUserAccessResponse,
  decodeCheckUnauthenticatedUserAccessRequest,
  encodeCheckUnauthenticatedUserAccessRequest,
  encodeCheckUnauthenticatedUserAccessResponse,
} from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import {
  decodeHealthCheckRequest,
  encodeHealthCheckResponse,
  type HealthCheckRequest,
  type HealthCheckResponse,
} from "../src/schema/generated/monitoring-v1.ts";

export const mandates = "http://socialsecurity.be/employermandateconsultation/v2";
const monitoring = "http://services.fgov.be/monitoring/v1";

export const request: CheckUnauthenticatedUserAccessRequest = {
  User: { TechnicalID: "U-1" },
  Entity: { NOSSRegistrationNbr: "0199999934", CompanyID: "1999990144" },
  AccessCriteria: { ObjectCriteria: [{ Object: "DMFA", ObjectType: "APPLICATION" }] },
  Reference: "mine",
};
export const ask = certain(encodeCheckUnauthenticatedUserAccessRequest(request));

export type CheckAccess = SmalsOperation<
  CheckUnauthenticatedUserAccessRequest,
  string,
  CheckUnauthenticatedUserAccessResponse
>;

/** Grants everything and says yes, unless told otherwise. */
export function checkAccess(changes: Partial<CheckAccess> = {}): CheckAccess {
  return {
    service: "EmployerMandateConsultationService/v2",
    name: "checkUnauthenticatedUserAccess",
    element: { namespace: mandates, localName: "CheckUnauthenticatedUserAccessRequest" },
    audited: true,
    decode: decodeCheckUnauthenticatedUserAccessRequest,
    referenceOf: ({ Reference }) => Reference,
    grantOf: () => "all objects",
    answer: ({ Entity, AccessCriteria }, { exchange }) => yes(Entity, AccessCriteria, exchange.ticket),
    encode: encodeCheckUnauthenticatedUserAccessResponse,
    ...changes,
  };
}

export function yes(
  Entity: CheckUnauthenticatedUserAccessRequest["Entity"],
  { ObjectCriteria }: CheckUnauthenticatedUserAccessRequest["AccessCriteria"],
  Ticket: string,
): SmalsReply<CheckUnauthenticatedUserAccessResponse> {
  const AccessResult = ObjectCriteria.map((one) => ({
    ObjectCriteria: one,
    Access: true,
    Decision: { Code: "EMC00001", Description: "own entity" },
  }));
  return {
    kind: "answer",
    code: "EMC00001",
    answer: { Access: true, Entity, AccessResult, Ticket, timestamp: "2026-11-23T10:00:00Z" },
    trail: [{ gate: "decision", passed: true }],
  };
}

export const healthCheck: SmalsOperation<HealthCheckRequest, string, HealthCheckResponse> = {
  service: "any",
  name: "healthCheck",
  element: { namespace: monitoring, localName: "HealthCheckRequest" },
  audited: false,
  decode: decodeHealthCheckRequest,
  grantOf: anyCustomer,
  answer: ({ type }) => ({
    kind: "answer",
    code: "OK",
    answer: {
      Status: { Level: "OK", Message: type },
      Component: { Name: "K", Version: "1.0.0" },
      Location: { Environment: "LOCAL", Host: "node" },
    },
  }),
  encode: encodeHealthCheckResponse,
};
export const askHealth = (attributes = "") => `<m:HealthCheckRequest xmlns:m="${monitoring}"${attributes}/>`;
