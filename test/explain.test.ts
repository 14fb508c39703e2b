import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { customerNamed } from "../src/cli/network.ts";
import type { Explanation } from "../src/crossroads/explain/explanation.ts";
import { findEntry } from "../src/crossroads/explain/kept-entry.ts";
import { statuses } from "../src/crossroads/statuses.ts";
import { addDays, addYears, parseDay } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { syntheticSsin } from "../src/kernel/synthetic-ssin.ts";
import { newTicket } from "../src/kernel/ticket.ts";
import type { SyntheticPerson } from "../src/population/persons.ts";
import type { Trait } from "../src/population/traits.ts";
import { type Answer, careerIn, customerOf, faultIn, post, type Wish } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { onServer } from "./database-server.ts";
import { type Installation, install } from "./installation.ts";
import { annexesWith } from "./more-annexes.ts";
import { somebodyWith } from "./people.ts";

let site: Installation;
let annexes: string;

/** Customers whose annexes say what none of the demo's does. */
const others = {
  "not-a-centre": `identification: { cbeNumber: "1999990738" }
quota: { perMinute: 100000, perDay: 100000 }
services:
  SelfEmployedService/v2:
    - { legalContext: "PCSA:SOCIAL_INQUIRY", operations: [consultCareer], onlyPublicWelfareCentres: true, replacedSsin: follow }`,
  "small-office": `identification: { sector: 41, institution: 7 }
quota: { perMinute: 1, perDay: 1 }
services:
  SelfEmployedService/v2:
    - { legalContext: "DEMO:SMALL", operations: [consultCareer], replacedSsin: follow }`,
} as const;

before(async (t) => {
  annexes = await annexesWith(others);
  // node:test hands hooks of a file its root context, which the types call a suite's.
  const { connectionString } = await demoDatabase(t as TestContext);
  site = await install(connectionString, { KRUISPUNT_ANNEXES: annexes });
});
after(async () => {
  await site.stop();
  await rm(annexes, { recursive: true });
});

const somebody = (trait: Trait, also?: (person: SyntheticPerson) => boolean) => somebodyWith(site, trait, also);

/** Asks the desk as a customer would: with its certificate on the connection, or with its password. */
function askDesk(customer: string, question: unknown, address = deskAddress()): Promise<Answer> {
  const { key, cert, username, password } = customerNamed(site.network, customer);
  const file = (name: string) => readFileSync(join(site.network.directory, name), "utf8");
  const pair = Buffer.from(`${username}:${password}`).toString("base64");
  return post(address, typeof question === "string" ? question : JSON.stringify(question), {
    ca: file(site.network.ca),
    headers: password === undefined ? {} : { Authorization: `Basic ${pair}` },
    ...(key === undefined || cert === undefined ? {} : { client: { key: file(key), cert: file(cert) } }),
  });
}

const deskAddress = () => `https://127.0.0.1:${site.worker.tlsPort}/explain`;

async function explained(customer: string, ticket: string, language = "en"): Promise<Explanation> {
  const answer = await askDesk(customer, { ticket, language });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers["content-type"], "application/json");
  const explanation: Explanation = JSON.parse(answer.text);
  return explanation;
}

function ticketIn(answer: Answer): string {
  return answer.status === 500 ? faultIn(answer).ticket : careerIn(answer).informationCBSS.ticketCBSS;
}

interface RefusedCase {
  readonly customer: string;
  readonly gate: string;
  readonly code: string;
  /** Sends the question that is refused, and gives the answer. */
  readonly send: () => Promise<Answer>;
}

const inspectorate = "social-inspectorate";
const main = () => somebody("main-activity").ssin;
const ask = (customer: string, wish: () => Wish) => () => site.customer(customer).ask(wish());
const altered = (from: string, to: string) => () => {
  const { write, seal, send } = site.customer(inspectorate);
  const content = write({ ssin: main() });
  assert.ok(content.includes(from));
  return send(seal(content.replaceAll(from, to)));
};

const refusedQuestions: readonly RefusedCase[] = [
  {
    customer: inspectorate,
    gate: "operation",
    code: "MSG00004",
    send: altered("SelfEmployedService/v2", "SelfEmployedService/v9"),
  },
  { customer: inspectorate, gate: "structure", code: "MSG00004", send: altered("legalContext>", "legalPurpose>") },
  {
    customer: "guarantee-fund",
    gate: "operation",
    code: "MSG00016",
    send: () => {
      const { write, seal, send } = site.customer("guarantee-fund");
      const content = write({ ssin: main() })
        .replaceAll("consultCareerRequest", "consultContributionsRequest")
        .replace("</ssin>", "</ssin><period><beginQuarter>2019Q1</beginQuarter></period>");
      return send(seal(content));
    },
  },
  {
    customer: inspectorate,
    gate: "customer-identification",
    code: "MSG00014",
    send: ask(inspectorate, () => ({ ssin: main(), identification: { cbeNumber: "1999990243" } })),
  },
  {
    customer: "not-a-centre",
    gate: "public-welfare-centre",
    code: "SES00600",
    send: ask("not-a-centre", () => ({ ssin: main() })),
  },
  {
    customer: inspectorate,
    gate: "legal-context",
    code: "MSG00013",
    send: ask(inspectorate, () => ({ ssin: main(), legalContext: "DEMO:NO_SUCH_PURPOSE" })),
  },
  {
    customer: inspectorate,
    gate: "ssin-structure",
    code: "MSG00011",
    send: ask(inspectorate, () => ({ ssin: "85010100101" })),
  },
  {
    customer: inspectorate,
    gate: "ssin-status",
    code: "MSG00005",
    send: ask(inspectorate, () => ({
      ssin: certain(syntheticSsin({ birthDate: certain(parseDay("1971-02-03")), counter: 997, kind: "register" })),
    })),
  },
  {
    customer: "public-welfare-centre",
    gate: "inscription",
    code: "MSG00012",
    send: ask("public-welfare-centre", () => somebody("welfare-file-closed")),
  },
  {
    customer: inspectorate,
    gate: "criteria",
    code: "SES00300",
    send: ask(inspectorate, () => ({ ssin: main(), period: { beginDate: "2020-01-02", endDate: "2020-01-01" } })),
  },
  {
    customer: "regional-employment",
    gate: "period",
    code: "MSG00027",
    send: ask("regional-employment", () => ({
      ssin: main(),
      period: { beginDate: addDays(addYears(site.today, -5), -1) },
    })),
  },
  {
    customer: "small-office",
    gate: "quota",
    code: "MSG00015",
    send: async () => {
      await site.customer("small-office").ask({ ssin: main() });
      return await site.customer("small-office").ask({ ssin: main() });
    },
  },
  {
    customer: inspectorate,
    gate: "supplier-integration",
    code: "MSG00021",
    send: ask(inspectorate, () => somebody("not-integrated")),
  },
  {
    customer: inspectorate,
    gate: "source",
    code: "SES00100",
    send: ask(inspectorate, () => somebody("integrated-without-career")),
  },
  {
    customer: inspectorate,
    gate: "replay",
    code: "MSG00015",
    send: async () => {
      const { write, seal, send } = site.customer(inspectorate);
      const message = seal(write({ ssin: main() }));
      await send(message);
      const other = await site.another();
      return await customerOf(site.network, inspectorate, other, site.clock).send(message);
    },
  },
];

for (const { customer, gate, code, send } of refusedQuestions) {
  test(`a question refused with ${code} at the gate ${gate} is explained by its ticket`, async () => {
    const answer = await send();
    const ticket = /<ticketCBSS>([^<]*)/.exec(answer.text)?.[1] ?? "";
    const { status, gates, outcome, ...facts } = await explained(customer, ticket);
    const { severity, value, meaning, remedy } = Object.values(statuses).find((one) => one.code === code) ?? {};
    assert.equal(outcome, severity === "INFORMATION" ? "answered" : "refused");
    assert.deepEqual(status, { code, value, meaning: meaning?.en, remedy: remedy?.en });
    assert.deepEqual(
      gates.filter(({ passed }) => !passed).map((one) => one.gate),
      [gate],
    );
    const last = gates.at(-1);
    assert.equal(last?.gate, gate);
    assert.ok(last.expected && last.found && last.asks, "what was expected, what was found, and what the gate asks");
    assert.deepEqual(
      gates.slice(0, 4).map((one) => one.gate),
      ["size", "xml", "envelope", "authentication"],
    );
    assert.ok(gates.every(({ asks }) => asks !== ""));
    assert.equal(facts.ticket, ticket);
    assert.equal(facts.customer, customer);
    assert.equal(facts.service, "SelfEmployedService/v2");
    assert.ok(Math.abs(Date.parse(facts.receivedAt ?? "") - site.clock.now()) < 60_000);
    for (const { ssin } of site.people) assert.ok(!JSON.stringify({ facts, gates }).includes(ssin));
  });
}

test("an answered question is explained too, with what the annex left out", async () => {
  const answer = await site.customer("health-fund").ask(somebody("main-activity"));
  const own = /<ticket>([^<]*)/.exec(answer.text)?.[1];
  const { outcome, gates, status, filtered, operation, legalContext, customerTicket } = await explained(
    "health-fund",
    ticketIn(answer),
  );
  assert.equal(outcome, "answered");
  assert.equal(status?.code, "MSG00000");
  assert.ok(gates.every(({ passed }) => passed));
  assert.ok(filtered.length > 0);
  assert.equal(operation, "consultCareer");
  assert.match(legalContext ?? "", /^DEMO:/);
  assert.equal(customerTicket, own);
});

test("the ticket of another customer, of nobody and of no message at all give one and the same answer", async () => {
  const ofAnother = ticketIn(await site.customer(inspectorate).ask({ ssin: main() }));
  const unsigned = await post(`http://127.0.0.1:${site.worker.port}/SelfEmployedService/v2/consult`, "<no-envelope/>");
  const ofNobody = faultIn(unsigned).ticket;
  const unknown = newTicket(site.clock);
  const random = crypto.randomUUID();
  const answers = await Promise.all(
    [ofAnother, ofNobody, unknown, random].map((ticket) => askDesk("health-fund", { ticket })),
  );
  const [first] = answers;
  for (const { status, headers, text } of answers) {
    assert.equal(status, 404);
    assert.equal(headers["content-type"], "application/problem+json");
    assert.equal(text, first?.text);
  }
  assert.deepEqual(JSON.parse(first?.text ?? ""), {
    type: "urn:problem-type:belgif:resourceNotFound",
    title: "Resource not found",
    status: 404,
    detail: "there is no question of yours under this ticket",
  });
});

test("asking why leaves an entry of its own, also where nothing was told", async () => {
  const count = () =>
    onServer(site.connectionString, async (client) => {
      const { rows } = await client.query(
        "select entry ->> 'code' as code, entry ->> 'customer' as customer from crossroads.audit where entry ->> 'service' = 'explain' order by received_at, sequence",
      );
      return rows;
    });
  const before = (await count()).length;
  const ticket = ticketIn(await site.customer(inspectorate).ask({ ssin: main() }));
  await askDesk(inspectorate, { ticket });
  await askDesk("health-fund", { ticket });
  await post(deskAddress(), JSON.stringify({ ticket }), { ca: caOf() });
  assert.deepEqual((await count()).slice(before), [
    { code: "MSG00000", customer: inspectorate },
    { code: "MSG00100", customer: "health-fund" },
    { code: "MSG00015", customer: null },
  ]);
});

const caOf = () => readFileSync(join(site.network.directory, site.network.ca), "utf8");

test("nobody is told anything without a proof, or over a connection that anybody can read", async () => {
  const ticket = ticketIn(await site.customer(inspectorate).ask({ ssin: main() }));
  const unproven = await post(deskAddress(), JSON.stringify({ ticket }), { ca: caOf() });
  assert.equal(unproven.status, 401);
  const plain = await askDesk("public-welfare-centre", { ticket }, `http://127.0.0.1:${site.worker.port}/explain`);
  assert.equal(plain.status, 403);
  assert.equal(JSON.parse(plain.text).type, "urn:problem-type:kruispunt:tlsRequired");
  const wrong = await post(deskAddress(), JSON.stringify({ ticket }), {
    ca: caOf(),
    headers: { Authorization: `Basic ${Buffer.from("somebody:else").toString("base64")}` },
  });
  assert.equal(wrong.status, 401);
});

test("what is not a question about a ticket is a bad request, and is not told back", async () => {
  const secret = "85010100144";
  for (const [question, named] of [
    ["", /JSON/],
    ["[]", /object/],
    ["{}", /^ticket/],
    [{ ticket: secret }, /^ticket/],
    [{ ticket: crypto.randomUUID(), language: secret }, /^language/],
    [{ ticket: crypto.randomUUID(), [secret]: 1 }, /nothing else/],
  ] as const) {
    const { status, text, headers } = await askDesk(inspectorate, question);
    assert.equal(status, 400, text);
    assert.equal(headers["content-type"], "application/problem+json");
    assert.match(JSON.parse(text).detail, named);
    assert.ok(!text.includes(secret));
  }
  const large = await askDesk(inspectorate, { ticket: "a".repeat(10_000) });
  assert.equal(large.status, 413);
  const other = await post(deskAddress(), "", { ca: caOf(), method: "GET" });
  assert.equal(other.status, 405);
});

test("German, French and Dutch readers are told in their language", async () => {
  const answer = await site.customer(inspectorate).ask({ ssin: main(), legalContext: "DEMO:NO_SUCH_PURPOSE" });
  const ticket = ticketIn(answer);
  for (const [language, asks] of [
    ["de", /gesetzlichen Kontext/],
    ["fr", /contexte légal/],
    ["nl", /wettelijke context/],
  ] as const) {
    const { gates, status } = await explained(inspectorate, ticket, language);
    assert.match(gates.at(-1)?.asks ?? "", asks);
    assert.equal(status?.meaning, statuses.MSG00013.meaning[language]);
    assert.equal(status?.remedy, statuses.MSG00013.remedy[language]);
  }
});

test("an operator sees every ticket, and one month of the audit is read for it", async () => {
  const unsigned = await post(`http://127.0.0.1:${site.worker.port}/SelfEmployedService/v2/consult`, "<no-envelope/>");
  const { ticket } = faultIn(unsigned);
  await onServer(site.connectionString, async (client) => {
    const later = new Date(site.clock.now() + 70 * 86_400_000).toISOString();
    await client.query("select crossroads.make_audit_month($1)", [later]);
    const plans: string[] = [];
    const entry = await findEntry(
      async (text, parameters) => {
        const { rows } = await client.query(`explain ${text}`, [...parameters]);
        plans.push(rows.map((row: object) => Object.values(row).join("")).join("\n"));
        return (await client.query(text, [...parameters])).rows;
      },
      ticket,
      undefined,
    );
    assert.equal(entry?.code, "MSG00004");
    assert.equal(entry.gates.at(-1)?.gate, "envelope");
    const partitions = new Set(plans.join("\n").match(/audit_\d{4}_\d{2}(?!\d)/g));
    assert.ok(partitions.size <= 2, plans.join("\n"));
    assert.match(plans.join("\n"), /Index/);
  });
});
