// The description of the APIs for programs (OpenAPI 3.0), made from the schemas that the code itself reads with.
import { z } from "zod";
import { isResource, methodOf, type RestApi, type RestExample, type RestFace } from "./operation.ts";
import { issueSchema, problemSchema } from "./problem.ts";
import { resourceObject, tooManyRequests } from "./resource-openapi.ts";
import { tokenPath } from "./token-endpoint.ts";
import { tokenOperation, tokenSchemas } from "./token-openapi.ts";

export interface OpenApiDocument {
  /** 3.0: the Belgian guide advises against 3.1 while tools lag behind (rule oas-contra). */
  readonly openapi: "3.0.3";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<"get" | "post", OperationObject>>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, SchemaObject>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly [string];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: { readonly required: true; readonly description: string; readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

export interface ParameterObject {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: SchemaObject;
  readonly example?: string | number;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: SchemaObject }>>;
  readonly content: Content;
}

type Content = Readonly<Record<string, MediaType>>;

export interface MediaType {
  readonly schema: Reference;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

export interface Reference {
  readonly $ref: string;
}

/** As much of a schema as the reference page shows. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly allOf?: readonly SchemaObject[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  readonly required?: readonly string[];
  readonly items?: SchemaObject;
  readonly minimum?: number;
  readonly maximum?: number;
}

export const securitySchemeName = "oauth2";

/** One API under its own address, as the Belgian guide wants it: `<base>/doc/openapi.json`. */
export function describeApi(api: RestApi): OpenApiDocument {
  const { title, version, description, base } = api;
  return assemble({ title, version, description }, base, [[api, ""]], { paths: {}, tags: [], schemas: {}, scopes: {} });
}

/** What an installation answers beside its APIs. */
export interface OtherAddresses {
  readonly paths: OpenApiDocument["paths"];
  readonly tags: OpenApiDocument["tags"];
  readonly schemas: Readonly<Record<string, z.ZodType>>;
  /** Scopes with what they open. */
  readonly scopes: Readonly<Record<string, string>>;
}

/** All APIs of an installation in one document, with whole paths; `/openapi.json`. */
export function describeInstallation(apis: readonly RestApi[], more: OtherAddresses): OpenApiDocument {
  const info = {
    title: "Kruispunt",
    version: "1.0.0",
    description:
      "The services of Belgian social security in JSON, and the token endpoint that lets a customer in. Each API also describes itself at doc/openapi.json below its own address.",
  };
  return assemble(
    info,
    "/",
    apis.map((api) => [api, api.base]),
    {
      paths: { [tokenPath]: { post: tokenOperation }, ...more.paths },
      tags: [{ name: "Access tokens", description: "How a customer gets a token" }, ...more.tags],
      schemas: { ...tokenSchemas, ...more.schemas },
      scopes: more.scopes,
    },
  );
}

function assemble(
  info: OpenApiDocument["info"],
  url: string,
  apis: readonly (readonly [api: RestApi, prefix: string])[],
  others: OtherAddresses,
): OpenApiDocument {
  const paths: Record<string, Partial<Record<"get" | "post", OperationObject>>> = {};
  for (const [{ operations, tag, schemas }, prefix] of apis) {
    for (const face of operations) {
      const path = `${prefix}${face.path}`;
      paths[path] = { ...paths[path], [methodOf(face)]: operationObject(face, tag, schemas) };
    }
  }
  const tags = apis.map(([{ tag, description }]) => ({ name: tag, description }));
  return {
    openapi: "3.0.3",
    info,
    servers: [{ url }],
    tags: [...tags, ...others.tags],
    paths: { ...paths, ...others.paths },
    components: {
      schemas: schemaObjects({
        ...Object.assign({}, ...apis.map(([{ schemas }]) => schemas)),
        ...others.schemas,
        Problem: problemSchema,
        InputValidationIssue: issueSchema,
      }),
      responses: {
        ProblemResponse: {
          description: "Why the request was not answered",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
        TooManyRequestsResponse: {
          description: "The quota of the annex is used up: the detail says which",
          headers: {
            "Retry-After": {
              description: "Seconds until the minute or the day is over, and there is room again",
              schema: { type: "integer" },
            },
          },
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      securitySchemes: {
        [securitySchemeName]: securityScheme(Object.assign({}, ...apis.map(([{ scopes }]) => scopes), others.scopes)),
      },
    },
  };
}

function securityScheme(scopes: OtherAddresses["scopes"]) {
  return {
    type: "oauth2",
    description: "Client credentials, proved with a JWT that is signed with the key of the customer's certificate",
    flows: { clientCredentials: { tokenUrl: tokenPath, scopes } },
  };
}

function operationObject(face: RestFace, tag: string, schemas: RestApi["schemas"]): OperationObject {
  const nameOf = (schema: z.ZodType): Reference => {
    const [name] = Object.entries(schemas).find(([, one]) => one === schema) ?? [];
    if (name === undefined) throw new Error(`${face.operationId} uses a schema without a name`);
    return { $ref: `#/components/schemas/${name}` };
  };
  if (isResource(face)) return resourceObject(face, tag, { nameOf, securityScheme: securitySchemeName });
  const { operationId, summary, description, scope, input, answer, examples } = face;
  const answered = (code: number) =>
    examplesOf(
      examples.filter(({ status }) => status === code),
      "response",
    );
  const problem = (code: number, text: string): readonly (readonly [string, ResponseObject])[] => {
    const shown = answered(code);
    if (Object.keys(shown).length === 0) return [];
    const schema = { $ref: "#/components/schemas/Problem" };
    return [
      [String(code), { description: text, content: { "application/problem+json": { schema, examples: shown } } }],
    ];
  };
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security: [{ [securitySchemeName]: [scope] }],
    requestBody: {
      required: true,
      description: "The question",
      content: { "application/json": { schema: nameOf(input), examples: examplesOf(examples, "request") } },
    },
    responses: {
      "200": {
        description: "The question was treated, with or without data found",
        content: { "application/json": { schema: nameOf(answer), examples: answered(200) } },
      },
      ...Object.fromEntries([
        ...problem(400, "The question is not in order: see the issues"),
        ...problem(403, "The customer's annex does not allow this question"),
      ]),
      "429": tooManyRequests,
      default: { $ref: "#/components/responses/ProblemResponse" },
    },
  };
}

function examplesOf(examples: readonly RestExample[], side: "request" | "response") {
  return Object.fromEntries(examples.map(({ name, summary, [side]: value }) => [name, { summary, value }]));
}

/** The schemas by name, referring to each other, as OpenAPI 3.0 writes them. */
function schemaObjects(schemas: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, SchemaObject>> {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
  const made = z.toJSONSchema(named, {
    target: "openapi-3.0",
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // Unknown properties are refused (rule req-valid), but the guide keeps additionalProperties for maps (addi-prop).
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // The format says it; the pattern that stands for it is 200 characters of leap years.
      if (jsonSchema.format === "date") delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, schema]) => {
      const { $id: _, ...rest } = schema;
      return [name, rest as SchemaObject]; // zod's own type for the same thing knows booleans and tuples, which we have none of
    }),
  );
}
