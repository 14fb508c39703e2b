// SelfEmployedService v2 (S264): its contract, its addresses and its operations.
import { fileURLToPath } from "node:url";
import type { SelfEmployedCodes } from "../codes/self-employed-codes.ts";
import type { Endpoint } from "../crossroads/endpoint.ts";
import { kszOperation } from "../crossroads/ksz.ts";
import { publish } from "../soap/publication.ts";
import type { CareerSource } from "./arza.ts";
import { consultCareer } from "./consult-career.ts";
import { consultContributions } from "./consult-contributions.ts";
import { filterableElements } from "./filter.ts";
import type { FundSource } from "./funds/source.ts";
import { serviceName, servicePath } from "./names.ts";
import { selfEmployedApi } from "./rest.ts";

/** What annexes may name of this service. */
export const catalogueEntry = {
  grants: "questions",
  operations: ["consultCareer", "consultContributions"],
  filterable: filterableElements,
} as const;

export function createSelfEmployedService({
  careers,
  funds,
  codes,
}: {
  readonly careers: CareerSource;
  readonly funds: FundSource;
  readonly codes: SelfEmployedCodes;
}) {
  const contract = fileURLToPath(new URL("../../contracts/self-employed-v2/SelfEmployedV2.wsdl", import.meta.url));
  const career = consultCareer(careers, codes);
  const contributions = consultContributions(careers, funds, codes);
  const endpoint: Endpoint = { service: serviceName, operations: [kszOperation(career), kszOperation(contributions)] };
  return { path: servicePath, endpoint, publication: publish(contract), api: selfEmployedApi(career, contributions) };
}
