// The token endpoint as the reference shows it; its shapes are those of RFC 6749, not of the Belgian guide.
import { z } from "zod";
import type { OperationObject } from "./openapi.ts";
import { assertionType } from "./token-endpoint.ts";

export const tokenSchemas: Readonly<Record<string, z.ZodType>> = {
  TokenRequest: z
    .object({
      grant_type: z.literal("client_credentials").describe("The only grant there is"),
      client_assertion_type: z.literal(assertionType).describe("The only proof there is (RFC 7523)"),
      client_assertion: z
        .string()
        .describe(
          "A JWT, RS256 or ES256, with the client's certificate first in the header x5c; iss and sub: the client id; aud: the address of this endpoint; exp: at most five minutes after iat; jti: used once",
        ),
      scope: z.string().optional().describe("Scopes with a space between them; all that the annex allows when absent"),
      client_id: z.string().optional().describe("Need not be sent; if it is, the client id of the assertion"),
    })
    .describe("A client asks for a token"),
  AccessToken: z
    .object({
      access_token: z.string().describe("To be sent as Authorization: Bearer"),
      token_type: z.literal("Bearer").describe("How to send it"),
      expires_in: z.int().min(1).describe("Seconds that it lives"),
      scope: z.string().describe("The scopes it has"),
    })
    .describe("A token"),
  TokenError: z
    .object({
      error: z
        .enum([
          "invalid_request",
          "invalid_client",
          "invalid_scope",
          "unsupported_grant_type",
          "temporarily_unavailable",
        ])
        .describe("What kind of refusal this is (RFC 6749, section 5.2)"),
      error_description: z.string().optional().describe("What was expected and what was found"),
    })
    .describe("No token"),
};

const refused = (description: string, error: string, error_description: string) => ({
  description,
  content: {
    "application/json": {
      schema: { $ref: "#/components/schemas/TokenError" },
      examples: {
        [error.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())]: {
          summary: description,
          value: { error, error_description },
        },
      },
    },
  },
});

export const tokenOperation: OperationObject = {
  operationId: "requestToken",
  summary: "Get an access token",
  description:
    "A client proves with a signed JWT that it is the customer of an annex, and gets a token that lives ten minutes.",
  tags: ["Access tokens"],
  security: [],
  requestBody: {
    required: true,
    description: "The proof, and the scopes wished for",
    content: { "application/x-www-form-urlencoded": { schema: { $ref: "#/components/schemas/TokenRequest" } } },
  },
  responses: {
    "200": {
      description: "A token",
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/AccessToken" },
          examples: {
            token: {
              summary: "A token for careers",
              value: {
                access_token: "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl",
                token_type: "Bearer",
                expires_in: 600,
                scope: "scope:selfemployed:career:consult",
              },
            },
          },
        },
      },
    },
    "400": refused(
      "The request is not in order, or asks for scopes that the annex does not grant",
      "invalid_scope",
      "Expected some of scope:selfemployed:career:consult; found others",
    ),
    "401": refused(
      "The client is not proved",
      "invalid_client",
      "Expected exp in the future; found assertion-expired: an earlier moment",
    ),
    "503": refused(
      "Tokens cannot be given now",
      "temporarily_unavailable",
      "The audit is not available: try again later",
    ),
  },
};
