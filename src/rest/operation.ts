// What a service tells about the JSON face of one of its operations; the operation itself is the one that SOAP asks.
import type { z } from "zod";
import type { Annex } from "../crossroads/annex.ts";
import type { KszRequest, Operation } from "../crossroads/operation.ts";
import type { SmalsOperation } from "../crossroads/smals.ts";
import type { InformationCustomerType } from "../schema/generated/common-v3.ts";

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
  /** Names under which the reference shows schemas, in UpperCamelCase. */
  readonly schemas: Readonly<Record<string, z.ZodType>>;
}

/** What every question may carry: the caller's own ticket. */
export interface RestInput {
  readonly ticket?: string | undefined;
}

/** An operation in JSON, of whichever kind. */
export type RestFace = RestOperation | SmalsRestOperation;

/** Has the annex something that this opens? */
export function isGranted(annex: Annex, face: RestFace): boolean {
  if (isSmals(face)) return face.operation.grantOf(annex) !== undefined;
  const { service, name } = face.operation;
  return annex.services.get(service)?.some(({ operations }) => operations.includes(name)) === true;
}

export function isSmals(face: RestFace): face is SmalsRestOperation {
  return "toJson" in face;
}

/** What the reference, the tokens and the addresses need to know. */
interface Described<Input> {
  /** Below the API's base: `/careers/search`. */
  readonly path: string;
  /** `searchCareers`. */
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** That the access token must have; what may be asked is in the annex all the same. */
  readonly scope: string;
  readonly input: z.ZodType<Input>;
  readonly answer: z.ZodType;
  /** Where the elements of the contract that a refusal may name stand in the JSON: element name to JSON pointer. */
  readonly pointers: Readonly<Record<string, string>>;
  readonly examples: readonly RestExample[];
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

/** A question that the demo network answers with this status, and the answer as the reference shows it. */
export interface RestExample {
  /** Lower camel case. */
  readonly name: string;
  readonly summary: string;
  readonly request: unknown;
  readonly status: number;
  readonly response: unknown;
}
