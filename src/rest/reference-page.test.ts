import assert from "node:assert/strict";
import { test } from "node:test";
import type { OpenApiDocument } from "./openapi.ts";
import { referencePage } from "./reference-page.ts";

test("what a description says never becomes markup", () => {
  const hostile = `<script>alert("1")</script>&'`;
  const document: OpenApiDocument = {
    openapi: "3.0.3",
    info: { title: hostile, version: "1", description: hostile },
    servers: [],
    tags: [],
    paths: {
      [hostile]: {
        post: {
          operationId: hostile,
          summary: hostile,
          description: hostile,
          tags: [hostile],
          security: [{ [hostile]: [hostile] }],
          requestBody: {
            required: true,
            description: hostile,
            content: {
              [hostile]: {
                schema: { $ref: hostile },
                examples: { [hostile]: { summary: hostile, value: { [hostile]: hostile } } },
              },
            },
          },
          responses: {},
        },
      },
    },
    components: {
      schemas: {
        [hostile]: {
          description: hostile,
          properties: { [hostile]: { type: hostile, pattern: hostile, description: hostile }, e: { enum: [hostile] } },
        },
      },
      responses: {},
      securitySchemes: {},
    },
  };
  const page = referencePage(document);
  assert.doesNotMatch(page, /<script|alert\("1"\)/);
  assert.match(page, /&lt;script&gt;/);
});

test("a reference to a response that is not there is a mistake of the program", () => {
  const operation = {
    operationId: "a",
    summary: "",
    description: "",
    tags: ["A"] as const,
    security: [],
    requestBody: { required: true as const, description: "", content: {} },
    responses: { default: { $ref: "#/components/responses/Nowhere" } },
  };
  const document: OpenApiDocument = {
    openapi: "3.0.3",
    info: { title: "", version: "", description: "" },
    servers: [],
    tags: [],
    paths: { "/a": { post: operation } },
    components: { schemas: {}, responses: {}, securitySchemes: {} },
  };
  assert.throws(() => referencePage(document), /does not have/);
});
