import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { accessExamples } from "../src/employer-mandate/rest-examples.ts";
import { accessAnswerSchema } from "../src/employer-mandate/rest-schemas.ts";
import { problemSchema } from "../src/rest/problem.ts";
import type { CheckUnauthenticatedUserAccessRequest } from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import { type Answer, post } from "./customer.ts";
import { testDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { type Installation, install } from "./installation.ts";
import { accessIn, ask as askInSoap } from "./mandate-customer.ts";
import { fillWorld, users } from "./mandate-world.ts";
import { annexesWith } from "./more-annexes.ts";
import { usualPatience } from "./own-server.ts";
import { jsonOf, type RestCustomer, restCustomerOf } from "./rest-customer.ts";

const base = "/REST/employerMandateConsultation/v2";
const path = "/checkUnauthenticatedUserAccess";
const scope = "scope:employermandate:access:check";

let site: Installation;
let annexes: string;
let centre: RestCustomer;
let notifier: RestCustomer;

/** May ask once a minute. */
const smallCentre = `customer: small-centre
name: Small centre
identification: { cbeNumber: "1999991035" }
authentication: { certificates: ["C=BE, O=Test, CN=small-centre"], oauth: { clientId: "test:small-centre" } }
quota: { perMinute: 1, perDay: 10 }
services:
  EmployerMandateConsultationService/v2:
    legalContext: DEMO:SMALL
    operations: [checkUnauthenticatedUserAccess]
    supportApplication: true
    objects: all
    entityKinds: [employer]
    discloseBasis: true
`;

before(async (t) => {
  annexes = await annexesWith({});
  await writeFile(join(annexes, "small-centre.yaml"), smallCentre);
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await testDatabase(t as TestContext);
  await fillWorld(connectionString);
  site = await install(connectionString, { KRUISPUNT_ANNEXES: annexes, ...usualPatience });
  centre = restCustomerOf(site, "contact-centre", base);
  notifier = restCustomerOf(site, "notification-centre", base);
});
after(async () => {
  await site.stop();
  await rm(annexes, { recursive: true });
});

const good = {
  technicalId: users.clerk,
  entity: { nssoNumber: "499999982" },
  accessCriteria: { objectCriteria: [{ object: "DMFA", objectType: "APPLICATION" }] },
};

interface Told {
  readonly status: number;
  readonly code: unknown;
  readonly type: unknown;
  readonly issues: readonly string[];
}

/** What of a problem programs go by. */
function problemIn(answer: Answer): Told {
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  const { status, code, type, issues = [] } = problemSchema.parse(jsonOf(answer));
  assert.equal(answer.status, status);
  return {
    status,
    code,
    type: type.replace("urn:problem-type:", ""),
    issues: issues.map((one) => `${one.type.replace(/^.*:/, "")} ${one.name}`),
  };
}

test("every example of the reference is answered as it is shown", async () => {
  for (const { name, request, status, response } of accessExamples) {
    const answer = await centre.ask(path, request);
    assert.equal(answer.status, status, answer.text);
    const told = jsonOf(answer);
    const steady = { ticket: "", timestamp: "", instance: "" };
    assert.deepEqual({ ...told, ...steady }, { ...Object(response), ...steady }, name);
    if (status === 200) assert.ok(accessAnswerSchema.safeParse(told).success, name);
  }
});

const parity: Readonly<Record<string, readonly [json: object, soap: Partial<CheckUnauthenticatedUserAccessRequest>]>> =
  {
    "the own entity": [{ technicalId: users.baker }, { User: { TechnicalID: users.baker } }],
    "a delegation, with its basis": [
      { technicalId: users.agent, includeBasis: true },
      { User: { TechnicalID: users.agent }, IncludeBasis: true },
    ],
    "a blocked user": [{ technicalId: users.blocked }, { User: { TechnicalID: users.blocked } }],
    "a context": [
      {
        technicalId: users.double,
        context: { entity: { enterpriseNumber: "1000000219" }, qualityCode: "QUAL_SP_LEG" },
      },
      {
        User: {
          TechnicalID: users.double,
          Context: { Entity: { CompanyID: "1000000219" }, QualityCode: "QUAL_SP_LEG" },
        },
      },
    ],
    "a quarter": [
      { accessCriteria: { ...good.accessCriteria, quarter: "2015Q3" } },
      {
        AccessCriteria: { ObjectCriteria: [{ Object: "DMFA", ObjectType: "APPLICATION" }], Quarter: "20153" },
      },
    ],
    "a day": [
      { accessCriteria: { ...good.accessCriteria, date: "2021-05-01" } },
      {
        AccessCriteria: { ObjectCriteria: [{ Object: "DMFA", ObjectType: "APPLICATION" }], Date: "2021-05-01" },
      },
    ],
    "a natural person": [{ entity: { ssin: "90051996036" } }, { Entity: { INSS: "90051996036" } }],
    "a local administration": [
      { entity: { pplNumber: "55290097" } },
      { Entity: { NOSSLPARegistrationNbr: "55290097" } },
    ],
    "a provisional number": [
      { entity: { provisionalNssoNumber: "5999999989" } },
      { Entity: { ProvisionalNSSONbr: "5999999989" } },
    ],
  };

for (const [situation, [json, soap]] of Object.entries(parity)) {
  test(`asked in JSON about ${situation}, the answer and its audit are those of SOAP`, async () => {
    const [inJson, inSoap] = [
      await centre.ask(path, { ...good, ...json }),
      await askInSoap(site, "contact-centre", soap),
    ];
    assert.equal(inJson.status, 200, inJson.text);
    const told = accessAnswerSchema.parse(jsonOf(inJson));
    const known = accessIn(inSoap);
    assert.equal(told.access, known.Access);
    assert.deepEqual(
      told.accessResults.map(({ access, decision, basis }) => [
        access,
        decision.code,
        basis?.type,
        basis?.mandateReference,
      ]),
      known.AccessResult.map(({ Access, Decision, Basis }) => [
        Access,
        Decision.Code,
        Basis?.Type,
        Basis?.MandateReference,
      ]),
    );
    const [[ofJson], [ofSoap]] = [await site.entriesOf(told.ticket), await site.entriesOf(known.Ticket)];
    const kept = (entry: typeof ofJson) => [
      entry?.customer,
      entry?.subject,
      entry?.legalContext,
      entry?.code,
      entry?.gates,
    ];
    assert.deepEqual(kept(ofJson), kept(ofSoap));
    assert.match(ofJson?.proof ?? "", /^bearer /);
  });
}

test("who may not know why is told so in JSON too", async () => {
  const answer = await notifier.ask(path, { ...good, technicalId: users.blocked, includeBasis: true });
  const { access, accessResults } = accessAnswerSchema.parse(jsonOf(answer));
  assert.equal(access, false);
  assert.deepEqual(
    accessResults.map(({ decision, basis }) => [decision.code, basis]),
    [["EMC00100", undefined]],
  );
});

test("the caller's own mark comes back and is kept; without one its trace id is", async () => {
  const marked = await centre.ask(path, { ...good, reference: "case 42" });
  const { ticket, reference } = accessAnswerSchema.parse(jsonOf(marked));
  assert.equal(reference, "case 42");
  assert.equal(marked.headers["belgov-trace-id"], ticket);
  assert.equal((await site.entriesOf(ticket))[0]?.customerTicket, "case 42");
  const traced = accessAnswerSchema.parse(jsonOf(await centre.ask(path, good, { "BelGov-Trace-Id": "trace-7" })));
  assert.equal(traced.reference, undefined);
  assert.equal((await site.entriesOf(traced.ticket))[0]?.customerTicket, "trace-7");
});

const missing = { status: 403, type: "belgif:missingPermission", code: "SOA-01002", issues: [] };
const bad = (code: string, ...issues: readonly string[]) => ({ status: 400, type: "belgif:badRequest", code, issues });

const refusals: Readonly<Record<string, readonly [() => Promise<Answer>, Told]>> = {
  "an object that the annex does not grant": [
    () =>
      notifier.ask(path, {
        ...good,
        accessCriteria: { objectCriteria: [{ object: "PERSONNEL_FILE", objectType: "APPLICATION" }] },
      }),
    missing,
  ],
  "several contexts where the annex demands one": [
    () => notifier.ask(path, { ...good, technicalId: users.double }),
    bad("EMC10001", "invalidInput /context"),
  ],
  "two numbers of two entities": [
    () => centre.ask(path, { ...good, entity: { nssoNumber: "499999982", enterpriseNumber: "1000000219" } }),
    bad("EMC10002", "invalidInput /entity"),
  ],
  "a quarter that is too early": [
    () => centre.ask(path, { ...good, accessCriteria: { ...good.accessCriteria, quarter: "2002Q4" } }),
    bad("EMC10004", "invalidPeriod /accessCriteria"),
  ],
  "wrong check digits of the context": [
    () =>
      centre.ask(path, { ...good, context: { entity: { enterpriseNumber: "1000000022" }, qualityCode: "QUAL_SSC" } }),
    bad("SOA-03007", "invalidInput /context/entity/enterpriseNumber"),
  ],
  "a last quarter before the first": [
    () =>
      centre.ask(path, {
        ...good,
        accessCriteria: { ...good.accessCriteria, period: { startQuarter: "2021Q2", endQuarter: "2021Q1" } },
      }),
    bad("SOA-03007", "invalidInput /accessCriteria/period/endQuarter"),
  ],
  "a quarter of the year 0": [
    () => centre.ask(path, { ...good, accessCriteria: { ...good.accessCriteria, quarter: "0000Q1" } }),
    bad("SOA-03007", "invalidInput /accessCriteria/quarter"),
  ],
  "an entity without a number": [
    () => centre.ask(path, { ...good, entity: {} }),
    bad("SOA-03006", "schemaViolation /entity"),
  ],
  "two numbers of employers": [
    () => centre.ask(path, { ...good, entity: { nssoNumber: "499999982", pplNumber: "55290097" } }),
    bad("SOA-03006", "schemaViolation /entity"),
  ],
  "the number of a person beside another": [
    () => centre.ask(path, { ...good, entity: { ssin: "90051996036", enterpriseNumber: "1000000021" } }),
    bad("SOA-03006", "schemaViolation /entity"),
  ],
  "a day and a quarter": [
    () =>
      centre.ask(path, {
        ...good,
        accessCriteria: { ...good.accessCriteria, date: "2026-01-01", quarter: "2026Q1" },
      }),
    bad("SOA-03006", "schemaViolation /accessCriteria"),
  ],
  "a question without a token": [
    () =>
      post(`http://127.0.0.1:${site.worker.port}${base}${path}`, JSON.stringify(good), {
        headers: { "Content-Type": "application/json" },
      }),
    { status: 401, type: "belgif:noAccessToken", code: "SOA-01001", issues: [] },
  ],
  "a token for something else": [
    async () => {
      const token = await restCustomerOf(site, "social-inspectorate").token();
      return centre.ask(path, good, { Authorization: `Bearer ${token}` });
    },
    { status: 403, type: "belgif:missingScope", code: "SOA-01002", issues: [] },
  ],
  "more questions than the quota": [
    async () => {
      const small = restCustomerOf(site, "small-centre", base);
      await small.ask(path, good);
      return await small.ask(path, good);
    },
    { status: 429, type: "belgif:tooManyRequests", code: "SOA-01002", issues: [] },
  ],
};

for (const [situation, [send, expected]] of Object.entries(refusals)) {
  test(`${situation} is a problem ${expected.status}`, async () => {
    const answer = await send();
    assert.deepEqual(problemIn(answer), expected);
    const ticket = String(jsonOf(answer).instance).replace("urn:uuid:", "");
    const [entry] = await site.entriesOf(ticket);
    assert.equal(entry?.code, expected.code);
    assert.equal(entry?.gates.at(-1)?.passed, false);
    for (const secret of [users.clerk, users.double, "90051996036"]) assert.ok(!answer.text.includes(secret));
  });
}

test("a quota that is used up is told with its size, and when to ask again", async () => {
  const small = restCustomerOf(site, "small-centre", base);
  await small.ask(path, good);
  const answer = await small.ask(path, good, { "Accept-Language": "fr" });
  assert.equal(answer.status, 429);
  assert.match(String(jsonOf(answer).detail), /^Le quota de votre annexe est épuisé : au plus 1 demande par minute\.$/);
  const seconds = Number(answer.headers["retry-after"]);
  assert.ok(seconds >= 1 && seconds <= 60, `${seconds} seconds`);
});

test("a customer that is no support application gets no token for it", async () => {
  for (const name of ["regional-employment", "health-fund"]) {
    const { status, text } = await restCustomerOf(site, name, base).requestToken({ scope });
    assert.equal(status, 400, text);
    assert.equal(JSON.parse(text).error, "invalid_scope");
  }
  assert.equal((await centre.requestToken({ scope })).status, 200);
});

test("a problem is told in the reader's language", async () => {
  const wrong = { ...good, entity: { enterpriseNumber: "1000000022" } };
  const told = jsonOf(await centre.ask(path, wrong, { "Accept-Language": "fr" }));
  assert.match(String(told.detail), /^La requête respecte le schéma/);
  assert.match(String(told.remedy), /chiffres de contrôle/);
});

test("registers that are away are a problem 503, never a no", async () => {
  const answer = await onServer(site.connectionString, async (client) => {
    await client.query("begin; lock table employers.identifier in access exclusive mode");
    return await centre.ask(path, good);
  });
  assert.deepEqual(problemIn(answer), {
    status: 503,
    type: "belgif:serviceUnavailable",
    code: "SOA-02002",
    issues: [],
  });
  assert.doesNotMatch(answer.text, /"access"/);
});

test("text that XML cannot carry is refused, and disturbs nobody who asks at the same time", async () => {
  const unfit = ["UM\u0000", "\u0000", "UM\u0001x", "UM \ud800", "\udc00", "UM\uffff"];
  for (const text of unfit) {
    const [id, mark, fine] = await Promise.all([
      centre.ask(path, { ...good, technicalId: text }),
      centre.ask(path, { ...good, reference: text }),
      notifier.ask(path, { ...good, technicalId: users.baker, entity: { enterpriseNumber: "1000000021" } }),
    ]);
    const asked = { status: 400, type: "belgif:badRequest", code: "SOA-03006" };
    assert.deepEqual(problemIn(id), { ...asked, issues: ["schemaViolation /technicalId"] });
    assert.deepEqual(problemIn(mark), { ...asked, issues: ["schemaViolation /reference"] });
    assert.equal(fine.status, 200, fine.text);
  }
});
