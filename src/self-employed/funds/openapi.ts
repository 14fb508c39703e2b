// The published interface of a fund, made from the same schemas that check its questions and answers.
import { z } from "zod";
import { answerSchema, pingPath, pingSchema, problemSchema, questionSchema, searchPath } from "./interface.ts";

/** An OpenAPI 3.1 document, as JSON. */
export function openApiOf(fundCode: string): string {
  const json = (schema: z.ZodType, io: "input" | "output") => ({
    "application/json": { schema: z.toJSONSchema(schema, { io, reused: "inline" }) },
  });
  const problems = (description: string) => ({
    description,
    content: { "application/problem+json": json(problemSchema, "output")["application/json"] },
  });
  const document = {
    openapi: "3.1.0",
    info: {
      title: `Contributions at social insurance fund ${fundCode}`,
      version: "1.0.0",
      description: "Asked by RSVZ/INASTI for consultContributions. The SSIN travels in the body, never in an address.",
    },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }, {}],
    paths: {
      [searchPath]: {
        post: {
          operationId: "searchContributions",
          summary:
            "What this fund knows of one person's quarters; a quarter that it does not know is not in the answer",
          requestBody: { required: true, content: json(questionSchema, "input") },
          responses: {
            200: { description: "The quarters, in order", content: json(answerSchema, "output") },
            400: problems("The question is not as described here, or cannot be answered"),
            401: problems("The token is missing or wrong"),
            503: problems("The fund's file cannot be read now; ask again later"),
          },
        },
      },
      [pingPath]: {
        get: {
          operationId: "ping",
          summary: "Whether this is the fund that is meant, and whether it takes the token; it looks at nothing else",
          responses: {
            200: { description: "Its code", content: json(pingSchema, "output") },
            401: problems("The token is missing or wrong"),
          },
        },
      },
      "/health": {
        get: {
          operationId: "health",
          summary: "Whether the fund can answer",
          security: [],
          responses: { 200: { description: "It can" }, 503: { description: "Not now" } },
        },
      },
    },
  };
  return JSON.stringify(document, undefined, 2);
}
