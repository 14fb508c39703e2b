import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { addDays, addYears } from "../src/kernel/day.ts";
import { numbersOf, type Persona } from "../src/population/personas.ts";
import type { SyntheticPerson } from "../src/population/persons.ts";
import { isTrait, type Trait, traits } from "../src/population/traits.ts";
import type { ConsultCareerResponse } from "../src/schema/generated/self-employed-v2.ts";
import { servicePath } from "../src/self-employed/names.ts";
import { parseXml } from "../src/xml/parse.ts";
import { careerIn, contentOf, post, signatoryOf } from "./customer.ts";
import { demoDatabase } from "./database.ts";
import { answeredCareer, expectedCareer } from "./expected-career.ts";
import { type Installation, install } from "./installation.ts";
import { peopleWith, somebodyWith } from "./people.ts";
import { publishedSchema } from "./published-contract.ts";

let site: Installation;

before(async (t) => {
  // node:test hands hooks of a file its root context, which the types call a suite's.
  site = await install((await demoDatabase(t as TestContext)).connectionString);
});
after(() => site.stop());

const crossroads = "CN=kruispunt:demo:crossroads,O=Kruispunt demo network,C=BE";

const people = (trait: Trait) => peopleWith(site, trait);

const somebody = (trait: Trait, also?: (person: SyntheticPerson) => boolean) => somebodyWith(site, trait, also);

/** The current segments of a career, by begin date. */
function segmentsOf({ career }: SyntheticPerson) {
  return (career?.segments ?? [])
    .filter(({ knownUntil }) => knownUntil === undefined)
    .sort((a, b) => (a.beginDate < b.beginDate ? -1 : 1));
}

function isIntegrated({ inscriptions }: SyntheticPerson): boolean {
  return inscriptions.some(({ holder, qualityCode }) => holder === "sector:15" && qualityCode === 2);
}

function expectedCode(person: SyntheticPerson): string {
  if (person.state === "cancelled") return "MSG00007";
  if (!isIntegrated(person)) return "MSG00021";
  return person.career === undefined ? "SES00100" : "MSG00000";
}

const valueFor: Readonly<Record<string, string>> = {
  MSG00000: "DATA_FOUND",
  MSG00007: "NO_RESULT",
  MSG00021: "NO_DATA_FOUND",
  SES00100: "NO_DATA_FOUND",
};

function checkAnswer(response: ConsultCareerResponse, person: SyntheticPerson, asked: Persona): void {
  const code = expectedCode(person);
  assert.equal(response.status.code, code, `${asked.ssin} ${asked.traits.join(" ")}`);
  assert.equal(response.status.value, valueFor[code]);
  assert.equal(response.criteria.ssin, asked.ssin, "the criteria come back as they were sent");
  if (person.state === "active") {
    assert.equal(response.ssin?.value, person.ssin);
    assert.equal(response.ssin?.replaces, asked.ssin === person.ssin ? undefined : asked.ssin);
    assert.equal(response.ssin?.canceled, undefined);
  } else assert.equal(response.ssin, undefined);
  assert.deepEqual(answeredCareer(response), code === "MSG00000" ? expectedCareer(person) : undefined);
  assert.equal(response.dataFilters, undefined, "this customer's annex takes nothing out");
}

for (const trait of Object.keys(traits).filter(isTrait)) {
  test(`who ${trait === "corrected" ? "was corrected" : `has the trait ${trait}`} is answered as the register knows them`, async () => {
    const inspectorate = site.customer("social-inspectorate");
    const asked = site.people.flatMap((person) =>
      numbersOf(person).flatMap((persona) => (persona.traits.includes(trait) ? [{ person, persona }] : [])),
    );
    assert.ok(asked.length > 0, `somebody with the trait ${trait}`);
    const answers = await Promise.all(
      asked.map(async ({ person, persona }) => ({ person, persona, answer: await inspectorate.ask(persona) })),
    );
    for (const { person, persona, answer } of answers) checkAnswer(careerIn(answer), person, persona);
  });
}

test("ticket, moment, organisation, legal context and criteria come back to the letter, beside a ticket of ours", async () => {
  const inspectorate = site.customer("social-inspectorate");
  const { ssin } = somebody("main-activity");
  const period = { beginDate: "1999-01-01+02:00", endDate: "2024-12-31Z" };
  const sent = inspectorate.write({ ssin, period, ticket: "T-é <&> 42" });
  const answer = await inspectorate.send(inspectorate.seal(sent));
  for (const element of ["informationCustomer", "legalContext", "criteria"]) {
    const written = new RegExp(`<${element}>.*</${element}>`, "s").exec(sent)?.[0];
    assert.ok(written !== undefined && answer.text.includes(written), `${element} in ${answer.text}`);
  }
  const { informationCBSS } = careerIn(answer);
  assert.match(informationCBSS.ticketCBSS, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.equal(informationCBSS.timestampReceive, new Date(site.clock.now()).toISOString());
  const [entry, ...others] = await site.entriesOf(informationCBSS.ticketCBSS);
  assert.deepEqual(others, []);
  assert.equal(entry?.customerTicket, "T-é <&> 42");
  assert.equal(entry?.customer, "social-inspectorate");
  assert.equal(entry?.subject, ssin);
  assert.equal(entry?.code, "MSG00000");
});

test("a number that was replaced twice leads to today's number, and names the one that was asked", async () => {
  const person = somebody("has-old-ssin", ({ oldSsins }) => oldSsins.length === 2);
  for (const old of person.oldSsins) {
    const answer = await site.customer("social-inspectorate").ask({ ssin: old });
    assert.equal(careerIn(answer).ssin?.value, person.ssin);
    assert.ok(answer.text.includes(`<ssin replaces="${old}">${person.ssin}</ssin>`), answer.text);
  }
});

test("a corrected career shows what is known now, and not what was known before", async () => {
  for (const person of people("corrected")) {
    const { text } = await site.customer("social-inspectorate").ask({ ssin: person.ssin });
    const superseded = (person.career?.segments ?? []).filter(({ knownUntil }) => knownUntil !== undefined);
    assert.ok(superseded.length > 0);
    const shown = expectedCareer(person)?.affiliations.flatMap(({ segments }) => segments).length;
    assert.equal(text.match(/<careerSegment>/g)?.length, shown);
  }
});

test("every code of a career comes with its text in Dutch, French and German", async () => {
  const { career } = careerIn(await site.customer("social-inspectorate").ask(somebody("sickness")));
  const segments = career?.affiliations.affiliation.flatMap(({ careerSegments }) => careerSegments.careerSegment) ?? [];
  const coded = [
    career?.occupation,
    ...segments.flatMap((one) => [one.selfEmployedQuality, one.contribution, one.equality]),
  ];
  const present = coded.filter((part) => part !== undefined);
  assert.ok(present.length > 2);
  for (const { description } of present) {
    assert.deepEqual(
      description?.map(({ language }) => language),
      ["NL", "FR", "DE"],
    );
    assert.ok(description?.every(({ value }) => value.length > 0));
  }
});

test("the enterprise number of a fund is told where it is known", async () => {
  const answers = await Promise.all(
    people("main-activity").map(async ({ ssin }) => careerIn(await site.customer("social-inspectorate").ask({ ssin }))),
  );
  const funds = answers.flatMap(({ career }) =>
    (career?.affiliations.affiliation ?? []).map(({ socialInsuranceFund }) => socialInsuranceFund),
  );
  const known = funds.filter(({ code }) => code === "003");
  assert.ok(known.length > 0, "somebody with fund 003");
  for (const { enterpriseNumber } of known) assert.equal(enterpriseNumber, "0409088689");
});

test("a begin date alone asks for all from then on: segments that ended before it stay away, the others come whole", async () => {
  const person = somebody("gap", (one) => segmentsOf(one).length >= 2);
  const [first, second] = segmentsOf(person);
  assert.ok(first?.endDate !== undefined && second !== undefined);
  const inspectorate = site.customer("social-inspectorate");
  const ask = async (beginDate: string) =>
    answeredCareer(careerIn(await inspectorate.ask({ ssin: person.ssin, period: { beginDate } })));
  const dayAfter = addDays(first.endDate, 1);
  assert.deepEqual(await ask(dayAfter), expectedCareer(person, { from: dayAfter }));
  assert.deepEqual(await ask(first.endDate), expectedCareer(person), "the last day of a segment still touches it");
});

test("a closed period of one day brings the segment of that day, whole", async () => {
  const person = somebody("gap", (one) => segmentsOf(one).length >= 2);
  const [first] = segmentsOf(person);
  assert.ok(first !== undefined);
  const period = { beginDate: first.beginDate, endDate: first.beginDate };
  const answer = await site.customer("social-inspectorate").ask({ ssin: person.ssin, period });
  const day = first.beginDate;
  assert.deepEqual(answeredCareer(careerIn(answer)), expectedCareer(person, { from: day, to: day }));
});

test("a period without any segment is SES00200, also within a gap", async () => {
  const person = somebody("gap", (one) => segmentsOf(one).length >= 2);
  const [first, second] = segmentsOf(person);
  assert.ok(first?.endDate !== undefined && second !== undefined);
  const periods = [
    { beginDate: "1950-01-01", endDate: addDays(first.beginDate, -1) },
    { beginDate: addDays(first.endDate, 1), endDate: addDays(second.beginDate, -1) },
  ];
  for (const period of periods) {
    const response = careerIn(await site.customer("social-inspectorate").ask({ ssin: person.ssin, period }));
    assert.equal(response.status.code, "SES00200");
    assert.equal(response.status.value, "NO_DATA_FOUND");
    assert.equal(response.career, undefined);
    assert.equal(response.ssin?.value, person.ssin);
  }
});

test("a time zone behind a date does not move it", async () => {
  const person = somebody("gap", (one) => segmentsOf(one).length >= 2);
  const begin: string = segmentsOf(person)[0]?.beginDate ?? "";
  for (const zone of ["Z", "+14:00", "-14:00", "+00:00"]) {
    const period = { beginDate: `${begin}${zone}`, endDate: `${begin}${zone}` };
    const response = careerIn(await site.customer("social-inspectorate").ask({ ssin: person.ssin, period }));
    assert.equal(response.status.code, "MSG00000", zone);
    assert.deepEqual(response.criteria.period, period);
  }
});

test("an employment office gets the career cut to the five years that it may see", async () => {
  const person = somebody(
    "main-activity",
    (one) =>
      one.traits.includes("still-active") &&
      segmentsOf(one).every(({ beginDate }) => beginDate < addYears(site.today, -6)),
  );
  const from = addYears(site.today, -5);
  const to = addDays(from, 100);
  const office = site.customer("regional-employment");
  const whole = careerIn(await office.ask({ ssin: person.ssin, period: { beginDate: from } }));
  assert.deepEqual(answeredCareer(whole), expectedCareer(person, { from, clip: true }));
  const part = careerIn(await office.ask({ ssin: person.ssin, period: { beginDate: from, endDate: to } }));
  assert.deepEqual(answeredCareer(part), expectedCareer(person, { from, to, clip: true }));
  const [segment] = part.career?.affiliations.affiliation[0]?.careerSegments.careerSegment ?? [];
  assert.deepEqual(segment?.period, { beginDate: from, endDate: to });
});

test("a health fund sees neither trade nor enterprise nor signature dates, is told so, and they are nowhere in the answer", async () => {
  const without = ["selfEmployedEnterpriseNumber", "occupation", "signatureDate"];
  const person = somebody("main-activity", ({ career }) => career?.enterpriseNumber !== undefined);
  const answer = await site.customer("health-fund").ask({ ssin: person.ssin });
  const response = careerIn(answer);
  assert.deepEqual(response.dataFilters, { filteredElement: without });
  assert.deepEqual(answeredCareer(response), expectedCareer(person, { without }));
  for (const name of without) assert.doesNotMatch(answer.text, new RegExp(`<(\\w+:)?${name}[ />]`));
  const { career } = person;
  assert.ok(career?.enterpriseNumber !== undefined);
  assert.ok(!answer.text.includes(career.enterpriseNumber));
  for (const { signatureDate, beginDate } of career.segments) {
    if (signatureDate !== beginDate) assert.ok(!answer.text.includes(signatureDate), signatureDate);
  }
  const [entry] = await site.entriesOf(response.informationCBSS.ticketCBSS);
  assert.deepEqual(entry?.filtered, without);
});

test("only what was there is named as taken out", async () => {
  const mandatary = somebody("mandatary");
  const filtered = careerIn(await site.customer("health-fund").ask({ ssin: mandatary.ssin })).dataFilters;
  assert.deepEqual(filtered, { filteredElement: ["occupation", "signatureDate"] });
  const fund = site.customer("guarantee-fund");
  const ill = somebody("sickness");
  const withoutEquality = await fund.ask({ ssin: ill.ssin });
  assert.deepEqual(careerIn(withoutEquality).dataFilters, { filteredElement: ["equality"] });
  assert.deepEqual(answeredCareer(careerIn(withoutEquality)), expectedCareer(ill, { without: ["equality"] }));
  assert.doesNotMatch(withoutEquality.text, /equality>/);
  const never = somebody("main-activity", (one) => !one.traits.includes("sickness"));
  const untouched = await fund.ask({ ssin: never.ssin });
  assert.deepEqual(answeredCareer(careerIn(untouched)), expectedCareer(never));
  assert.doesNotMatch(untouched.text, /dataFilters/);
});

test("an organisation known by sector and institution is named so in the answer", async () => {
  const answer = await site.customer("guarantee-fund").ask(somebody("still-active"));
  const { informationCustomer, status } = careerIn(answer);
  assert.deepEqual(informationCustomer.customerIdentification, { sector: 40, institution: 1 });
  assert.equal(status.code, "MSG00000");
});

test("answers are signed by the crossroads for who asks for that, refusals too, and bare for the others", async () => {
  const known = somebody("main-activity");
  const unknown = somebody("never-self-employed");
  for (const name of ["health-fund", "guarantee-fund"]) {
    for (const { ssin } of [known, unknown]) {
      const answer = await site.customer(name).ask({ ssin });
      assert.equal(signatoryOf(answer, site.network, site.clock), crossroads, `${name} ${ssin}`);
      assert.equal(contentOf(answer).localName, "consultCareerResponse");
    }
  }
  for (const name of ["social-inspectorate", "public-welfare-centre", "family-allowance-fund", "regional-employment"]) {
    const answer = await site.customer(name).ask(known);
    assert.equal(signatoryOf(answer, site.network, site.clock), undefined);
    assert.doesNotMatch(answer.text, /Signature|Header/);
  }
});

test("a signed answer that is altered on the way back no longer holds", async () => {
  const answer = await site.customer("health-fund").ask(somebody("main-activity"));
  const altered = answer.text.replace("DATA_FOUND", "NO_RESULT");
  assert.notEqual(altered, answer.text);
  assert.ok(parseXml(Buffer.from(altered)).ok);
  assert.throws(() => signatoryOf({ ...answer, text: altered }, site.network, site.clock));
});

test("a welfare centre is answered about who has a file there today, in any of its qualities", async () => {
  const centre = site.customer("public-welfare-centre");
  const files = people("known-to-welfare-centre");
  const active = files.filter(isIntegrated);
  assert.ok(active.length > 0 && active.length < files.length);
  for (const person of files) {
    const response = careerIn(await centre.ask({ ssin: person.ssin }));
    assert.equal(response.status.code, expectedCode(person));
    assert.deepEqual(
      answeredCareer(response),
      expectedCode(person) === "MSG00000" ? expectedCareer(person) : undefined,
    );
  }
});

test("a family allowance fund signs in with a password and is answered where its file and the career share a day", async () => {
  const fund = site.customer("family-allowance-fund");
  const person = somebody("family-fund-overlap");
  const answer = await fund.ask({ ssin: person.ssin });
  assert.deepEqual(answeredCareer(careerIn(answer)), expectedCareer(person));
  const [entry] = await site.entriesOf(careerIn(answer).informationCBSS.ticketCBSS);
  assert.equal(entry?.proof, "basic E1999990540");
});

test("a certificate on the connection speaks for a message that is not signed", async () => {
  const { directory, ca } = site.network;
  const [key, cert, authority] = await Promise.all(
    ["social-inspectorate.key.pem", "social-inspectorate.cert.pem", ca].map((name) =>
      readFile(join(directory, name), "utf8"),
    ),
  );
  assert.ok(key !== undefined && cert !== undefined && authority !== undefined);
  const person = somebody("main-activity");
  const inspectorate = site.customer("social-inspectorate");
  const message = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inspectorate.write(person)}</s:Body></s:Envelope>`;
  const address = `https://127.0.0.1:${site.worker.tlsPort}${servicePath}`;
  const answer = await post(address, message, { ca: authority, client: { key, cert } });
  const response = careerIn(answer);
  assert.deepEqual(answeredCareer(response), expectedCareer(person));
  const [entry] = await site.entriesOf(response.informationCBSS.ticketCBSS);
  assert.match(entry?.proof ?? "", /^mutual-tls [\da-f:]+$/i);
});

test("a signed message is taken over TLS as over HTTP", async () => {
  const inspectorate = site.customer("social-inspectorate");
  const address = `https://127.0.0.1:${site.worker.tlsPort}${servicePath}`;
  const message = inspectorate.seal(inspectorate.write(somebody("main-activity")));
  assert.equal(careerIn(await inspectorate.send(message, { address })).status.code, "MSG00000");
});

test("the same question signed anew is a new question, with a ticket of its own and the same data", async () => {
  const inspectorate = site.customer("social-inspectorate");
  const content = inspectorate.write(somebody("fund-change"));
  const one = careerIn(await inspectorate.send(inspectorate.seal(content)));
  const other = careerIn(await inspectorate.send(inspectorate.seal(content)));
  assert.notEqual(one.informationCBSS.ticketCBSS, other.informationCBSS.ticketCBSS);
  assert.deepEqual(one.career, other.career);
});

test("every kind of answer is valid by the contract that the same address publishes, as xmllint reads it", {
  skip: spawnSync("xmllint", ["--version"]).status === 0 ? false : "NOT CHECKED: xmllint is missing",
}, async (t) => {
  const schema = await publishedSchema(t, `http://127.0.0.1:${site.worker.port}${servicePath}?wsdl`);
  const inspectorate = site.customer("social-inspectorate");
  const wishes = [
    somebody("several-affiliations"),
    somebody("sickness"),
    somebody("mandatary"),
    somebody("cancelled-ssin"),
    somebody("integrated-without-career"),
    somebody("not-integrated"),
    { ssin: somebody("has-old-ssin").oldSsins[0] ?? "" },
    { ssin: somebody("stopped").ssin, period: { beginDate: "1950-01-01", endDate: "1950-02-01" } },
    { ssin: somebody("stopped").ssin, legalContext: "OTHER:PURPOSE" },
  ];
  const answers = await Promise.all([
    ...wishes.map((wish) => inspectorate.ask(wish)),
    site.customer("health-fund").ask(somebody("main-activity")),
    site.customer("public-welfare-centre").ask(somebody("main-activity")),
    inspectorate.send("no XML"),
    inspectorate.send(
      inspectorate.seal(inspectorate.write(somebody("gap")).replace("<criteria>", "<criteria><x></x>")),
    ),
  ]);
  const files = await Promise.all(
    answers.map(async ({ text }, index) => {
      const file = join(dirname(schema), `answer-${index}.xml`);
      await writeFile(file, documentIn(text));
      return file;
    }),
  );
  const judged = spawnSync("xmllint", ["--nonet", "--noout", "--schema", schema, ...files], { encoding: "utf8" });
  assert.equal(judged.status, 0, judged.stderr);
  assert.equal(judged.stderr.match(/ validates$/gm)?.length, answers.length);
});

/** The element of the contract in an answer: in the Body, or in the detail of a fault. */
function documentIn(text: string): string {
  const inside = /<soapenv:Body.*?>(.*)<\/soapenv:Body>/s.exec(text)?.[1] ?? "";
  return /<\/faultstring><detail>(.*)<\/detail><\/soapenv:Fault>/s.exec(inside)?.[1] ?? inside;
}
