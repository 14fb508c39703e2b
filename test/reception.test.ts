import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import type { Annex } from "../src/crossroads/annex.ts";
import type { AuditEntry, MessageMark } from "../src/crossroads/audit.ts";
import type { KnownPerson } from "../src/crossroads/known-persons.ts";
import { type Reply, receive } from "../src/crossroads/reception.ts";
import { DatabaseUnavailable } from "../src/database/unavailable.ts";
import { parseDay } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { parsePeriod } from "../src/kernel/period.ts";
import { syntheticSsin } from "../src/kernel/synthetic-ssin.ts";
import { encodeConsultCareerRequest } from "../src/schema/generated/self-employed-v2.ts";
import type { Career } from "../src/self-employed/arza.ts";
import { createSelfEmployedService } from "../src/self-employed/service.ts";
import { writeEnvelope } from "../src/soap/envelope.ts";
import { bareChannel, loneCrossroads } from "./lone-crossroads.ts";

const ssin = certain(syntheticSsin({ birthDate: certain(parseDay("1970-03-21")), counter: 2, kind: "register" }));
const person: KnownPerson = {
  ssin,
  state: "active",
  replacedBy: undefined,
  inscriptions: [{ holder: "sector:15", qualityCode: 2, period: certain(parsePeriod("2000-01-01")) }],
};
const career: Career = {
  nisseReference: "7",
  enterpriseNumber: undefined,
  occupationCode: undefined,
  affiliations: [
    {
      fundCode: "003",
      signatureDate: undefined,
      segments: [
        {
          period: certain(parsePeriod("2000-01-01")),
          qualityCode: 100,
          contributionCode: 100,
          equalityCode: undefined,
        },
      ],
    },
  ],
};
const annex: Annex = {
  customer: "inspectorate",
  name: "Inspectorate",
  identification: { cbeNumber: "1999990144" },
  publicWelfareCentre: false,
  authentication: { certificates: [] },
  answers: { signed: false },
  quota: { perMinute: 10, perDay: 10 },
  accessServices: new Map(),
  services: new Map([
    [
      "SelfEmployedService/v2",
      [
        {
          legalContext: "DEMO:X",
          operations: ["consultCareer"],
          onlyPublicWelfareCentres: false,
          replacedSsin: "follow",
          period: { required: false, clip: false },
          filter: [],
        },
      ],
    ],
  ]),
};
const mark: MessageMark = { digest: "d1", expires: 1 };

interface Situation {
  readonly record?: (entry: AuditEntry, mark?: MessageMark) => Promise<"written" | "replayed">;
  readonly find?: () => Promise<KnownPerson | undefined>;
  readonly careerOf?: () => Promise<Career | undefined>;
  readonly signed?: boolean;
}

function scene({ record, find = async () => person, careerOf = async () => career, signed = false }: Situation) {
  const { crossroads, entries, log } = loneCrossroads({
    annex: { ...annex, answers: { signed } },
    mark,
    record,
    find,
  });
  const { endpoint } = createSelfEmployedService({
    careers: { careerOf },
    funds: { contributionsOf: () => assert.fail("no fund is asked about a career") },
    codes: loadSelfEmployedCodes(),
  });
  const ask = (body: Parameters<typeof receive>[2] = Buffer.from(writeEnvelope(question()))) =>
    receive(crossroads, endpoint, body, bareChannel);
  return { ask, entries, log };
}

function question(): string {
  return certain(
    encodeConsultCareerRequest({
      informationCustomer: { ticket: "T1", customerIdentification: { cbeNumber: "1999990144" } },
      legalContext: "DEMO:X",
      criteria: { ssin },
    }),
  );
}

const unavailable = () => Promise.reject(new DatabaseUnavailable("down"));
const bug = () => Promise.reject(new TypeError(`cannot read ${ssin} of undefined`));

function assertFault({ httpStatus, code, body, ticket }: Reply, expected: string): void {
  assert.equal(httpStatus, 500);
  assert.equal(code, expected);
  assert.ok(body.includes(`<reasonCode>${expected}</reasonCode>`));
  assert.ok(body.includes(ticket));
  assert.doesNotMatch(body, /<career>/);
  assert.ok(!body.includes(ssin));
}

test("an answer leaves once its entry is written, and not before", async () => {
  const written = Promise.withResolvers<"written">();
  const { ask, entries } = scene({ record: () => written.promise });
  let left = false;
  const reply = ask().then((value) => {
    left = true;
    return value;
  });
  while (entries.length === 0) await sleep(1);
  await sleep(10);
  assert.equal(left, false);
  written.resolve("written");
  assert.equal((await reply).code, "MSG00000");
  const [[entry, own] = assert.fail()] = entries;
  assert.equal(entry.subject, ssin);
  assert.equal(entry.customerTicket, "T1");
  assert.deepEqual(own, mark);
});

test("without an entry there is no answer: MSG00001 where the audit is away, MSG00003 where it fails otherwise", async () => {
  for (const [record, code] of [
    [unavailable, "MSG00001"],
    [bug, "MSG00003"],
  ] as const) {
    const { ask, log } = scene({ record });
    assertFault(await ask(), code);
    assert.equal(log.length, 1);
    assert.ok(!log[0]?.includes(ssin), "an error's message may quote data and is not logged");
  }
});

test("a message that was answered before is a replay, with an entry of its own that is no second mark", async () => {
  let first = true;
  const { ask, entries } = scene({
    record: async () => {
      const outcome = first ? "replayed" : "written";
      first = false;
      return outcome;
    },
  });
  const reply = await ask();
  assertFault(reply, "MSG00015");
  assert.deepEqual(
    entries.map(([{ code, ticket }, own]) => [code, ticket, own]),
    [
      ["MSG00000", reply.ticket, mark],
      ["MSG00015", reply.ticket, undefined],
    ],
  );
});

test("a replay whose own entry cannot be written is told nothing but to try later", async () => {
  let first = true;
  const { ask } = scene({
    record: () => {
      if (!first) return unavailable();
      first = false;
      return Promise.resolve("replayed");
    },
  });
  assertFault(await ask(), "MSG00001");
});

test("a person register that is away is MSG00001 with an entry, a mistake of ours MSG00003", async () => {
  for (const [find, code] of [
    [unavailable, "MSG00001"],
    [bug, "MSG00003"],
  ] as const) {
    const { ask, entries, log } = scene({ find });
    assertFault(await ask(), code);
    assert.deepEqual(
      entries.map(([entry]) => entry.code),
      [code],
    );
    assert.ok(!log.join().includes(ssin));
  }
});

test("an ARZA that is away is the supplier's MSG00020, a mistake on the way to it ours", async () => {
  const away = await scene({ careerOf: unavailable }).ask();
  assert.equal(away.httpStatus, 200);
  assert.equal(away.code, "MSG00020");
  assert.doesNotMatch(away.body, /<career>/);
  assertFault(await scene({ careerOf: bug }).ask(), "MSG00003");
});

test("answers and faults are signed for who asks for that, and for nobody else", async () => {
  for (const signed of [true, false]) {
    const replies = [
      await scene({ signed }).ask(),
      await scene({ signed, find: unavailable }).ask(),
      await scene({ signed, find: async () => undefined }).ask(),
    ];
    for (const { body } of replies) assert.equal(body.startsWith("SIGNED"), signed);
  }
});

test("a body that was too large to be read is MSG00004 with the limit, and has no digest", async () => {
  const { ask, entries } = scene({});
  const reply = await ask({ largest: 1000 });
  assertFault(reply, "MSG00004");
  assert.match(reply.body, /at most 1000 bytes/);
  assert.equal(entries[0]?.[0].requestDigest, "");
});

test("the entry has the digests of what came and of what went, and how long each stage took", async () => {
  const { ask, entries } = scene({});
  const body = Buffer.from(writeEnvelope(question()));
  const reply = await ask(body);
  const [[entry] = assert.fail()] = entries;
  assert.equal(entry.requestDigest, hash("sha256", body));
  assert.equal(entry.answerDigest, hash("sha256", reply.body));
  const stages = Object.entries(entry.timings);
  assert.deepEqual(
    stages.map(([stage]) => stage),
    ["authenticated", "decoded", "gates", "source", "encoded", "ready"],
  );
  assert.deepEqual(
    stages.map(([, microseconds]) => microseconds),
    stages.map(([, microseconds]) => microseconds).toSorted((a, b) => a - b),
  );
});
