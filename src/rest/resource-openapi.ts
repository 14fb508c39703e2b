// The description of an operation on a resource: parameters of its address and query, headers, and an answer of its own status.
import { z } from "zod";
import type { OperationObject, ParameterObject, Reference, ResponseObject, SchemaObject } from "./openapi.ts";
import type { ResourceOperation, RestExample } from "./operation.ts";

const problems: Readonly<Record<number, string>> = {
  400: "The request is not in order: see the issues",
  403: "Neither the annex nor a mandate allows this",
  404: "There is nothing with this number that the caller may see",
  406: "The answer has none of the forms that the caller accepts",
  422: "The idempotency key stands for another declaration",
};

export const tooManyRequests: Reference = { $ref: "#/components/responses/TooManyRequestsResponse" };

export interface DescribedSchemas {
  nameOf(schema: z.ZodType): Reference;
  readonly securityScheme: string;
}

/** Examples stand at the status with which they are answered. */
export function resourceObject(
  face: ResourceOperation,
  tag: string,
  { nameOf, securityScheme }: DescribedSchemas,
): OperationObject {
  const { operationId, summary, description, scope, input, examples, success } = face;
  const at = (status: number, side: "request" | "response") =>
    Object.fromEntries(
      examples
        .filter((example) => example.status === status && example[side] !== undefined)
        .map(({ name, summary: told, [side]: value }) => [name, { summary: told, value }]),
    );
  const requests = Object.fromEntries(
    examples.flatMap(({ name, summary: told, request }) =>
      request === undefined ? [] : [[name, { summary: told, value: request }]],
    ),
  );
  const refusals = Object.entries(problems).flatMap(
    ([status, meaning]): readonly (readonly [string, ResponseObject])[] => {
      const shown = at(Number(status), "response");
      if (Object.keys(shown).length === 0) return [];
      const schema = { $ref: "#/components/schemas/Problem" };
      return [[status, { description: meaning, content: { "application/problem+json": { schema, examples: shown } } }]];
    },
  );
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security: [{ [securityScheme]: [scope] }],
    parameters: parametersOf(face),
    ...(input === undefined
      ? {}
      : {
          requestBody: {
            required: true as const,
            description: "What is asked or declared",
            content: { "application/json": { schema: nameOf(input), examples: requests } },
          },
        }),
    responses: {
      [String(success.status)]: {
        description: success.description,
        ...(success.headers === undefined ? {} : { headers: headersOf(success.headers) }),
        content: {
          "application/json": { schema: nameOf(success.schema), examples: at(success.status, "response") },
          ...Object.fromEntries(
            Object.entries(success.forms ?? {}).map(([form, schema]) => [form, { schema: nameOf(schema) }]),
          ),
        },
      },
      ...Object.fromEntries(refusals),
      "429": tooManyRequests,
      default: { $ref: "#/components/responses/ProblemResponse" },
    },
  };
}

function parametersOf({ parameters, parameterPlaces, headers = {}, examples }: ResourceOperation): ParameterObject[] {
  const described = z.toJSONSchema(parameters, {
    target: "openapi-3.0",
    io: "input",
    override: ({ jsonSchema }) => {
      // In an address a number is a text, and that is how it is read; the form of the text says nothing more of the number.
      if (jsonSchema.type === "integer") delete jsonSchema.pattern;
    },
  }) as SchemaObject; // an object of texts
  return [
    ...Object.entries(described.properties ?? {}).map(([name, { description = "", ...schema }]) => ({
      name,
      in: parameterPlaces[name] ?? ("query" as const),
      required: (described.required ?? []).includes(name),
      description,
      schema,
      ...exampleOf(examples, name, schema),
    })),
    ...Object.entries(headers).map(([name, description]) => ({
      name,
      in: "header" as const,
      required: false,
      description,
      schema: { type: "string" },
    })),
  ];
}

function exampleOf(
  examples: readonly RestExample[],
  name: string,
  { type }: SchemaObject,
): Pick<ParameterObject, "example"> {
  const [example] = examples.flatMap(({ parameters }) => parameters?.[name] ?? []);
  return example === undefined ? {} : { example: type === "integer" ? Number(example) : example };
}

function headersOf(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
  );
}
