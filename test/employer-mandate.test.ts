import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { customerNamed } from "../src/cli/network.ts";
import { type Explanation, explainEntry } from "../src/crossroads/explain/explanation.ts";
import { findEntry } from "../src/crossroads/explain/kept-entry.ts";
import { writeExplanation } from "../src/crossroads/explain/write.ts";
import { servicePath } from "../src/employer-mandate/names.ts";
import { today } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { addQuarters, formatNssoQuarter, quarterOf } from "../src/kernel/quarter.ts";
import { checkDigits } from "../src/kernel/ssin.ts";
import { encodeCheckUnauthenticatedUserAccessRequest } from "../src/schema/generated/employer-mandate-consultation-v2.ts";
import { writeEnvelope } from "../src/soap/envelope.ts";
import { type Answer, post } from "./customer.ts";
import { testDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { type Installation, install } from "./installation.ts";
import { type Ask, accessIn, ask, codesIn, errorIn, messageOf, requestOf, sendContent } from "./mandate-customer.ts";
import { fillWorld, users } from "./mandate-world.ts";
import { annexesWith } from "./more-annexes.ts";
import { usualPatience } from "./own-server.ts";

let site: Installation;
let annexes: string;

const centre = "contact-centre";
const notifier = "notification-centre";

const others = {
  "small-centre": `identification: { cbeNumber: "1999991035" }
quota: { perMinute: 1, perDay: 10 }
services:
  EmployerMandateConsultationService/v2:
    { legalContext: "DEMO:SMALL", operations: [checkUnauthenticatedUserAccess], supportApplication: true, objects: all, entityKinds: [employer], discloseBasis: true }`,
} as const;

before(async (t) => {
  annexes = await annexesWith(others);
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await testDatabase(t as TestContext);
  await fillWorld(connectionString);
  site = await install(connectionString, { KRUISPUNT_ANNEXES: annexes, ...usualPatience });
});
after(async () => {
  await site.stop();
  await rm(annexes, { recursive: true });
});

const as = (technicalId: string): Ask => ({ User: { TechnicalID: technicalId } });
const about = (...objects: readonly string[]): Ask => ({
  AccessCriteria: {
    ObjectCriteria: objects.map((one) => {
      const [type, code = ""] = one.split(" ");
      return { ObjectType: type as "APPLICATION", Object: code };
    }),
  },
});
const during = (period: object): Ask => ({
  AccessCriteria: { ObjectCriteria: [{ Object: "DMFA", ObjectType: "APPLICATION" }], ...period },
});

test("access through a mandate is told with its basis where that is asked, and the request's own marks come back", async () => {
  const Entity = { NOSSRegistrationNbr: "0499999982", CompanyID: "1000000021" };
  const answer = await ask(site, centre, { Entity, IncludeBasis: true, Reference: "case 42" });
  const { Ticket, timestamp, ...told } = accessIn(answer);
  assert.deepEqual(told, {
    Access: true,
    Entity,
    Reference: "case 42",
    AccessResult: [
      {
        ObjectCriteria: { Object: "DMFA", ObjectType: "APPLICATION" },
        Access: true,
        Decision: { Code: "EMC00002", Description: "The user has access through a mandate." },
        Basis: {
          Type: "MANDATE",
          QualityCode: "QUAL_SSC",
          MandateReference: "M-2020-001",
          MandateType: "SSC",
          Validity: { BeginQuarter: "20201" },
        },
      },
    ],
  });
  assert.ok(Math.abs(Date.parse(timestamp) - site.clock.now()) < 10_000);
  const [entry] = await site.entriesOf(Ticket);
  assert.equal(entry?.customerTicket, "case 42");
});

test("the audit keeps who asked, why, about what, and the whole reasoning; of the user a hash and nothing else", async () => {
  const answer = await ask(site, centre, {
    ...as(users.agent),
    Entity: { NOSSRegistrationNbr: "0499999982", CompanyID: "1000000021" },
    ...during({ Period: { BeginQuarter: "20201", EndQuarter: "20214" } }),
  });
  const [entry] = await site.entriesOf(accessIn(answer).Ticket);
  assert.equal(entry?.customer, centre);
  assert.equal(entry.service, "EmployerMandateConsultationService/v2");
  assert.equal(entry.operation, "checkUnauthenticatedUserAccess");
  assert.equal(entry.legalContext, "DEMO:CONTACT_CENTRE");
  assert.equal(entry.code, "EMC00003");
  assert.equal(entry.subject, `user:${hash("sha256", users.agent)}`);
  assert.deepEqual(
    entry.gates.map(({ gate, passed }) => `${passed ? "+" : "-"}${gate}`),
    [
      ...["+operation", "+content", "+objects", "+quarters", "+user", "+context", "+profile", "+target"],
      ...["-own-entity", "-mandate", "+delegation", "+access"],
    ],
  );
  assert.deepEqual(entry.asked, {
    entity: "nsso:0499999982 cbe:1000000021",
    objects: "APPLICATION DMFA",
    quarters: "2020Q1/2021Q4",
  });
  assert.ok(!JSON.stringify(entry).includes(users.agent));
  assert.ok(!site.log.some((line) => line.includes(users.agent)));
});

const outcomes: Readonly<Record<string, readonly [readonly string[], Ask]>> = {
  "the own entity": [["EMC00001"], as(users.baker)],
  "a delegation": [["EMC00003"], as(users.agent)],
  "a delegation to one user": [["EMC00003"], as(users.temp)],
  "a curator": [["EMC00002"], as(users.curator)],
  "a group": [["EMC00002"], about("GROUP DMFA_DIMONA")],
  "a sector of which the mandate covers a part": [["EMC00108"], about("SECTOR NSSO")],
  "two objects": [["EMC00002", "EMC00104"], about("APPLICATION DMFA", "APPLICATION LEARNING_ACCOUNT")],
  "a day": [["EMC00002"], during({ Date: "2021-02-28+01:00" })],
  "a quarter": [["EMC00002"], during({ Quarter: "20213" })],
  "a period of quarters": [["EMC00002"], during({ Period: { BeginQuarter: "20201", EndQuarter: "20214" } })],
  "a period without end": [["EMC00002"], during({ Period: { BeginQuarter: "20201" } })],
  "a technical id that nobody has": [["EMC00101"], as("UM-nobody")],
  "a technical id in other capitals": [["EMC00101"], as(users.clerk.toUpperCase())],
  "a blocked user": [["EMC00102"], as(users.blocked)],
  "a context that the user does not have": [
    ["EMC00103"],
    {
      User: { TechnicalID: users.clerk, Context: { Entity: { CompanyID: "1000000219" }, QualityCode: "QUAL_SP_LEG" } },
    },
  ],
  "a context that the user has": [
    ["EMC00003"],
    {
      User: { TechnicalID: users.double, Context: { Entity: { CompanyID: "1000000219" }, QualityCode: "QUAL_SP_LEG" } },
    },
  ],
  "an application outside the profile": [["EMC00104"], about("APPLICATION LEARNING_ACCOUNT")],
  "an entity without a mandate": [["EMC00105"], { Entity: { CompanyID: "1000000219" } }],
  "an entity that is unknown": [["EMC00106"], { Entity: { NOSSLPARegistrationNbr: "55290097" } }],
  "an entity that stopped": [["EMC00106"], { Entity: { CompanyID: "1000000417" } }],
  "a provisional number that was replaced": [["EMC00106"], { Entity: { ProvisionalNSSONbr: "5999999989" } }],
  "an entity by the number of a person": [["EMC00105"], { Entity: { INSS: "90051996036" } }],
  "quarters before the delegation, of an application whose past is taken over": [
    ["EMC00003"],
    { ...as(users.agent), ...during({ Quarter: "20153" }) },
  ],
};

for (const [situation, [codes, asks]] of Object.entries(outcomes)) {
  test(`asked about ${situation}, the contact centre is told ${codes.join(" and ")}`, async () => {
    const answer = await ask(site, centre, asks);
    assert.deepEqual(codesIn(answer), codes);
    const { Access, AccessResult } = accessIn(answer);
    assert.equal(
      Access,
      codes.every((code) => code < "EMC00100"),
    );
    for (const { Basis } of AccessResult) assert.equal(Basis, undefined, "nobody asked for it");
  });
}

test("who may not know why is told yes, or no with one of two codes, and never by what", async () => {
  const told = async (asks: Ask) => {
    const answer = await ask(site, notifier, { ...asks, IncludeBasis: true });
    for (const { Basis } of accessIn(answer).AccessResult) assert.equal(Basis, undefined);
    return codesIn(answer);
  };
  assert.deepEqual(await told({}), ["EMC00002"]);
  assert.deepEqual(await told(as("UM-nobody")), ["EMC00100"]);
  assert.deepEqual(await told(as(users.blocked)), ["EMC00100"]);
  assert.deepEqual(await told({ Entity: { CompanyID: "1000000219" } }), ["EMC00105"]);
  assert.deepEqual(await told({ Entity: { CompanyID: "1000000417" } }), ["EMC00105"]);
});

interface Refusal {
  readonly error: "SystemError" | "BusinessError";
  readonly code: string;
  readonly told?: RegExp;
  readonly send: () => Promise<Answer>;
}

const content = (asks: Ask = {}) => certain(encodeCheckUnauthenticatedUserAccessRequest(requestOf(asks)));
const altered = (from: string, to: string) => () => {
  const text = content();
  assert.ok(text.includes(from), text);
  return sendContent(site, centre, text.replaceAll(from, to));
};
const from = (customer: string, asks: Ask) => () => ask(site, customer, asks);
const invalid = (asks: Ask, told: RegExp) =>
  ({ error: "SystemError", code: "SOA-03007", told, send: from(centre, asks) }) as const;
const quarterFromNow = (count: number) => formatNssoQuarter(addQuarters(quarterOf(today(site.clock)), count));

const refusals: Readonly<Record<string, Refusal>> = {
  "a message that is not signed": {
    error: "SystemError",
    code: "SOA-01001",
    send: () => post(`http://127.0.0.1:${site.worker.port}${servicePath}`, writeEnvelope(content())),
  },
  "a customer whose annex does not name the service": {
    error: "SystemError",
    code: "SOA-01002",
    send: from("health-fund", {}),
  },
  "a customer that is no support application": {
    error: "SystemError",
    code: "SOA-01002",
    send: from("regional-employment", {}),
  },
  "an object that the annex does not grant": {
    error: "SystemError",
    code: "SOA-01002",
    told: /objects that the annex grants/,
    send: from(notifier, about("APPLICATION PERSONNEL_FILE")),
  },
  "a granted code under another type": {
    error: "SystemError",
    code: "SOA-01002",
    send: from(notifier, about("GROUP DMFA")),
  },
  "an entity named in a way that the annex does not grant": {
    error: "SystemError",
    code: "SOA-01002",
    told: /employer or enterprise/,
    send: from(notifier, { Entity: { INSS: "90051996036" } }),
  },
  "a context named in a way that the annex does not grant": {
    error: "SystemError",
    code: "SOA-01002",
    told: /employer or enterprise/,
    send: from(notifier, {
      User: { TechnicalID: users.curator, Context: { Entity: { INSS: "90051996036" }, QualityCode: "QUAL_CUR" } },
    }),
  },
  "more questions than the quota": {
    error: "SystemError",
    code: "SOA-01002",
    told: /at most 1 question a minute/,
    send: async () => {
      await ask(site, "small-centre");
      return await ask(site, "small-centre");
    },
  },
  "another operation": {
    error: "SystemError",
    code: "SOA-03005",
    send: altered("CheckUnauthenticatedUserAccessRequest", "CheckAuthenticatedUserAccessRequest"),
  },
  "an element too many": {
    error: "SystemError",
    code: "SOA-03006",
    send: altered("</emcv2:User>", "</emcv2:User><emcv2:User></emcv2:User>"),
  },
  "a type of object that is none": { error: "SystemError", code: "SOA-03006", send: altered("APPLICATION", "PROGRAM") },
  "an enterprise number with wrong check digits": invalid({ Entity: { CompanyID: "1000000022" } }, /Entity\/CompanyID/),
  "an employer's number with wrong check digits": invalid(
    { Entity: { NOSSRegistrationNbr: "499999983" } },
    /Entity\/NOSSRegistrationNbr/,
  ),
  "a provisional number with wrong check digits": invalid(
    { Entity: { ProvisionalNSSONbr: "5678901279" } },
    /ProvisionalNSSONbr/,
  ),
  "a number of a local administration with wrong check digits": invalid(
    { Entity: { NOSSLPARegistrationNbr: "55290098" } },
    /NOSSLPARegistrationNbr/,
  ),
  "the number of a person with wrong check digits": invalid({ Entity: { INSS: "90051996037" } }, /INSS/),
  "the number of somebody who may live, in a demonstration": invalid(
    { Entity: { INSS: `900519997${checkDigits(900_519_997, 1900)}` } },
    /synthetic/,
  ),
  "a wrong number of the context": invalid(
    { User: { TechnicalID: users.clerk, Context: { Entity: { CompanyID: "1000000121" }, QualityCode: "QUAL_SSC" } } },
    /Context\/Entity\/CompanyID/,
  ),
  "a last quarter before the first": invalid(
    during({ Period: { BeginQuarter: "20212", EndQuarter: "20211" } }),
    /EndQuarter/,
  ),
  "a quarter of the year 0": invalid(during({ Quarter: "00001" }), /Quarter/),
  "several contexts where the annex demands one": {
    error: "BusinessError",
    code: "EMC10001",
    send: from(notifier, as(users.double)),
  },
  "two numbers of two entities": {
    error: "BusinessError",
    code: "EMC10002",
    send: from(centre, { Entity: { NOSSRegistrationNbr: "499999982", CompanyID: "1000000219" } }),
  },
  "an application that is none": {
    error: "BusinessError",
    code: "EMC10003",
    told: /APPLICATION DMFB/,
    send: from(centre, about("APPLICATION DMFB")),
  },
  "a quarter before 2003": {
    error: "BusinessError",
    code: "EMC10004",
    told: /from 2003Q1/,
    send: from(centre, during({ Quarter: "20024" })),
  },
  "the fifth quarter from now": {
    error: "BusinessError",
    code: "EMC10004",
    send: () => ask(site, centre, during({ Quarter: quarterFromNow(5) })),
  },
};

for (const [situation, { error, code, told = /./, send }] of Object.entries(refusals)) {
  test(`${situation} ends in the ${error} ${code}`, async () => {
    const answer = await send();
    const found = errorIn(answer);
    assert.deepEqual([found.kind, found.Code, found.faultcode], [error, code, "soapenv:Client"]);
    assert.equal(found.Origin, "Consumer");
    assert.match(messageOf(found), told);
    const [entry] = await site.entriesOf(found.Id ?? "");
    assert.equal(entry?.code, code);
    const last = entry.gates.at(-1);
    assert.equal(last?.passed, false);
    assert.equal(last.code, code);
    assert.ok(last.expected && last.found);
    for (const secret of [users.clerk, users.double, "90051996"]) {
      assert.ok(!`${answer.text}${JSON.stringify(entry)}`.includes(secret), secret);
    }
  });
}

test("the fourth quarter from now may be asked about", async () => {
  assert.deepEqual(codesIn(await ask(site, centre, during({ Quarter: quarterFromNow(4) }))), ["EMC00002"]);
});

test("who asks for signed answers gets them, and the message that was answered is not answered again", async () => {
  const { seal, send } = site.customer(notifier);
  const address = `http://127.0.0.1:${site.worker.port}${servicePath}`;
  const message = seal(content());
  const answer = await send(message, { address });
  assert.match(answer.text, /<ds:SignatureValue/);
  assert.equal(accessIn(answer).Access, true);
  const again = errorIn(await send(message, { address }));
  assert.deepEqual([again.Code, again.kind], ["SOA-01001", "SystemError"]);
});

/** What the desk tells a customer of one of its tickets. */
async function explained(customer: string, ticket: string): Promise<Explanation> {
  const { key = "", cert = "" } = customerNamed(site.network, customer);
  const file = (name: string) => readFileSync(join(site.network.directory, name), "utf8");
  const answer = await post(`https://127.0.0.1:${site.worker.tlsPort}/explain`, JSON.stringify({ ticket }), {
    ca: file(site.network.ca),
    client: { key: file(key), cert: file(cert) },
  });
  assert.equal(answer.status, 200, answer.text);
  const explanation: Explanation = JSON.parse(answer.text);
  return explanation;
}

const shown = ({ gates }: Explanation) => gates.map(({ gate, passed }) => `${passed ? "+" : "-"}${gate}`);
const cameIn = ["+size", "+xml", "+envelope", "+authentication", "+structure", "+operation", "+content"];

test("an answer that is no is explained by its ticket, rule by rule", async () => {
  const { Ticket } = accessIn(
    await ask(site, centre, { ...as(users.shopkeeper), ...about("APPLICATION SIDE_ACTIVITIES") }),
  );
  const explanation = await explained(centre, Ticket);
  assert.equal(explanation.outcome, "answered");
  assert.deepEqual(explanation.status?.code, "EMC00105");
  assert.equal(explanation.legalContext, "DEMO:CONTACT_CENTRE");
  assert.deepEqual(shown(explanation), [
    ...cameIn,
    ...["+objects", "+quarters", "+user", "+context", "+profile", "+target"],
    ...["-own-entity", "-mandate", "-delegation", "-access"],
  ]);
  assert.ok(explanation.gates.every(({ asks }) => asks !== ""));
  const text = writeExplanation(explanation, "en");
  assert.match(
    text,
    /✗ mandate .*\n +expected: a mandate for APPLICATION SIDE_ACTIVITIES in every quarter, as QUAL_COMPANY/,
  );
  assert.ok(!text.includes(users.shopkeeper));
});

test("the explanation tells no more than the annex discloses; the operator is told everything", async () => {
  const { Ticket } = accessIn(await ask(site, notifier, as(users.blocked)));
  const explanation = await explained(notifier, Ticket);
  assert.equal(explanation.status?.code, "EMC00100");
  assert.deepEqual(shown(explanation), [...cameIn, "+objects", "+quarters", "-access"]);
  assert.ok(!JSON.stringify(explanation).includes("blocked"));
  const entry = await onServer(site.connectionString, (client) =>
    findEntry(async (text, parameters) => (await client.query(text, [...parameters])).rows, Ticket, undefined),
  );
  assert.ok(entry !== undefined);
  const whole = explainEntry(entry, "en");
  assert.ok(shown(whole).includes("-user"));
  assert.match(JSON.stringify(whole), /blocked/);
});

test("a refusal before the decision is explained at its own rule", async () => {
  const error = errorIn(await ask(site, notifier, as(users.double)));
  const explanation = await explained(notifier, error.Id ?? "");
  assert.equal(explanation.outcome, "refused");
  assert.deepEqual(shown(explanation), [...cameIn, "+objects", "+quarters", "-context"]);
  assert.equal(explanation.gates.at(-1)?.found, "several", "not how many");
});

for (const table of ["employer_mandate.user_state", "employers.identifier"]) {
  test(`while ${table} cannot be read the answer is SOA-02002, never a no`, async () => {
    const answer = await onServer(site.connectionString, async (client) => {
      await client.query(`begin; lock table ${table} in access exclusive mode`);
      return await ask(site, centre);
    });
    const error = errorIn(answer);
    assert.deepEqual(
      [error.kind, error.Code, error.Origin, error.Retry],
      ["SystemError", "SOA-02002", "Provider", true],
    );
    assert.equal(error.faultcode, "soapenv:Server");
    assert.doesNotMatch(answer.text, /Access>/);
    const [entry] = await site.entriesOf(error.Id ?? "");
    assert.deepEqual(entry?.gates, [
      { gate: "registers", passed: false, code: "SOA-02002", expected: "registers that answer", found: "none" },
    ]);
    assert.deepEqual(codesIn(await ask(site, centre)), ["EMC00002"]);
  });
}
