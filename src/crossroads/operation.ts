// What a service of the KSZ kind tells the crossroads about one of its operations, so that every question goes the same way.
import type { IsoDay } from "../kernel/day.ts";
import type { Outcome } from "../kernel/outcome.ts";
import type { Period } from "../kernel/period.ts";
import type {
  CBSSFaultType,
  InformationCBSSType,
  InformationCustomerType,
  StatusType,
} from "../schema/generated/common-v3.ts";
import type { StructureFault } from "../schema/runtime.ts";
import type { XmlElement } from "../xml/tree.ts";
import type { Grant } from "./annex.ts";
import type { Exchange } from "./exchange.ts";
import {
  type Gate,
  type Information,
  type Passage,
  type Question,
  type RefusedAtGate,
  refusedBecause,
} from "./passage.ts";
import type { Status } from "./statuses.ts";

/** What every KSZ request begins with (CommonV3, BaseRequestType). */
export interface KszRequest {
  readonly informationCustomer: InformationCustomerType;
  readonly legalContext: string;
  /** The person that it is about, where it names one. */
  readonly criteria?: { readonly ssin?: string | undefined };
}

export interface Operation<Request extends KszRequest = KszRequest, Data = unknown> {
  /** Service and version, as annexes name it: `SelfEmployedService/v2`. */
  readonly service: string;
  readonly name: string;
  /** The request's root element. */
  readonly element: { readonly namespace: string; readonly localName: string };
  decode(element: XmlElement): Outcome<Request, readonly StructureFault[]>;
  /** What a request names beside a person and days, for the audit: each by the name of its element. */
  askedBeside?(request: Request): Readonly<Record<string, string>> | undefined;
  /** The days asked about, and what is wrong with them: told at the criteria gate, after who and whom. */
  periodOf(
    request: Request,
    today: IsoDay,
  ): { readonly period: Question["period"]; readonly fault?: RefusedAtGate | undefined };
  /** Gates of the service's own, after those of the crossroads. */
  readonly gates: readonly Gate[];
  /** Asks the source; called only when every gate was passed. May note on the exchange whom it turns out to be about. */
  ask(request: Request, passage: Passage, exchange: Exchange): Promise<SourceAnswer<Data>>;
  /**
   * For an operation whose question need not name a person: what is left of an answer once all is taken out that is about
   * somebody who is not inscribed. Asked where the annex demands inscriptions and the question named nobody; a refusal must
   * be the one that no data get. Without it, every question must name its person.
   */
  onlyInscribed?(data: Data, isInscribed: IsInscribed): Promise<SourceAnswer<Data>>;
  /** Whose data an answer holds, for the audit of a question that named nobody. Goes with `onlyInscribed`. */
  personsIn?(data: Data): readonly string[];
  /** Takes out what the annex filters, and names what was there to take out. */
  filter(data: Data, grant: Grant): { readonly data: Data; readonly removed: readonly string[] };
  encodeResponse(response: Response<Request, Data>): Outcome<string, readonly StructureFault[]>;
  encodeFault(fault: CBSSFaultType): Outcome<string, readonly StructureFault[]>;
}

/** Is the customer inscribed for the person, for a day in common with these periods where its annex asks for one? */
export type IsInscribed = (ssin: string, periods: readonly Period[]) => Promise<boolean>;

/** What a source may say: data, a refusal with its status, or that it cannot be asked now. Never a made-up answer. */
export type SourceAnswer<Data> =
  | { readonly kind: "data"; readonly data: Data }
  | { readonly kind: "refused"; readonly refusal: RefusedAtGate };

/** A refusal by the source of an operation. */
export function refuse(
  status: Status,
  expected: string,
  found: string,
  information: readonly Information[] = [],
): SourceAnswer<never> {
  return { kind: "refused", refusal: refusedBecause(status, { expected, found, information }) };
}

export interface Response<Request, Data> {
  readonly request: Request;
  readonly informationCBSS: InformationCBSSType;
  readonly status: StatusType;
  /** The number that the answer is about; with `replaces` when the question named an older one. */
  readonly ssin: { readonly value: string; readonly replaces: string | undefined } | undefined;
  readonly dataFilters: readonly string[];
  readonly data: Data | undefined;
}

export function statusOf(status: Status, refusal?: RefusedAtGate): StatusType {
  const { value } = status;
  if (value === "FAULT") throw new Error(`${status.code} travels in a fault, not in a status`);
  if (value === "ACCESS" || value === "NO_ACCESS")
    throw new Error(`${status.code} is no status of this kind of contract`);
  return {
    value,
    code: status.code,
    description: status.meaning.en,
    information: refusal?.information ?? [],
  };
}
