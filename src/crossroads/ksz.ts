// Operations of the KSZ kind as the reception meets them: their decision, their answers, and faults with a CBSSFaultType.
import type { InformationCBSSType } from "../schema/generated/common-v3.ts";
import type { SoapFault } from "../soap/fault.ts";
import { type Decision, decide, passageOf } from "./decision.ts";
import type { Answered, Called, Dialect, EndpointOperation, Surroundings } from "./endpoint.ts";
import type { Exchange } from "./exchange.ts";
import { writeCrossroadsFault } from "./fault.ts";
import { registerFreeGates } from "./gates/all.ts";
import { type KszRequest, type Operation, statusOf } from "./operation.ts";
import { passGates, refusedAt } from "./passage.ts";
import { statuses } from "./statuses.ts";

export function kszOperation<Request extends KszRequest, Data>(
  operation: Operation<Request, Data>,
): EndpointOperation<Request> {
  const { service, name, element } = operation;
  return {
    service,
    name,
    element,
    audited: true,
    dialect: kszDialect,
    decode: (content) => operation.decode(content),
    note: ({ informationCustomer, legalContext }, exchange) => {
      exchange.customerTicket = informationCustomer.ticket;
      exchange.legalContext = legalContext;
    },
    answer: async (request, annex, exchange, surroundings) => {
      const decision = await decide(surroundings, exchange, operation, request, annex);
      return respond(operation, request, decision, exchange, surroundings);
    },
    foresee: (request, annex, { clock, population }) => {
      const registers = { clock, population, persons: { find: nobodyAsked }, quotas: { take: nobodyAsked } };
      return passGates(passageOf(registers, operation, request, annex), registerFreeGates);
    },
    writeFault: ({ status, faultCode, information, request }, exchange) =>
      writeCrossroadsFault({
        code: faultCode,
        status,
        information,
        informationCustomer: request?.informationCustomer,
        informationCBSS: informationCBSS(exchange),
        encode: (fault) => operation.encodeFault(fault),
      }),
  };
}

/** How the KSZ calls what goes wrong; WS-Security has fault codes of its own. */
export const kszDialect: Dialect = {
  call: (trouble): Called => {
    switch (trouble.kind) {
      case "size":
      case "xml":
      case "operation":
      case "structure":
        return { status: statuses.MSG00004, faultCode: client };
      case "envelope":
        return { status: statuses.MSG00004, faultCode: { space: "soap", name: trouble.fault.code } };
      case "authentication":
        return { status: statuses.MSG00015, faultCode: { space: "wsse", name: trouble.fault.code } };
      case "no-annex":
        return { status: statuses.MSG00016, faultCode: client };
      case "replayed":
        return { status: statuses.MSG00015, faultCode: { space: "wsse", name: "FailedCheck" } };
      case "unavailable":
        return { status: statuses.MSG00001, faultCode: server };
      case "internal":
        return { status: statuses.MSG00003, faultCode: server };
    }
  },
};

const client: SoapFault["code"] = { space: "soap", name: "Client" };
const server: SoapFault["code"] = { space: "soap", name: "Server" };

/** The ticket of an exchange and its times, the reply being now. */
export function informationCBSS({ ticket, receivedAt, started }: Exchange): InformationCBSSType {
  return {
    ticketCBSS: ticket,
    timestampReceive: new Date(receivedAt).toISOString(),
    timestampReply: new Date(receivedAt + (performance.now() - started)).toISOString(),
  };
}

function respond<Request extends KszRequest, Data>(
  operation: Operation<Request, Data>,
  request: Request,
  decision: Decision<Data>,
  exchange: Exchange,
  surroundings: Surroundings,
): Answered {
  const { status, trail, refusal, data, removed, persons, ssin } = decision;
  const encoded = operation.encodeResponse({
    request,
    informationCBSS: informationCBSS(exchange),
    status: statusOf(status, refusal),
    ssin,
    dataFilters: removed,
    data,
  });
  if (encoded.ok) {
    return { content: encoded.value, httpStatus: 200, code: status.code, trail, filtered: removed, persons };
  }
  // The source gave what the contract cannot carry: that is the supplier's incorrect answer, not the customer's fault.
  const [first] = encoded.reason;
  const place = { at: first?.path, expected: first?.expected };
  surroundings.log.error({ ticket: exchange.ticket, ...place }, "an answer does not meet its contract");
  if (data === undefined) throw new Error("A status does not meet its contract");
  const broken = refusedAt("contract", statuses.MSG00023, "data that meets the contract", first?.path ?? "");
  const incorrect = {
    status: statuses.MSG00023,
    trail: [...trail, broken],
    refusal: undefined,
    data: undefined,
    removed: [],
    ssin: undefined,
  };
  return respond(operation, request, incorrect, exchange, surroundings);
}

const nobodyAsked = (): never => {
  throw new Error("a gate that needs no register asked one");
};
