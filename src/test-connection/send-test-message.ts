// sendTestMessage: gives back what was sent, and says how the sender was seen. Whoever stands in an annex may call it, within
// its quota: each call costs an entry of the audit.
import type { Answered, EndpointOperation } from "../crossroads/endpoint.ts";
import type { Exchange } from "../crossroads/exchange.ts";
import { writeCrossroadsFault } from "../crossroads/fault.ts";
import { informationCBSS, kszDialect } from "../crossroads/ksz.ts";
import { type GateAnswer, refusedAt } from "../crossroads/passage.ts";
import { toldLimit } from "../crossroads/quota.ts";
import { statuses } from "../crossroads/statuses.ts";
import { certain } from "../kernel/outcome.ts";
import {
  decodeSendTestMessageRequest,
  encodeSendTestMessageResponse,
  type SendTestMessageRequest,
} from "../schema/generated/test-connection-service-v1.ts";
import { encodeSendTestMessageFault } from "./fault.ts";
import { interfaceNamespace, serviceName } from "./names.ts";

/** The subject of a certificate that was proved to be held, by its fingerprint. */
export type SubjectOf = (fingerprint: string) => string | undefined;

export function sendTestMessage(subjectOf: SubjectOf): EndpointOperation<SendTestMessageRequest> {
  return {
    service: serviceName,
    name: "sendTestMessage",
    element: { namespace: interfaceNamespace, localName: "sendTestMessageRequest" },
    audited: true,
    dialect: kszDialect,
    decode: decodeSendTestMessageRequest,
    note: () => {},
    answer: async ({ echo }, { customer, quota }, exchange, { quotas }) => {
      const usedUp = await quotas.take(customer, quota);
      if (usedUp !== undefined) return beyondQuota(toldLimit(quota, usedUp), exchange);
      const sslCertificate = tellProof(exchange.proof ?? "", subjectOf);
      const response = { informationCBSS: informationCBSS(exchange), echo, sslCertificate };
      const content = certain(encodeSendTestMessageResponse(response));
      return { content, httpStatus: 200, code: statuses.MSG00000.code, trail: answered, filtered: [] };
    },
    foresee: async () => ({ trail: open, refusal: undefined }),
    writeFault: ({ status, faultCode, information }, exchange) =>
      writeCrossroadsFault({
        code: faultCode,
        status,
        information,
        informationCBSS: informationCBSS(exchange),
        encode: encodeSendTestMessageFault,
      }),
  };
}

const open: readonly GateAnswer[] = [{ gate: "operation", passed: true }];
const answered: readonly GateAnswer[] = [...open, { gate: "quota", passed: true }];

/** MSG00015 as a fault: an answer of this operation carries no status. */
function beyondQuota(limit: string, exchange: Exchange): Answered {
  const status = statuses.MSG00015;
  const content = writeCrossroadsFault({
    code: { space: "soap", name: "Client" },
    status,
    information: [{ fieldName: "quota", fieldValue: limit }],
    informationCBSS: informationCBSS(exchange),
    encode: encodeSendTestMessageFault,
  });
  const trail = [...open, refusedAt("quota", status, limit, "more")];
  return { content, httpStatus: 500, code: status.code, trail, filtered: [] };
}

/** A proof as the audit has it, `signature 0a1b...`, told with whose certificate it was; or how else the sender signed in. */
function tellProof(proof: string, subjectOf: SubjectOf): string {
  const space = proof.indexOf(" ");
  const [way, what] = [proof.slice(0, space), proof.slice(space + 1)];
  const means = ways.get(way);
  if (means === undefined) return `no certificate; signed in as ${what} with a password`;
  return `${subjectOf(what) ?? "a certificate"}; SHA-256 ${what}; proved by ${means}`;
}

const ways: ReadonlyMap<string, string> = new Map([
  ["signature", "the signature of the message"],
  ["mutual-tls", "the connection (mutual TLS)"],
]);
