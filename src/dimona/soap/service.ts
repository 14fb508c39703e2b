// DimonaService v1 (S296) in SOAP: its contract, its address and its operations.
import { fileURLToPath } from "node:url";
import type { Endpoint } from "../../crossroads/endpoint.ts";
import { kszOperation } from "../../crossroads/ksz.ts";
import { publish } from "../../soap/publication.ts";
import { serviceName, servicePath } from "../names.ts";
import type { Consultation } from "../register/consultation.ts";
import { type ConsultDeclarationsParts, consultDeclarations } from "./consult-declarations.ts";
import { consultPeriods } from "./consult-periods.ts";
import { consultRelations } from "./consult-relations.ts";
import { type DeclareParts, declare } from "./declare.ts";

export type DimonaSoapParts = DeclareParts & ConsultDeclarationsParts & { readonly consultation: Consultation };

export function createDimonaSoap({ consultation, ...parts }: DimonaSoapParts) {
  const contract = new URL("../../../contracts/dimona-v1/DimonaServiceV1.wsdl", import.meta.url);
  const endpoint: Endpoint = {
    service: serviceName,
    operations: [
      kszOperation(consultPeriods(consultation, parts.reader)),
      kszOperation(consultRelations(consultation, parts.reader)),
      kszOperation(declare(parts)),
      kszOperation(consultDeclarations(parts)),
    ],
  };
  return { path: servicePath, endpoint, publication: publish(fileURLToPath(contract)) };
}
