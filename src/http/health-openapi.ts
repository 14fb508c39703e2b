// GET /health as the reference shows it.
import { type HealthStatus, healthStatusSchema } from "../health/belgif.ts";
import { installationFacts } from "../health/catalogue.ts";
import { levels } from "../health/check.ts";
import { type OperationObject, type OtherAddresses, securitySchemeName } from "../rest/openapi.ts";
import { monitoringScope } from "../rest/token-endpoint.ts";

const schema = { $ref: "#/components/schemas/HealthStatus" };

const answer = (description: string, examples: Readonly<Record<string, readonly [string, HealthStatus]>>) => ({
  description,
  content: {
    "application/json": {
      schema,
      examples: Object.fromEntries(
        Object.entries(examples).map(([name, [summary, value]]) => [name, { summary, value }]),
      ),
    },
  },
});

const { id, description, type: level, vital, failSafe } = installationFacts.disk;

const detailed: HealthStatus = {
  status: "UP",
  details: {
    level: "DEFAULT",
    verdict: "WARNING",
    environment: "PRD",
    node: "kruispunt-1",
    version: "1.0.0",
    at: "2026-01-31T12:00:00.000Z",
    checks: [
      {
        id,
        description,
        level,
        verdict: "WARNING",
        code: "DISK_LOW",
        message: "900 MiB are free",
        vital,
        failSafe,
        milliseconds: 1,
        age: 4000,
      },
    ],
  },
};

const checkHealth: OperationObject = {
  operationId: "checkHealth",
  summary: "How the installation is",
  description:
    "Without a token: the status alone, at level PING or DEFAULT. With a token for monitoring: any level, and in details what was found. Findings are kept for 10 seconds, those about other parties for 30; each says its age.",
  tags: ["Health"],
  security: [{}, { [securitySchemeName]: [monitoringScope] }],
  parameters: [
    {
      name: "level",
      in: "query",
      required: false,
      description:
        "PING: this process answers. DEFAULT, when left out: also what it depends on. DEEP: also the parties that it asks, by their own PING; only with a token.",
      schema: { type: "string", enum: levels },
    },
  ],
  responses: {
    "200": answer("All is well, or a part fails", {
      up: ["All is well", { status: "UP" }],
      degraded: ["A part fails", { status: "DEGRADED" }],
      details: ["For who monitors: little room is left on the disk", detailed],
    }),
    "503": answer("Nothing can be answered", { down: ["The database is away", { status: "DOWN" }] }),
    default: { $ref: "#/components/responses/ProblemResponse" },
  },
};

export const healthReference: OtherAddresses = {
  paths: { "/health": { get: checkHealth } },
  tags: [{ name: "Health", description: "How the installation is" }],
  schemas: { HealthStatus: healthStatusSchema },
  scopes: { [monitoringScope]: "See in detail how the installation is" },
};
