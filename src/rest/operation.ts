// What a service tells about the JSON face of one of its operations; the operation itself is the one that SOAP asks.
import type { z } from "zod";
import type { Annex } from "../crossroads/annex.ts";
import type { Exchange } from "../crossroads/exchange.ts";
import type { KszRequest, Operation } from "../crossroads/operation.ts";
import type { SmalsOperation } from "../crossroads/smals.ts";
import type { Status } from "../crossroads/statuses.ts";
import type { InformationCustomerType } from "../schema/generated/common-v3.ts";
import type { Language } from "./language.ts";
import type { Issue, ProblemKind } from "./problem.ts";

/** An API as callers know it: an address with a version, and what can be asked there. */
export interface RestApi<Face extends RestFace = RestFace> {
  /** Such as `/REST/selfEmployed/v2`. */
  readonly base: string;
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Of the operations in the reference: a word or words with a capital. */
  readonly tag: string;
  readonly operations: readonly Face[];
  /** Those that its operations need, with what each opens. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Names under which the reference shows schemas, in UpperCamelCase. */
  readonly schemas: Readonly<Record<string, z.ZodType>>;
}

/** What every question may carry: the caller's own ticket. */
export interface RestInput {
  readonly ticket?: string | undefined;
}

/** An operation in JSON, of whichever kind. */
export type RestFace = RestOperation | SmalsRestOperation | ResourceOperation;

/** Has the annex something that this opens? */
export function isGranted(annex: Annex, face: RestFace): boolean {
  if (isSmals(face)) return face.operation.grantOf(annex) !== undefined;
  const { service, name } = face.operation;
  return annex.services.get(service)?.some(({ operations }) => operations.includes(name)) === true;
}

export function isSmals(face: RestFace): face is SmalsRestOperation {
  return "toJson" in face;
}

export function isResource(face: RestFace): face is ResourceOperation {
  return "method" in face;
}

/** The method of its address: questions are asked by POST, since numbers of persons do not belong in addresses. */
export function methodOf(face: RestFace): "get" | "post" {
  return isResource(face) ? face.method : "post";
}

/** What the reference, the tokens and the addresses need to know. */
interface Named {
  /** Below the API's base: `/careers/search`, `/periods/{periodId}`. */
  readonly path: string;
  /** `searchCareers`. */
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** That the access token must have; what may be asked is in the annex all the same. */
  readonly scope: string;
  readonly examples: readonly RestExample[];
}

interface Described<Input> extends Named {
  readonly input: z.ZodType<Input>;
  readonly answer: z.ZodType;
  /** Where the elements of the contract that a refusal may name stand in the JSON: element name to JSON pointer. */
  readonly pointers: Readonly<Record<string, string>>;
}

export interface RestOperation<
  Input extends RestInput = RestInput,
  Request extends KszRequest = KszRequest,
  Data = unknown,
> extends Described<Input> {
  readonly operation: Operation<Request, Data>;
  toRequest(input: Input, informationCustomer: InformationCustomerType): Request;
  /** The found data as JSON, one item for each thing found. */
  toItems(data: Data): readonly unknown[];
}

export interface SmalsRestOperation<Input = unknown, Request = unknown, Grant = unknown, Answer = unknown>
  extends Described<Input> {
  readonly operation: SmalsOperation<Request, Grant, Answer>;
  toRequest(input: Input): Request;
  toJson(answer: Answer): unknown;
}

/** An operation of an API that has things with addresses of their own, and no sister in SOAP. */
export interface ResourceOperation<Input = unknown, Parameters = unknown> extends Named {
  readonly method: "get" | "post";
  /** As annexes name it. */
  readonly operation: { readonly service: string; readonly name: string };
  /** Of the address and the query, all of them texts. */
  readonly parameters: z.ZodType<Parameters>;
  readonly parameterPlaces: Readonly<Record<string, "path" | "query">>;
  /** Headers that it reads, lower case, with their description. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, where it takes one. */
  readonly input?: z.ZodType<Input>;
  readonly success: {
    readonly status: 200 | 201;
    readonly description: string;
    readonly schema: z.ZodType;
    /** Headers of the answer, with their description. */
    readonly headers?: Readonly<Record<string, string>>;
    /** Its other forms; without any, the answer is JSON whatever the caller accepts. */
    readonly forms?: Readonly<Partial<Record<OtherForm, z.ZodType>>>;
  };
  /** Rejects with DatabaseUnavailable where a register cannot be asked. */
  answer(call: ResourceCall<Input, Parameters>): Promise<ResourceReply>;
}

/** A form of an answer beside JSON, as the header Accept names it. */
export type OtherForm = "application/xml" | "text/html";

export interface ResourceCall<Input = unknown, Parameters = unknown> {
  readonly annex: Annex;
  /** Its ticket and time of receipt; `subject` is for the operation to note, where it learns that it is about a person. */
  readonly exchange: Exchange;
  readonly language: Language;
  /** The form in which the caller wants its answer, among those of the operation. */
  readonly form: "application/json" | OtherForm;
  readonly input: Input;
  readonly parameters: Parameters;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export type ResourceReply =
  | {
      readonly kind: "answered";
      readonly body: unknown;
      /** Whose data these are, where the question named nobody: for the audit. */
      readonly persons?: readonly string[] | undefined;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      /** The same in another form. */
      readonly kind: "written";
      readonly form: OtherForm;
      readonly text: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "refused";
      readonly problem: ProblemKind;
      readonly status: Status;
      /** In place of the meaning of the status, in the language of the caller; never holds personal data. */
      readonly detail?: string;
      /** In place of the remedy of the status, which does not go with another detail. */
      readonly remedy?: string;
      readonly gate: string;
      readonly expected: string;
      readonly found: string;
      readonly issues?: readonly Issue[];
    };

/** A question that the demo network answers with this status, and the answer as the reference shows it. */
export interface RestExample {
  /** Lower camel case. */
  readonly name: string;
  readonly summary: string;
  /** Absent where there is no body. */
  readonly request?: unknown;
  /** Of the address and the query. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly response: unknown;
}
