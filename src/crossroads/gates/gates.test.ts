import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { type Period, parsePeriod } from "../../kernel/period.ts";
import { syntheticSsin } from "../../kernel/synthetic-ssin.ts";
import type { Annex, Grant } from "../annex.ts";
import type { KnownPerson } from "../known-persons.ts";
import { type Passage, passGates, type Question, refusedBecause } from "../passage.ts";
import { statuses } from "../statuses.ts";
import { gates } from "./all.ts";
import { inscriptionCoversData, isInscribed } from "./person.ts";

const number = (counter: number) =>
  certain(syntheticSsin({ birthDate: certain(parseDay("1970-03-21")), counter, kind: "register" }));
const days = (from: string, to?: string): Period => certain(parsePeriod(from, to));

const an = number(2); // self-employed, known to the welfare centre today
const bert = number(5); // known to the welfare centre until 2020
const oldNumberOfAn = number(8);
const cancelled = number(11);
const stranger = number(14); // in no register

const centre = "cbe:1999990441";
const register: readonly KnownPerson[] = [
  {
    ssin: an,
    state: "active",
    replacedBy: undefined,
    inscriptions: [{ holder: centre, qualityCode: 2, period: days("2026-01-01") }],
  },
  {
    ssin: bert,
    state: "active",
    replacedBy: undefined,
    inscriptions: [{ holder: centre, qualityCode: 2, period: days("2019-01-01", "2020-12-31") }],
  },
  { ssin: oldNumberOfAn, state: "replaced", replacedBy: an, inscriptions: [] },
  { ssin: cancelled, state: "cancelled", replacedBy: undefined, inscriptions: [] },
];

const grant: Grant = {
  legalContext: "DEMO:PURPOSE",
  operations: ["consultCareer"],
  onlyPublicWelfareCentres: false,
  replacedSsin: "follow",
  period: { required: false, clip: false },
  filter: [],
};

interface Situation {
  readonly question?: Partial<Question>;
  readonly grant?: Partial<Grant>;
  readonly annex?: Partial<Annex>;
  readonly population?: Passage["population"];
  readonly usedUp?: "minute" | "day";
}

function passageOf({ question, grant: changes, annex, population = "synthetic", usedUp }: Situation): Passage {
  return {
    question: {
      service: "SelfEmployedService/v2",
      operation: "consultCareer",
      customerIdentification: { cbeNumber: "1999990441" },
      legalContext: "DEMO:PURPOSE",
      ssin: an,
      period: undefined,
      criteriaFault: undefined,
      ...question,
    },
    annex: {
      customer: "welfare",
      name: "Welfare",
      identification: { cbeNumber: "1999990441" },
      publicWelfareCentre: false,
      authentication: { certificates: [] },
      answers: { signed: false },
      quota: { perMinute: 10, perDay: 100 },
      services: new Map([["SelfEmployedService/v2", [{ ...grant, ...changes }]]]),
      accessServices: new Map(),
      ...annex,
    },
    today: certain(parseDay("2026-11-23")),
    grant: undefined,
    person: undefined,
    persons: { find: async (ssin) => register.find((person) => person.ssin === ssin) },
    quotas: { take: () => usedUp },
    population,
  };
}

const active = { variant: "active", holder: centre } as const;
const overlap = { variant: "overlap", holder: centre } as const;

const refusals: readonly (readonly [situation: string, code: string, gate: string, Situation])[] = [
  [
    "an operation that the annex does not name",
    "MSG00016",
    "operation",
    { question: { operation: "consultContributions" } },
  ],
  [
    "the enterprise number of another organisation",
    "MSG00014",
    "customer-identification",
    { question: { customerIdentification: { cbeNumber: "1999990144" } } },
  ],
  [
    "sector and institution where the annex has an enterprise number",
    "MSG00014",
    "customer-identification",
    { question: { customerIdentification: { sector: 17, institution: 1 } } },
  ],
  [
    "a legal context for welfare centres, asked by another body",
    "SES00600",
    "public-welfare-centre",
    { grant: { onlyPublicWelfareCentres: true } },
  ],
  [
    "a legal context that the annex does not know",
    "MSG00013",
    "legal-context",
    { question: { legalContext: "DEMO:OTHER" } },
  ],
  [
    "a number with wrong check digits",
    "MSG00011",
    "ssin-structure",
    { question: { ssin: `${an.slice(0, 9)}${an.endsWith("00") ? "01" : "00"}` } },
  ],
  [
    "digits of another script, which the contract's pattern lets through",
    "MSG00011",
    "ssin-structure",
    { question: { ssin: "٧٠٠٣٢١٠٠٢٠٠" } },
  ],
  [
    "a number that may be somebody's, in a demonstration",
    "MSG00011",
    "ssin-structure",
    { question: { ssin: "85073003328" } },
  ],
  ["a synthetic number, in production", "MSG00011", "ssin-structure", { population: "real" }],
  [
    "nobody, where the operation is about a person",
    "MSG00011",
    "ssin-structure",
    { question: { ssin: undefined, personOptional: false } },
  ],
  ["a number that nobody has", "MSG00005", "ssin-status", { question: { ssin: stranger } }],
  ["a cancelled number", "MSG00007", "ssin-status", { question: { ssin: cancelled } }],
  [
    "a replaced number where the annex wants the current one",
    "MSG00006",
    "ssin-status",
    { question: { ssin: oldNumberOfAn }, grant: { replacedSsin: "refuse" } },
  ],
  [
    "a person whose file is closed, under active control",
    "MSG00012",
    "inscription",
    { question: { ssin: bert }, grant: { inscription: active } },
  ],
  [
    "a person known in another quality",
    "MSG00012",
    "inscription",
    { grant: { inscription: { ...active, qualityCodes: [7] } } },
  ],
  [
    "a period outside every inscription, under overlap control",
    "MSG00012",
    "inscription",
    { question: { ssin: bert, period: days("2021-01-01") }, grant: { inscription: overlap } },
  ],
  [
    "criteria that the service finds wrong",
    "SES00300",
    "criteria",
    { question: { criteriaFault: refusedBecause(statuses.SES00300, { expected: "a", found: "b" }) } },
  ],
  [
    "no period where the annex asks for one",
    "MSG00027",
    "period",
    { grant: { period: { required: true, clip: false } } },
  ],
  [
    "no period where the annex limits how far back",
    "MSG00027",
    "period",
    { grant: { period: { required: false, lookBackYears: 5, clip: false } } },
  ],
  [
    "a period that reaches too far back",
    "MSG00027",
    "period",
    { question: { period: days("2021-11-22") }, grant: { period: { required: true, lookBackYears: 5, clip: false } } },
  ],
  ["a question more than the minute allows", "MSG00015", "quota", { usedUp: "minute" }],
];

for (const [situation, code, gate, details] of refusals) {
  test(`${situation} is refused with ${code} at the ${gate} gate`, async () => {
    const { refusal, trail } = await passGates(passageOf(details), gates);
    assert.equal(refusal?.status.code, code);
    assert.equal(trail.at(-1)?.gate, gate);
    assert.ok(trail.slice(0, -1).every(({ passed }) => passed));
    assert.notEqual(refusal?.expected, "");
    assert.notEqual(refusal?.found, "");
  });
}

const passages: readonly (readonly [situation: string, Situation])[] = [
  ["a plain question", {}],
  [
    "a welfare centre in its own legal context",
    { grant: { onlyPublicWelfareCentres: true }, annex: { publicWelfareCentre: true } },
  ],
  ["a replaced number that the annex lets follow", { question: { ssin: oldNumberOfAn } }],
  ["a person with an active file", { grant: { inscription: active } }],
  [
    "a closed file that touches the period, under overlap control",
    { question: { ssin: bert, period: days("2020-12-31") }, grant: { inscription: overlap } },
  ],
  [
    "a period of exactly five years",
    { question: { period: days("2021-11-23") }, grant: { period: { required: true, lookBackYears: 5, clip: false } } },
  ],
];

for (const [situation, details] of passages) {
  test(`${situation} passes every gate`, async () => {
    const { refusal, trail, passage } = await passGates(passageOf(details), gates);
    assert.equal(refusal, undefined);
    assert.equal(trail.length, gates.length);
    assert.ok(passage.person !== undefined && passage.grant !== undefined);
  });
}

test("a question that need not name a person passes every gate without one, whatever inscriptions the annex demands", async () => {
  const asked = { ssin: undefined, personOptional: true };
  const { refusal, passage } = await passGates(passageOf({ question: asked, grant: { inscription: active } }), gates);
  assert.equal(refusal, undefined);
  assert.equal(passage.person, undefined);
});

const ofAnswers: readonly (readonly [who: string, ssin: string, data: readonly Period[], Situation, boolean])[] = [
  ["somebody, where the annex demands no inscription", stranger, [], {}, true],
  ["a person with an active file", an, [], { grant: { inscription: active } }, true],
  ["an older number of such a person", oldNumberOfAn, [], { grant: { inscription: active } }, true],
  ["a person whose file is closed", bert, [], { grant: { inscription: active } }, false],
  ["a person in another quality", an, [], { grant: { inscription: { ...active, qualityCodes: [7] } } }, false],
  ["a person of whom the register knows nothing", stranger, [], { grant: { inscription: active } }, false],
  ["a cancelled number", cancelled, [], { grant: { inscription: active } }, false],
  [
    "data that share a day with the file",
    bert,
    [days("2020-12-31", "2024-12-31")],
    { grant: { inscription: overlap } },
    true,
  ],
  ["data that do not", bert, [days("2021-01-01")], { grant: { inscription: overlap } }, false],
  [
    "a file that does not touch the period asked about, though it touches the data",
    bert,
    [days("2020-01-01")],
    { question: { period: days("2021-01-01") }, grant: { inscription: overlap } },
    false,
  ],
];

for (const [who, ssin, data, situation, expected] of ofAnswers) {
  test(`in an answer to a question about nobody, ${who} ${expected ? "stays" : "is taken out"}`, async () => {
    const question = { ...situation.question, ssin: undefined, personOptional: true };
    const { passage } = await passGates(passageOf({ ...situation, question }), gates);
    assert.equal(await isInscribed(passage, ssin, data), expected);
  });
}

test("a followed number leads to the person under the current one", async () => {
  const { passage } = await passGates(passageOf({ question: { ssin: oldNumberOfAn } }), gates);
  assert.equal(passage.person?.ssin, an);
});

test("the trail of a refusal holds no number of a person", async () => {
  for (const [, , , details] of refusals) {
    const { trail } = await passGates(passageOf(details), gates);
    assert.doesNotMatch(JSON.stringify(trail), /(?<!\d)\d{11}(?!\d)/);
  }
});

test("a register whose replacements go round in a circle is a bug, not an answer", async () => {
  const passage = passageOf({ question: { ssin: oldNumberOfAn } });
  const circle = {
    find: async (ssin: string) => ({ ssin, state: "replaced", replacedBy: ssin, inscriptions: [] }) as const,
  };
  await assert.rejects(passGates({ ...passage, persons: circle }, gates), /in a row/);
});

test("under overlap control the data must share a day with an inscription, whatever period was asked", async () => {
  const { passage } = await passGates(passageOf({ question: { ssin: bert }, grant: { inscription: overlap } }), gates);
  assert.equal(inscriptionCoversData(passage, [days("2020-12-31", "2024-12-31")]).passed, true);
  const outside = inscriptionCoversData(passage, [days("2000-01-01", "2018-12-31"), days("2021-01-01")]);
  assert.equal(outside.passed ? "" : outside.status.code, "MSG00012");
});
