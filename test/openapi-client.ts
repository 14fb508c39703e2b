// A client that knows of a service what its OpenAPI document says, and nothing else: where to ask, with which scope, what may be said
// and what may be answered.
import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { SignJWT } from "jose";

/** What the operator hands out beside the address. */
export interface Credentials {
  readonly clientId: string;
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
}

export interface OpenApiClient {
  /** The request that the document shows under this name. */
  example(operationId: string, name: string): Json;
  /** Asks, and takes no answer that the document does not announce. */
  call(operationId: string, question?: Question): Promise<Answer>;
  /** Follows an address that an answer gave, with the operation to which it belongs. */
  follow(address: string, body?: Json): Promise<Answer>;
}

export interface Question {
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly body?: Json;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export type Json = { readonly [name: string]: JsonValue };
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | Json;

/** As much of a document as the client reads. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly securitySchemes: Readonly<
      Record<string, { readonly flows: { readonly clientCredentials: { readonly tokenUrl: string } } }>
    >;
  };
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: "path" | "query" | "header" }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

interface Response {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content: Content;
}

type Content = Readonly<
  Record<string, { readonly schema: Reference; readonly examples?: Readonly<Record<string, { readonly value: Json }>> }>
>;

interface Reference {
  readonly $ref: string;
}

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

interface Place {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

export async function openApiClient(documentUrl: string, credentials: Credentials): Promise<OpenApiClient> {
  const document: Document = JSON.parse(await (await fetch(documentUrl)).text());
  const judge = judgeFor(document);
  const places = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Place => ({ path, method, operation })),
  );
  const tokens = new Map<string, string>();

  const placeOf = (operationId: string): Place =>
    places.find(({ operation }) => operation.operationId === operationId) ?? assert.fail(`no operation ${operationId}`);

  const tokenFor = async ({ security }: Operation): Promise<string> => {
    const [scheme = "", scopes = []] = Object.entries(security[0] ?? {})[0] ?? [];
    const scope = scopes.join(" ");
    const kept = tokens.get(scope);
    if (kept !== undefined) return kept;
    const { tokenUrl } = document.components.securitySchemes[scheme]?.flows.clientCredentials ?? assert.fail("no flow");
    const token = await requestToken(new URL(tokenUrl, documentUrl), scope);
    tokens.set(scope, token);
    return token;
  };

  const requestToken = async (url: URL, scope: string): Promise<string> => {
    const { operation } = places.find(({ path }) => path === url.pathname) ?? assert.fail("a token endpoint");
    const [[type, { schema }] = assert.fail("a form")] = Object.entries(operation.requestBody?.content ?? {});
    const { required = [], properties = {} } = resolved(document.components.schemas, schema);
    // What has one value only is said so; the rest is the proof.
    const fixed = required.map((name) => [name, properties[name]?.enum?.[0] ?? ""] as const);
    const form = { ...Object.fromEntries(fixed), scope, client_assertion: await assertionFor(url, credentials) };
    assert.ok(judge(schema)(form), "a form as the document wants it");
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": type },
      body: new URLSearchParams(form).toString(),
    });
    const { body, status } = await announced(operation, answer);
    assert.equal(status, 200, JSON.stringify(body));
    return String(body.access_token);
  };

  const announced = async ({ operationId, responses }: Operation, answer: globalThis.Response): Promise<Answer> => {
    const { status, headers } = answer;
    const declared = responses[status] ?? responses.default ?? assert.fail(`${operationId} may not answer ${status}`);
    const { content, headers: expected = {} } = resolved(document.components.responses, declared);
    const type = headers.get("content-type")?.split(";")[0] ?? "";
    const { schema } = content[type] ?? assert.fail(`${operationId} ${status} may not answer ${type}`);
    for (const name of Object.keys(expected)) assert.ok(headers.has(name), `${operationId} ${status} has ${name}`);
    const body: Json = JSON.parse(await answer.text());
    const validate = judge(schema);
    assert.ok(validate(body), `${operationId} ${status}: ${JSON.stringify(validate.errors)}`);
    return { status, headers, body };
  };

  const send = async (
    { method, operation }: Place,
    url: URL,
    headers: Readonly<Record<string, string>>,
    body?: Json,
  ): Promise<Answer> => {
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (media !== undefined) {
      const validate = judge(media.schema);
      assert.ok(validate(body), `${operation.operationId}: ${JSON.stringify(validate.errors)}`);
    }
    const answer = await fetch(url, {
      method: method.toUpperCase(),
      headers: {
        ...headers,
        Authorization: `Bearer ${await tokenFor(operation)}`,
        ...(type === undefined ? {} : { "Content-Type": type }),
      },
      ...(type === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return announced(operation, answer);
  };

  return {
    example: (operationId, name) => {
      const [[, { examples = {} }] = assert.fail("a request body")] = Object.entries(
        placeOf(operationId).operation.requestBody?.content ?? {},
      );
      return examples[name]?.value ?? assert.fail(`${operationId} shows no ${name}`);
    },
    call: async (operationId, { parameters = {}, body } = {}) => {
      const place = placeOf(operationId);
      const declared = new Map(place.operation.parameters?.map((parameter) => [parameter.name, parameter.in]));
      const headers: Record<string, string> = {};
      let { path } = place;
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(parameters)) {
        const where = declared.get(name) ?? assert.fail(`${operationId} has no parameter ${name}`);
        if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(value));
        else if (where === "query") query.set(name, String(value));
        else headers[name] = String(value);
      }
      return send(place, new URL(`${path}?${query}`, documentUrl), headers, body);
    },
    follow: async (address, body) => {
      const url = new URL(address, documentUrl);
      const method = body === undefined ? "get" : "post";
      const fits = (place: Place) => place.method === method && patternOf(place.path).test(url.pathname);
      return send(places.find(fits) ?? assert.fail(`nothing is at ${url.pathname}`), url, {}, body);
    },
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

/** In the words of the document: iss and sub, aud, exp at most five minutes after iat, jti used once, the certificate in x5c. */
async function assertionFor(url: URL, { clientId, key, certificate }: Credentials): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: clientId, sub: clientId, aud: url.href, iat: now, exp: now + 60, jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: "RS256", x5c: [new X509Certificate(certificate).raw.toString("base64")] })
    .sign(createPrivateKey(key));
}

function resolved<Item>(named: Readonly<Record<string, Item>>, item: Item | Reference): Item {
  const reference = (item as Partial<Reference>).$ref;
  if (reference === undefined) return item as Item; // not a reference
  return named[reference.slice(reference.lastIndexOf("/") + 1)] ?? assert.fail(reference);
}

function judgeFor(document: Document): (schema: Reference) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "document", components: document.components });
  return ({ $ref }) => ajv.compile({ $ref: `document${$ref}` });
}
