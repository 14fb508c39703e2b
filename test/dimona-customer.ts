// Customers of DimonaService v1 in SOAP: what they ask and declare, and the answers read strictly.
import assert from "node:assert/strict";
import { customerNamed, type Network } from "../src/cli/network.ts";
import { servicePath } from "../src/dimona/names.ts";
import type { Clock } from "../src/kernel/clock.ts";
import { certain, type Outcome } from "../src/kernel/outcome.ts";
import {
  type ConsultDeclarationsRequest,
  type ConsultPeriodsRequest,
  type ConsultRelationsRequest,
  type DeclareRequest,
  decodeConsultDeclarationsResponse,
  decodeConsultPeriodsResponse,
  decodeConsultRelationsResponse,
  decodeDeclareResponse,
  encodeConsultDeclarationsRequest,
  encodeConsultPeriodsRequest,
  encodeConsultRelationsRequest,
  encodeDeclareRequest,
} from "../src/schema/generated/dimona-service-v1.ts";
import type { StructureFault } from "../src/schema/runtime.ts";
import type { XmlElement } from "../src/xml/tree.ts";
import { type Addresses, type Answer, contentOf, customerOf } from "./customer.ts";

type Head = Pick<ConsultPeriodsRequest, "informationCustomer" | "legalContext">;
type Asked<Request> = Omit<Request, keyof Head | "informationCBSS">;

/** What is left out of the criteria: everything since 2020 that is not cancelled. */
export type PeriodWish = Partial<ConsultPeriodsRequest["criteria"]>;
export type RelationWish = Partial<ConsultRelationsRequest["criteria"]>;

export function dimonaCustomer(
  { network, addresses, clock }: { readonly network: Network; readonly addresses: Addresses; readonly clock?: Clock },
  name: string,
  legalContext?: string,
) {
  const known = customerNamed(network, name);
  const customer = customerOf(network, name, addresses, clock);
  const head = (): Head => ({
    informationCustomer: {
      ticket: crypto.randomUUID(),
      customerIdentification: { cbeNumber: known.cbeNumber ?? "" },
    },
    legalContext: legalContext ?? known.legalContexts[0] ?? "",
  });
  const send = (content: Outcome<string, readonly StructureFault[]>): Promise<Answer> =>
    customer.send(customer.seal(certain(content)), { address: `http://127.0.0.1:${addresses.port}${servicePath}` });
  const since2020 = { beginDate: "2020-01-01", endDate: "2039-12-31" };
  const sent = {
    periods: (wish: PeriodWish) =>
      send(
        encodeConsultPeriodsRequest({
          ...head(),
          criteria: { period: since2020, cancellationIndicator: "1", ...wish },
        }),
      ),
    relations: (wish: RelationWish) =>
      send(encodeConsultRelationsRequest({ ...head(), criteria: { period: since2020, ...wish } })),
    declare: (wish: Asked<DeclareRequest>) => send(encodeDeclareRequest({ ...head(), ...wish })),
    declarations: (criteria: ConsultDeclarationsRequest["criteria"]) =>
      send(encodeConsultDeclarationsRequest({ ...head(), criteria })),
  };
  return {
    /** The answers as they came. */
    sent,
    periods: async (wish: PeriodWish) => read(decodeConsultPeriodsResponse, await sent.periods(wish)),
    relations: async (wish: RelationWish) => read(decodeConsultRelationsResponse, await sent.relations(wish)),
    declare: async (wish: Asked<DeclareRequest>) => read(decodeDeclareResponse, await sent.declare(wish)),
    declarations: async (criteria: ConsultDeclarationsRequest["criteria"]) =>
      read(decodeConsultDeclarationsResponse, await sent.declarations(criteria)),
  };
}

function read<Response>(
  decode: (content: XmlElement) => Outcome<Response, readonly StructureFault[]>,
  answer: Answer,
): Response {
  assert.equal(answer.status, 200, answer.text);
  return certain(decode(contentOf(answer)));
}
