// A call on a resource: its address and query read, the annex and the quota asked, then the operation itself.
import type { Annex } from "../crossroads/annex.ts";
import type { Registers } from "../crossroads/decision.ts";
import { type Exchange, lap } from "../crossroads/exchange.ts";
import { toldLimit } from "../crossroads/quota.ts";
import { type Status, statuses } from "../crossroads/statuses.ts";
import { formsThere } from "./http-words.ts";
import { mediaTypeFor } from "./media-type.ts";
import { isGranted, type OtherForm, type ResourceOperation, type ResourceReply } from "./operation.ts";
import { beyondQuota, misread, type Prepared, refusedAt, refusedWith } from "./prepared.ts";
import { problem } from "./problem.ts";
import type { RestCall } from "./question.ts";
import { readBody, readParameters } from "./read-body.ts";
import { wordsOf } from "./words.ts";

/** For a caller whose token has the scope. Rejects with DatabaseUnavailable. */
export async function answerResource(
  { quotas, clock }: Pick<Registers, "quotas" | "clock">,
  face: ResourceOperation,
  call: RestCall,
  annex: Annex,
  exchange: Exchange,
): Promise<Prepared> {
  const { language, traceId } = call;
  exchange.customerTicket = traceId;
  exchange.legalContext = legalContextOf(annex, face);
  if (!isGranted(annex, face)) {
    const { service, name } = face.operation;
    return refusal(
      exchange,
      call,
      "missingPermission",
      statuses.MSG00016,
      "operation",
      `${service} ${name}`,
      "no grant",
    );
  }
  const usedUp = await quotas.take(annex.customer, annex.quota);
  if (usedUp !== undefined) {
    const { quota } = annex;
    const trail = [refusedAt("quota", "MSG00015", toldLimit(quota, usedUp), "more")];
    return beyondQuota(exchange, statuses.MSG00015, { quota, usedUp, now: clock.now() }, trail, language);
  }
  const form = formFor(face, call);
  if (form === undefined) {
    const expected = formsOf(face).join(", ");
    return refusal(exchange, call, "notAcceptable", statuses.MSG00004, "media-type", expected, "another", {
      detail: formsThere(expected)[language],
    });
  }
  const parameters = readParameters(face.parameters, call.parameters, face.parameterPlaces);
  if (!parameters.ok) return misread(exchange, statuses.MSG00004, parameters.reason, language);
  exchange.asked = namedIn(parameters.value);
  const input = face.input === undefined ? undefined : readBody(face.input, call);
  lap(exchange, "decoded");
  if (input?.ok === false) return misread(exchange, statuses.MSG00004, input.reason, language);
  const reply = await face.answer({
    annex,
    exchange,
    language,
    form,
    input: input?.value,
    parameters: parameters.value,
    headers: call.headers,
  });
  lap(exchange, "encoded");
  return preparedOf(face, reply, call, exchange);
}

/** What the address and its query name: numbers of things and pages, since persons do not belong there. */
function namedIn(parameters: unknown): Exchange["asked"] {
  const named = Object.entries(parameters ?? {}).map(([name, value]) => [name, String(value)]);
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

function formsOf({ success }: ResourceOperation): readonly Form[] {
  const others = Object.keys(success.forms ?? {}) as OtherForm[]; // its keys are nothing else
  return ["application/json", ...others];
}

type Form = "application/json" | OtherForm;

/** Where there is one form alone, it is answered whatever the caller accepts. */
function formFor(face: ResourceOperation, { accept }: RestCall): Form | undefined {
  const forms = formsOf(face);
  if (forms.length === 1) return forms[0];
  const chosen = mediaTypeFor(accept, forms);
  return forms.find((form) => form === chosen);
}

const passedGates = [
  { gate: "operation", passed: true },
  { gate: "quota", passed: true },
] as const;

function preparedOf(
  { success }: ResourceOperation,
  reply: ResourceReply,
  call: RestCall,
  exchange: Exchange,
): Prepared {
  const { headers = {} } = reply.kind === "refused" ? {} : reply;
  if (reply.kind !== "refused") {
    const isJson = reply.kind === "answered";
    return {
      status: success.status,
      contentType: isJson ? "application/json" : `${reply.form}; charset=utf-8`,
      headers: success.forms === undefined ? headers : { ...headers, Vary: "Accept, Accept-Language" },
      body: isJson ? JSON.stringify(reply.body) : reply.text,
      code: statuses.MSG00000.code,
      trail: passedGates,
      filtered: [],
      ...(isJson ? { persons: reply.persons } : {}),
    };
  }
  const { problem: kind, status, gate, expected, found } = reply;
  return refusal(exchange, call, kind, status, gate, expected, found, reply);
}

function refusal(
  { ticket }: Exchange,
  { language }: RestCall,
  kind: Parameters<typeof problem>[0],
  status: Status,
  gate: string,
  expected: string,
  found: string,
  own: Partial<Pick<Extract<ResourceReply, { kind: "refused" }>, "detail" | "remedy" | "issues">> = {},
): Prepared {
  const { detail, issues } = own;
  const { code } = status;
  const { meaning, remedy } = wordsOf(status);
  const toDo = own.remedy ?? (detail === undefined ? remedy[language] : undefined);
  const told = problem(kind, ticket, {
    detail: detail ?? meaning[language],
    code,
    ...(toDo === undefined ? {} : { remedy: toDo }),
    ...(issues === undefined ? {} : { issues }),
  });
  return refusedWith(told, code, [refusedAt(gate, code, expected, found)]);
}

/** That of the first grant of the operation: a call on a resource names none. */
function legalContextOf(annex: Annex, { operation: { service, name } }: ResourceOperation): string | undefined {
  return annex.services.get(service)?.find(({ operations }) => operations.includes(name))?.legalContext;
}
