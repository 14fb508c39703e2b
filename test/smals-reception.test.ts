// Operations of the Smals kind on their way through the reception: their answers, their errors, and health beside others.

import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import type { Annex } from "../src/crossroads/annex.ts";
import type { Authentication } from "../src/crossroads/authentication.ts";
import type { Endpoint } from "../src/crossroads/endpoint.ts";
import { type Reply, receive } from "../src/crossroads/reception.ts";
import { smalsOperation } from "../src/crossroads/smals.ts";
import { statuses } from "../src/crossroads/statuses.ts";
import { DatabaseUnavailable } from "../src/database/unavailable.ts";
import { accepted, certain, refused } from "../src/kernel/outcome.ts";
import { decodeCheckUnauthenticatedUserAccessResponse } from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import { decodeHealthCheckResponse } from "../src/schema/generated/monitoring-v1.ts";
import {
  decodeBusinessError,
  decodeSystemError,
  type ErrorType,
} from "../src/schema/generated/social-security-errors-v1.ts";
import { createSelfEmployedService } from "../src/self-employed/service.ts";
import { readEnvelope, soapNamespace, writeEnvelope } from "../src/soap/envelope.ts";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { childElement, childElements, textOf } from "../src/xml/query.ts";
import type { XmlElement } from "../src/xml/tree.ts";
import { bareChannel, type LoneSituation, loneCrossroads } from "./lone-crossroads.ts";
import { rootOf } from "./schema-fixtures.ts";
import { judgeBy } from "./schema-oracle.ts";
import {
  ask,
  askHealth,
  type CheckAccess,
  checkAccess,
  healthCheck,
  mandates,
  request,
  yes,
} from "./smals-operations.ts";

const annex: Annex = {
  customer: "contact-centre",
  name: "Contact centre",
  identification: { cbeNumber: "1999990144" },
  publicWelfareCentre: false,
  authentication: { certificates: [] },
  answers: { signed: false },
  quota: { perMinute: 10, perDay: 10 },
  services: new Map(),
  accessServices: new Map(),
};
const mark = { digest: "d1", expires: 1 };
type Situation = Partial<LoneSituation> & { readonly operation?: Partial<CheckAccess> };

function scene({ operation, ...situation }: Situation = {}) {
  const endpoint: Endpoint = {
    service: "EmployerMandateConsultationService/v2",
    operations: [smalsOperation(checkAccess(operation)), smalsOperation(healthCheck)],
  };
  return sceneAt(endpoint, situation);
}

function sceneAt(endpoint: Endpoint, situation: Partial<LoneSituation>) {
  const { crossroads, entries, log } = loneCrossroads({ annex, mark, ...situation });
  const send = (text: string) => receive(crossroads, endpoint, Buffer.from(text), bareChannel);
  return {
    send,
    ask: (content = ask) => send(writeEnvelope(content)),
    sendTooMuch: () => receive(crossroads, endpoint, { largest: 1000 }, bareChannel),
    entries,
    log,
  };
}

function contentOf({ body }: Reply): XmlElement {
  return certain(readEnvelope(rootOf(body))).content;
}

interface Told extends ErrorType {
  readonly element: string;
  readonly faultcode: string;
  readonly faultstring: string;
}

/** The error in a fault, which must meet its contract by the oracle's judgement too. */
function errorIn(reply: Reply): Told {
  assert.equal(reply.httpStatus, 500);
  const fault = contentOf(reply);
  assert.equal(fault.localName, "Fault", reply.body);
  const part = (name: string) => childElement(fault, "", name) ?? assert.fail(name);
  const [holder = assert.fail("an empty detail"), more] = childElements(part("detail"));
  assert.equal(more, undefined);
  using judge = judgeBy(
    join(resolve(import.meta.dirname, ".."), "contracts/socialsecurity-errors-v1/SocialSecurityErrorsV1.xsd"),
  );
  assert.equal(judge.complaint(canonicalize(holder)), undefined);
  const decode = holder.localName === "SystemError" ? decodeSystemError : decodeBusinessError;
  const error = certain(decode(holder));
  return {
    ...error,
    element: holder.localName,
    faultcode: textOf(part("faultcode")),
    faultstring: textOf(part("faultstring")),
  };
}

function assertSystemError(reply: Reply, code: string, faultcode = "soapenv:Client"): Told {
  const told = errorIn(reply);
  assert.deepEqual(
    [told.element, told.Code, told.faultstring, told.faultcode, told.Id, reply.code],
    ["SystemError", code, code, faultcode, reply.ticket, code],
  );
  assert.equal(told.Origin, faultcode === "soapenv:Server" ? "Provider" : "Consumer");
  return told;
}

test("an answer leaves once its entry is there, under the asker's own reference", async () => {
  const { ask, entries } = scene();
  const reply = await ask();
  assert.equal(reply.httpStatus, 200);
  const answer = certain(decodeCheckUnauthenticatedUserAccessResponse(contentOf(reply)));
  assert.deepEqual([answer.Access, answer.Ticket, answer.Entity], [true, reply.ticket, request.Entity]);
  const [[entry, own] = assert.fail(), ...more] = entries;
  assert.equal(more.length, 0);
  assert.deepEqual(own, mark);
  assert.deepEqual(
    [entry.customer, entry.operation, entry.customerTicket, entry.code],
    ["contact-centre", "checkUnauthenticatedUserAccess", "mine", "EMC00001"],
  );
  assert.deepEqual(entry.gates, [
    { gate: "operation", passed: true },
    { gate: "decision", passed: true },
  ]);
});

test("a customer without a grant is told so, and the operation is not asked", async () => {
  const { ask, entries } = scene({
    operation: { grantOf: () => undefined, answer: () => assert.fail("it was asked") },
  });
  assertSystemError(await ask(), "SOA-01002");
  assert.deepEqual(
    entries[0]?.[0].gates.map(({ gate, passed, code }) => [gate, passed, code]),
    [["operation", false, "SOA-01002"]],
  );
});

test("what is wrong with a request by itself is told before the operation is asked", async () => {
  const { ask, entries } = scene({
    operation: {
      examine: ({ Entity }) => ({
        kind: "system-error",
        status: statuses["SOA-03007"],
        gate: "content",
        expected: "check digits that fit",
        found: "others",
        information: [
          { fieldName: "Entity/CompanyID", fieldValue: `expected check digits ${Entity.CompanyID?.length}` },
        ],
      }),
      answer: () => assert.fail("it was asked"),
    },
  });
  const told = assertSystemError(await ask(), "SOA-03007");
  for (const { value } of told.Message) assert.match(value, /\. \(Entity\/CompanyID: expected check digits 10\)$/);
  assert.deepEqual(
    entries[0]?.[0].gates.map(({ gate, passed }) => [gate, passed]),
    [
      ["operation", true],
      ["content", false],
    ],
  );
});

test("a content that can be right passes its gate", async () => {
  const { ask, entries } = scene({ operation: { examine: () => undefined } });
  assert.equal((await ask()).code, "EMC00001");
  assert.deepEqual(
    entries[0]?.[0].gates.map(({ gate }) => gate),
    ["operation", "content", "decision"],
  );
});

test("an error of the business is told as one, in four languages, with the ticket and the environment", async () => {
  const { ask, entries } = scene({
    operation: {
      answer: async () => ({
        kind: "business-error",
        status: statuses.MSG00008,
        gate: "criteria",
        expected: "a known object",
        found: "another",
        trail: [{ gate: "decision", passed: true }],
      }),
    },
  });
  const reply = await ask();
  const told = errorIn(reply);
  assert.deepEqual(
    [told.element, told.Code, told.faultstring, told.faultcode, told.Origin, told.Environment, told.Id, told.Retry],
    ["BusinessError", "MSG00008", "MSG00008", "soapenv:Client", "Consumer", "Simulation", reply.ticket, undefined],
  );
  assert.deepEqual(
    told.Message.map(({ lang, value }) => [lang, value]),
    (["nl", "fr", "de", "en"] as const).map((lang) => [lang, statuses.MSG00008.meaning[lang]]),
  );
  assert.deepEqual(
    entries[0]?.[0].gates.map(({ gate }) => gate),
    ["operation", "decision", "criteria"],
  );
});

test("a register that is away is SOA-02002 to be tried again, a mistake of ours SOA-00001, and neither is a no", async () => {
  const away = scene({ operation: { answer: () => Promise.reject(new DatabaseUnavailable("down")) } });
  assert.equal(assertSystemError(await away.ask(), "SOA-02002", "soapenv:Server").Retry, true);
  assert.equal(away.entries[0]?.[0].code, "SOA-02002");
  const wrong = scene({ operation: { answer: () => Promise.reject(new TypeError("U-1 is not a function")) } });
  assert.equal(assertSystemError(await wrong.ask(), "SOA-00001", "soapenv:Server").Retry, undefined);
  assert.ok(!wrong.log.join().includes("U-1"));
});

test("without an entry there is no answer", async () => {
  const { ask } = scene({ record: () => Promise.reject(new DatabaseUnavailable("down")) });
  assertSystemError(await ask(), "SOA-02002", "soapenv:Server");
});

test("an answer that its contract cannot carry does not leave", async () => {
  const { ask, entries, log } = scene({
    operation: {
      answer: ({ Entity, AccessCriteria }) => yes(Entity, { ...AccessCriteria, ObjectCriteria: [] }, "t"),
    },
  });
  assertSystemError(await ask(), "SOA-00001", "soapenv:Server");
  assert.equal(entries[0]?.[0].gates.at(-1)?.gate, "contract");
  assert.equal(log.length, 1);
});

test("a message that was answered before is a replay of nobody known", async () => {
  const outcomes = ["replayed", "written"] as const;
  let turn = 0;
  const { ask, entries } = scene({ record: async () => outcomes[turn++] ?? "written" });
  const told = assertSystemError(await ask(), "SOA-01001");
  assert.match(told.Message[0]?.value ?? "", /\(reason: replayed\)$/);
  assert.deepEqual(
    entries.map(([{ code }, own]) => [code, own]),
    [
      ["EMC00001", mark],
      ["SOA-01001", undefined],
    ],
  );
});

test("answers and errors are signed for who asks for that", async () => {
  const signing = { annex: { ...annex, answers: { signed: true } } };
  assert.match((await scene(signing).ask()).body, /^SIGNED/);
  assert.match((await scene({ ...signing, operation: { grantOf: () => undefined } }).ask()).body, /^SIGNED/);
});

const soap = (inside: string) => `<s:Envelope xmlns:s="${soapNamespace}">${inside}</s:Envelope>`;
const body = `<s:Body>${ask}</s:Body>`;
const noProof = { code: "SecurityTokenUnavailable", reason: "no-proof", expected: "a signed message", found: "none" };

const wrongMessages: Readonly<Record<string, readonly [message: string, code: string, faultcode?: string]>> = {
  "that is cut off": [soap(body).slice(0, -5), "SOA-03001"],
  "that is no SOAP": [ask, "SOA-03002"],
  "of another SOAP": [
    soap(body).replace(soapNamespace, "http://www.w3.org/2003/05/soap-envelope"),
    "SOA-03002",
    "soapenv:VersionMismatch",
  ],
  "without a Body": [soap("<s:Header/>"), "SOA-03003"],
  "with nothing in its Body": [soap("<s:Body/>"), "SOA-03003"],
  "with two requests in its Body": [soap(`<s:Body>${ask}${ask}</s:Body>`), "SOA-03004"],
  "with its Header behind its Body": [soap(`${body}<s:Header/>`), "SOA-03004"],
  "with a header that must be understood and is not": [
    soap(`<s:Header><a:To xmlns:a="urn:a" s:mustUnderstand="1"/></s:Header>${body}`),
    "SOA-03004",
    "soapenv:MustUnderstand",
  ],
  "that calls what is not there": [soap('<s:Body><a:Open xmlns:a="urn:a"/></s:Body>'), "SOA-03005"],
  "of another version": [soap(body).replaceAll(`${mandates}"`, `${mandates}1"`), "SOA-03005"],
  "that departs from the schema": [soap(body).replace("APPLICATION", "PROGRAM"), "SOA-03006"],
};

for (const [what, [message, code, faultcode]] of Object.entries(wrongMessages)) {
  test(`a message ${what} is ${code}`, async () => {
    const { send, entries } = scene();
    const told = assertSystemError(await send(message), code, faultcode);
    assert.match(told.Message.at(-1)?.value ?? "", /expected/, "it says what was expected");
    assert.equal(entries[0]?.[0].code, code);
  });
}

test("a message that was too large to be read is SOA-03001 with the limit", async () => {
  const told = assertSystemError(await scene().sendTooMuch(), "SOA-03001");
  assert.match(told.Message[0]?.value ?? "", /at most 1000 bytes/);
});

test("who proves nothing and who stands in no annex are both not authenticated, and told which", async () => {
  const unproven = scene({ authenticate: () => refused(noProof) });
  const told = assertSystemError(await unproven.ask(), "SOA-01001");
  assert.match(told.Message[0]?.value ?? "", /\(reason: no-proof\) \(expected: a signed message\)$/);
  const strange = scene({ authenticate: () => accepted({ annex: undefined, proof: "signature f9", mark }) });
  assert.match(assertSystemError(await strange.ask(), "SOA-01001").Message[0]?.value ?? "", /stands in an annex\)$/);
  assert.deepEqual(
    [unproven, strange].map(({ entries }) => entries[0]?.[0].code),
    ["SOA-01001", "SOA-01001"],
  );
});

const broken = { record: () => Promise.reject(new DatabaseUnavailable("down")) };

test("health is answered while nothing can be recorded, and leaves no entry", async () => {
  const { ask, entries } = scene(broken);
  const reply = await ask(askHealth(' type="PING"'));
  assert.deepEqual([reply.httpStatus, reply.code], [200, "OK"]);
  assert.equal(certain(decodeHealthCheckResponse(contentOf(reply))).Status.Message, "PING");
  assert.equal(entries.length, 0);
  const unnamed = await ask(askHealth());
  assert.equal(certain(decodeHealthCheckResponse(contentOf(unnamed))).Status.Message, "DEFAULT");
});

test("health of a kind that there is not is SOA-03006, still without an entry", async () => {
  const { ask, entries } = scene(broken);
  assertSystemError(await ask(askHealth(' type="SHALLOW"')), "SOA-03006");
  assert.equal(entries.length, 0);
});

test("health asked by somebody unknown is refused, with an entry", async () => {
  for (const authenticate of [
    () => refused(noProof),
    () => accepted({ annex: undefined, proof: "signature f9", mark }),
  ] satisfies readonly Authentication["authenticate"][]) {
    const { ask, entries } = scene({ authenticate });
    assertSystemError(await ask(askHealth()), "SOA-01001");
    assert.equal(entries.length, 1);
  }
});

test("at an address of the KSZ, health speaks its own way and its neighbours theirs", async () => {
  const { endpoint } = createSelfEmployedService({
    careers: { careerOf: () => assert.fail("nobody's career is asked for") },
    funds: { contributionsOf: () => assert.fail("no fund is asked") },
    codes: loadSelfEmployedCodes(),
  });
  const [career, ...others] = endpoint.operations;
  const withHealth: Endpoint = { ...endpoint, operations: [career, ...others, smalsOperation(healthCheck)] };
  const { ask, entries } = sceneAt(withHealth, {});
  assert.equal((await ask(askHealth())).code, "OK");
  assertSystemError(await ask(askHealth(' type="SHALLOW"')), "SOA-03006");
  assert.equal(entries.length, 0);
  const { namespace, localName } = career.element;
  const wrong = await ask(`<a:${localName} xmlns:a="${namespace}"/>`);
  assert.match(wrong.body, /<reasonCode>MSG00004<\/reasonCode>/);
  const unknown = await ask('<a:open xmlns:a="urn:a"/>');
  assert.match(unknown.body, /<reasonCode>MSG00004<\/reasonCode>/);
  assert.match(unknown.body, /HealthCheckRequest in http:\/\/services\.fgov\.be\/monitoring\/v1/);
  assert.equal(entries.length, 2);
});

test("an unknown element is audited, whatever the first operation of the address wants", async () => {
  const alone: Endpoint = { service: "any", operations: [smalsOperation(healthCheck)] };
  const { ask, entries } = sceneAt(alone, {});
  assertSystemError(await ask(), "SOA-03005");
  assert.equal(entries.length, 1);
});
