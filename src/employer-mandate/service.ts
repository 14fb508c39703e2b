// EmployerMandateConsultationService v2 (S298): its contract, its address and its operation; the health check joins it there.
import { fileURLToPath } from "node:url";
import { type EmployerMandateCodes, loadEmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import type { AccessService } from "../crossroads/annex.ts";
import type { Endpoint } from "../crossroads/endpoint.ts";
import { smalsOperation } from "../crossroads/smals.ts";
import { publish } from "../soap/publication.ts";
import { checkAccess } from "./check-access.ts";
import { operationName, serviceName, servicePath } from "./names.ts";
import type { AccessRegisters } from "./registers.ts";
import { employerMandateApi } from "./rest.ts";

/** What annexes may name of this service: the objects that the code tables have, on whatever day. */
export const catalogueEntry: AccessService = {
  grants: "access",
  operations: [operationName],
  isObject: objectsIn(loadEmployerMandateCodes()),
};

export function createEmployerMandateService({
  registers,
  codes,
}: {
  readonly registers: AccessRegisters;
  readonly codes: () => EmployerMandateCodes;
}) {
  const contract = new URL("../../contracts/employer-mandate-v2/EmployerMandateConsultationV2.wsdl", import.meta.url);
  const operation = checkAccess(registers, codes);
  const endpoint: Endpoint = { service: serviceName, operations: [smalsOperation(operation)] };
  const publication = publish(fileURLToPath(contract));
  return { path: servicePath, endpoint, publication, api: employerMandateApi(operation) };
}

function objectsIn(codes: EmployerMandateCodes): AccessService["isObject"] {
  const tables = { SECTOR: codes.sector, GROUP: codes.applicationGroup, APPLICATION: codes.application };
  return (type, code) => tables[type].describe(code) !== undefined;
}
