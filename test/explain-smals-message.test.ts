// Off-line explanations of messages that were sent to addresses of the Smals kind.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadSelfEmployedCodes } from "../src/codes/self-employed-codes.ts";
import { loadAnnexes } from "../src/crossroads/annexes.ts";
import type { Endpoint } from "../src/crossroads/endpoint.ts";
import type { Explanation } from "../src/crossroads/explain/explanation.ts";
import { explainMessage, type Judges } from "../src/crossroads/explain/message.ts";
import { writeExplanation } from "../src/crossroads/explain/write.ts";
import { smalsOperation } from "../src/crossroads/smals.ts";
import { statuses } from "../src/crossroads/statuses.ts";
import { certain } from "../src/kernel/outcome.ts";
import { catalogueEntry, createSelfEmployedService } from "../src/self-employed/service.ts";
import { type Authority, type Issued, issueCertificate, makeAuthority, partySubject } from "./pki.ts";
import { ask, type CheckAccess, checkAccess, healthCheck, mandates } from "./smals-operations.ts";
import { edited, noon, signedBy } from "./ws-security-scene.ts";

let authority: Authority;
let party: Issued;
let annexes: string;

const annexText = `customer: contact-centre
name: A contact centre
identification: { cbeNumber: "0123456749" }
authentication: { certificates: ["${partySubject("Test party", "0123456749").replaceAll(",", ", ")}"] }
quota: { perMinute: 10, perDay: 10 }
services:
  SelfEmployedService/v2:
    - { legalContext: "DEMO:X", operations: [consultCareer], replacedSsin: follow }
`;

before(async () => {
  annexes = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  await writeFile(join(annexes, "centre.yaml"), annexText);
  authority = await makeAuthority();
  party = await issueCertificate({ issuer: authority });
});
after(() => rm(annexes, { recursive: true }));

function explain(message: string, changes: Partial<CheckAccess> = {}): Promise<Explanation> {
  const unasked = () => assert.fail("a source was asked off-line");
  const selfEmployed = createSelfEmployedService({
    careers: { careerOf: unasked },
    funds: { contributionsOf: unasked },
    codes: loadSelfEmployedCodes(),
  });
  const smals: Endpoint = {
    service: "EmployerMandateConsultationService/v2",
    operations: [smalsOperation(checkAccess({ answer: unasked, ...changes })), smalsOperation(healthCheck)],
  };
  const judges: Judges = {
    authorities: [authority.certificatePem],
    annexes: certain(loadAnnexes(annexes, new Map([["SelfEmployedService/v2", catalogueEntry]]))),
    endpoints: [selfEmployed.endpoint, smals],
    population: "synthetic",
    clockSkew: 60_000,
    timestampLife: 300_000,
    largestMessage: 100_000,
  };
  return explainMessage(Buffer.from(message), judges, { at: noon, language: "en" });
}

const signed = (body = ask) => signedBy(party, { body });

function assertRefused({ outcome, status, service, cause, gates }: Explanation, code: string, reason?: string): void {
  assert.equal(outcome, "refused");
  assert.deepEqual([status?.code, status?.value], [code, "FAULT"]);
  assert.equal(service, "EmployerMandateConsultationService/v2");
  assert.equal(cause?.reason, reason);
  assert.deepEqual(
    gates.map(({ passed }) => passed),
    gates.map((_, index) => index < gates.length - 1),
    "only the last gate refused",
  );
}

test("a request that departs from the schema is SOA-03006, with the place", async () => {
  const told = await explain(signed(edited(ask, "APPLICATION", "PROGRAM")));
  assertRefused(told, "SOA-03006", "value-wrong");
  assert.match(
    told.details.join(),
    /AccessCriteria\/ObjectCriteria\/ObjectType \(line 1, column \d+\): expected SECTOR/,
  );
  assert.match(writeExplanation(told, "en"), /^Refused: SOA-03006 FAULT\n {2}The request does not meet the schema/);
});

test("a request of another version is SOA-03005, and the namespace is named", async () => {
  const told = await explain(signed(ask.replaceAll(`${mandates}"`, `${mandates}1"`)));
  assertRefused(told, "SOA-03005", "operation-namespace");
});

test("a message that cannot be read is told as its address would tell it, known by a namespace in it", async () => {
  assertRefused(await explain(signed().slice(0, -20)), "SOA-03001", "xml-not-well-formed");
});

test("a changed Body is SOA-01001", async () => {
  assertRefused(await explain(edited(signed(), "APPLICATION", "SECTOR")), "SOA-01001", "digest-mismatch");
});

test("a customer without a grant is SOA-01002 at the gate of the operation", async () => {
  const told = await explain(signed(), { grantOf: () => undefined });
  assertRefused(told, "SOA-01002");
  assert.deepEqual(
    told.gates.map(({ gate }) => gate),
    ["size", "xml", "envelope", "authentication", "structure", "operation"],
  );
});

test("what the request itself shows to be wrong is told without any register", async () => {
  const told = await explain(signed(), {
    examine: () => ({
      kind: "system-error",
      status: statuses["SOA-03007"],
      gate: "content",
      expected: "check digits that fit",
      found: "others",
    }),
  });
  assertRefused(told, "SOA-03007");
  assert.equal(told.gates.at(-1)?.asks, "Can what the request says be right, as far as the request itself shows it?");
});

test("a request and a health check that are in order are said to be so", async () => {
  for (const [body, operation] of [
    [ask, "checkUnauthenticatedUserAccess"],
    ['<m:HealthCheckRequest xmlns:m="http://services.fgov.be/monitoring/v1"></m:HealthCheckRequest>', "healthCheck"],
  ] as const) {
    const told = await explain(signed(body));
    assert.equal(told.outcome, "in-order", JSON.stringify(told));
    assert.equal(told.operation, operation);
    assert.ok(told.gates.every(({ passed }) => passed));
  }
});
