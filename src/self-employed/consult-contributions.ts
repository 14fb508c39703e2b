// consultContributions: in the contract, and refused with MSG00025 until the funds can be asked.
import type { Operation } from "../crossroads/operation.ts";
import { refusedBecause } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import {
  type ConsultContributionsRequest,
  decodeConsultContributionsRequest,
  encodeConsultContributionsFault,
  encodeConsultContributionsResponse,
} from "../schema/generated/self-employed-v2.ts";
import { interfaceNamespace, serviceName } from "./names.ts";

export function consultContributions(): Operation<ConsultContributionsRequest, never> {
  return {
    service: serviceName,
    name: "consultContributions",
    element: { namespace: interfaceNamespace, localName: "consultContributionsRequest" },
    decode: decodeConsultContributionsRequest,
    periodOf: () => ({ period: undefined }),
    gates: [],
    ask: async () => ({
      kind: "refused",
      refusal: refusedBecause(statuses.MSG00025, {
        expected: "an operation that is in service",
        found: "consultContributions",
      }),
    }),
    filter: (data) => ({ data, removed: [] }),
    encodeResponse: ({ request, informationCBSS, status, ssin }) =>
      encodeConsultContributionsResponse({
        informationCustomer: request.informationCustomer,
        informationCBSS,
        legalContext: request.legalContext,
        criteria: request.criteria,
        status,
        ...(ssin === undefined
          ? {}
          : {
              ssin:
                ssin.replaces === undefined ? { value: ssin.value } : { value: ssin.value, replaces: ssin.replaces },
            }),
      }),
    encodeFault: encodeConsultContributionsFault,
  };
}
