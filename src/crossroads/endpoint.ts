// An address and the operations that are called there: all that the reception knows of them, whatever they speak.
import type { Outcome } from "../kernel/outcome.ts";
import type { ErrorTypeEnvironment } from "../schema/generated/social-security-errors-v1.ts";
import type { StructureFault } from "../schema/runtime.ts";
import type { SoapFault } from "../soap/fault.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Annex } from "./annex.ts";
import type { Registers } from "./decision.ts";
import type { Exchange } from "./exchange.ts";
import type { GateAnswer, Information, PassageResult } from "./passage.ts";
import type { Status } from "./statuses.ts";
import type { Trouble } from "./trouble.ts";

export interface Endpoint {
  readonly service: string;
  /** What is wrong with a message before it is known which one it means is told as the first of them tells it. */
  readonly operations: readonly [EndpointOperation, ...EndpointOperation[]];
}

/** Made by `kszOperation` or `smalsOperation` of what a service tells about its operation. */
export interface EndpointOperation<Request = unknown> {
  /** Service and version, as annexes name it: `SelfEmployedService/v2`. */
  readonly service: string;
  readonly name: string;
  /** The request's root element. */
  readonly element: { readonly namespace: string; readonly localName: string };
  /** Whether an answer waits for its durable entry. What is sent by somebody unknown is audited all the same. */
  readonly audited: boolean;
  readonly dialect: Dialect;
  decode(element: XmlElement): Outcome<Request, readonly StructureFault[]>;
  /** Notes on the exchange what the audit keeps of a request. */
  note(request: Request, exchange: Exchange): void;
  /** Decides and writes. Rejects with DatabaseUnavailable where a register cannot be asked. */
  answer(request: Request, annex: Annex, exchange: Exchange, surroundings: Surroundings): Promise<Answered>;
  /** How far a request would come by what can be told without any register. */
  foresee(
    request: Request,
    annex: Annex,
    surroundings: Pick<Surroundings, "clock" | "population">,
  ): Promise<Pick<PassageResult, "trail" | "refusal">>;
  /** The content of the Body of a fault. */
  writeFault(told: ToldTrouble<Request>, exchange: Exchange, surroundings: Surroundings): string;
}

/** What stands around every operation of an installation. */
export interface Surroundings extends Registers {
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  /** Which of its lives this installation is in; told in errors of the Smals kind. */
  readonly environment?: ErrorTypeEnvironment;
}

export interface Answered {
  /** Canonical XML of the one element in the Body. */
  readonly content: string;
  readonly httpStatus: 200 | 500;
  /** Of the status or the fault; for an answer that has neither, a code of the service's own. */
  readonly code: string;
  readonly trail: readonly GateAnswer[];
  readonly filtered: readonly string[];
  /** Whose data are answered, where the question named nobody. */
  readonly persons?: readonly string[] | undefined;
}

/** How one family of contracts calls what goes wrong. */
export interface Dialect {
  call(trouble: Trouble): Called;
}

export interface Called {
  readonly status: Status;
  readonly faultCode: SoapFault["code"];
}

export interface ToldTrouble<Request> extends Called {
  readonly information: readonly Information[];
  /** Where the message came so far that it could be read. */
  readonly request: Request | undefined;
}
