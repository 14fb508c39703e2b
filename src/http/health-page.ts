// GET /health by the Belgian REST guide: a bare status for everybody, details for who shows a token for monitoring.
import { belgifStatus, detailsOf, type HealthStatus } from "../health/belgif.ts";
import { type Level, levels } from "../health/check.ts";
import type { DeepLimit } from "../health/deep-limit.ts";
import type { Health, HealthReport } from "../health/health.ts";
import type { Place } from "../health/place.ts";
import type { Clock } from "../kernel/clock.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import { newTicket } from "../kernel/ticket.ts";
import { type BearerCheck, bearerOf } from "../rest/bearer.ts";
import { issue, type Problem, problem } from "../rest/problem.ts";
import { monitoringScope } from "../rest/token-endpoint.ts";
import type { Unproven } from "../rest/unproven.ts";
import { withOperator } from "./operator.ts";
import type { PageRequest, Rendered } from "./server.ts";

interface HealthPageParts {
  readonly health: Health;
  readonly place: Place;
  readonly clock: Clock;
  readonly bearers: BearerCheck;
  readonly deepLimit: DeepLimit;
}

/**
 * Without a token: the status at PING or DEFAULT (`level` in the query, DEFAULT when left out) and nothing else. With a
 * token that has the scope for monitoring, of a customer whose annex still says so: any level, with what was found. A
 * token that does not hold is refused, not overlooked: who shows one means to be known.
 */
export function createHealthPage(parts: HealthPageParts): (request: PageRequest) => Promise<Rendered> {
  const bearers = withOperator(parts.bearers);
  const { health, place, clock, deepLimit } = parts;
  return async ({ query, authorization, unread }) => {
    const refuse: Refuse = (told, headers = {}) => {
      const ticket = newTicket(clock);
      const { kind, ...particulars } = told;
      return renderedProblem(problem(kind, ticket, particulars), { "BelGov-Trace-Id": ticket, ...headers });
    };
    const level = levelIn(query);
    if (!level.ok) {
      const detail = `expected one of ${levels.join(", ")}`;
      const issues = [{ ...issue("schemaViolation", level.reason, { detail }), in: "query" }];
      return refuse({ kind: "badRequest", detail: `The level is ${detail}`, issues });
    }
    if (authorization === undefined && level.value !== "DEEP") return rendered(await health.ask(level.value));
    const bearer = await bearerOf(bearers, { authorization, encrypted: unread });
    if (!bearer.ok) return unproven(refuse, bearer.reason);
    const { token, annex } = bearer.value;
    if (!token.scopes.includes(monitoringScope) || annex.monitoring !== true) {
      return refuse(
        { kind: "missingScope", detail: "The token opens no details of health", requiredScopes: [monitoringScope] },
        challenge(`, error="insufficient_scope", scope="${monitoringScope}"`),
      );
    }
    const wait = level.value === "DEEP" ? deepLimit.take(annex.customer) : undefined;
    if (wait !== undefined) {
      const detail = "Too many questions at level DEEP: it asks other parties";
      return refuse({ kind: "tooManyRequests", detail }, { "Retry-After": String(Math.ceil(wait / 1000)) });
    }
    const report = await health.ask(level.value);
    return rendered(report, detailsOf(report, place));
  };
}

type Refuse = (
  told: { readonly kind: Parameters<typeof problem>[0] } & Parameters<typeof problem>[2],
  headers?: Readonly<Record<string, string>>,
) => Rendered;

/** Refused with the name of the parameter that stands there twice or has no such value. */
function levelIn(query: string): Outcome<Level, string> {
  const given = new URLSearchParams(query).getAll("level");
  const [text = "DEFAULT"] = given;
  const level = levels.find((one) => one === text);
  return level === undefined || given.length > 1 ? refused("level") : accepted(level);
}

function unproven(refuse: Refuse, { kind, detail }: Unproven): Rendered {
  const error = kind === "noAccessToken" ? "" : `, error="invalid_token"`;
  return refuse({ kind, detail: detail.en }, challenge(error));
}

function challenge(more: string): Readonly<Record<string, string>> {
  return { "WWW-Authenticate": `Bearer realm="kruispunt"${more}` };
}

function rendered({ verdict }: HealthReport, details?: HealthStatus["details"]): Rendered {
  const { status, httpStatus } = belgifStatus(verdict);
  const body: HealthStatus = { status, ...(details === undefined ? {} : { details }) };
  return { status: httpStatus, contentType: "application/json", headers: notStored, body: JSON.stringify(body) };
}

function renderedProblem(told: Problem, headers: Readonly<Record<string, string>>): Rendered {
  return {
    status: told.status,
    contentType: "application/problem+json",
    headers: { ...notStored, ...headers },
    body: JSON.stringify(told),
  };
}

/** How it was is of no use to anybody later. */
const notStored = { "Cache-Control": "no-store" };
