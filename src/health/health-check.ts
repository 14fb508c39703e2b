// The operation healthCheck (monitoring v1), which any SOAP address carries behind its own.
import type { Endpoint } from "../crossroads/endpoint.ts";
import { anyCustomer, type SmalsOperation, smalsOperation } from "../crossroads/smals.ts";
import { statuses } from "../crossroads/statuses.ts";
import {
  decodeHealthCheckRequest,
  encodeHealthCheckResponse,
  type HealthCheckRequest,
  type HealthCheckResponse,
  type SanityCheck,
} from "../schema/generated/monitoring-v1.ts";
import type { DeepLimit } from "./deep-limit.ts";
import type { CheckResult, Health, HealthReport } from "./health.ts";
import type { Place } from "./place.ts";

interface HealthCheckParts {
  readonly health: Health;
  readonly place: Place;
  readonly deepLimit: DeepLimit;
}

/** The same address, where whoever stands in an annex may also ask how the service is. */
export function withHealthCheck(endpoint: Endpoint, parts: HealthCheckParts): Endpoint {
  return { ...endpoint, operations: [...endpoint.operations, smalsOperation(healthCheck(endpoint.service, parts))] };
}

/**
 * Answered without an audit entry, so that it says that the database is away when it is, and without a quota: it is about
 * no person. However bad things are it is an answer; what was found in particular is for customers that monitor.
 */
function healthCheck(
  service: string,
  { health, place, deepLimit }: HealthCheckParts,
): SmalsOperation<HealthCheckRequest, unknown, HealthCheckResponse> {
  return {
    service,
    name: "healthCheck",
    element: { namespace: "http://services.fgov.be/monitoring/v1", localName: "HealthCheckRequest" },
    audited: false,
    decode: decodeHealthCheckRequest,
    grantOf: anyCustomer,
    answer: async ({ type }, { annex }) => {
      if (type === "DEEP" && deepLimit.take(annex.customer) !== undefined) {
        return {
          kind: "system-error",
          status: statuses["SOA-02002"],
          gate: "quota",
          expected: "fewer HealthChecks of type DEEP in a minute",
          found: "too many",
        };
      }
      const report = await health.ask(type, service);
      return {
        kind: "answer",
        answer: responseOf(service, report, place, annex.monitoring === true),
        code: report.verdict,
      };
    },
    encode: encodeHealthCheckResponse,
  };
}

function responseOf(
  service: string,
  { verdict, results, at }: HealthReport,
  { environment, node, version }: Place,
  inFull: boolean,
): HealthCheckResponse {
  const wrong = results.filter(({ finding }) => finding.level !== "OK").map(({ check }) => check.id);
  return {
    Status: { Level: verdict, ...(inFull && wrong.length > 0 ? { Message: `not in order: ${wrong.join(", ")}` } : {}) },
    Component: { Name: service, Version: version },
    Location: { Environment: environment, Host: node },
    SanityCheck: results.map((result) => sanityCheckOf(result, inFull)),
    timestamp: new Date(at).toISOString(),
  };
}

function sanityCheckOf({ check, finding, took, age }: CheckResult, inFull: boolean): SanityCheck {
  const { id, description, failSafe, type, resource } = check;
  const { level, code, message } = finding;
  const seconds = Math.round(age / 1000);
  const told = [message, ...(seconds === 0 ? [] : [`found out ${seconds} s ago`])].filter((part) => part !== undefined);
  return {
    Status: {
      Level: level,
      ...(inFull && code !== undefined ? { Code: code } : {}),
      ...(inFull && told.length > 0 ? { Message: told.join("; ") } : {}),
    },
    Resource: { name: resource.name, type: resource.type, ...(type === "DEEP" ? { reference: id } : {}) },
    TimeInMillis: Math.round(took),
    id,
    description,
    failSafe,
    type,
  };
}
