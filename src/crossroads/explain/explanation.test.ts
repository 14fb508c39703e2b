import assert from "node:assert/strict";
import { test } from "node:test";
import { standsInAnnex } from "../admission.ts";
import { explainEntry, withoutNumbers } from "./explanation.ts";
import type { KeptEntry } from "./kept-entry.ts";
import { writeExplanation } from "./write.ts";

const ssin = "85010100144";

function entry(changes: Partial<KeptEntry>): KeptEntry {
  return {
    ticket: "01a20a9e-fdf3-7471-9247-7a7ab130e3dd",
    receivedAt: Date.parse("2026-06-01T12:00:00Z"),
    customer: "health-fund",
    proof: "signature 00",
    service: "SelfEmployedService/v2",
    operation: "consultCareer",
    code: "MSG00004",
    gates: [],
    filtered: [],
    ...changes,
  };
}

const refusedAt = (gate: string, code: string, expected: string, found: string) => [
  { gate, passed: false, code, expected, found },
];

for (const [situation, gate, code, expected, found, cause] of [
  [
    "a default namespace",
    "structure",
    "MSG00004",
    "informationCustomer",
    "r/informationCustomer: element informationCustomer",
    "element-namespace",
  ],
  [
    "another name",
    "structure",
    "MSG00004",
    "ticket or customerIdentification",
    "r/i/tiket: element tiket",
    "element-unexpected",
  ],
  ["too little", "structure", "MSG00004", "criteria", "r: the end of the content", "element-missing"],
  ["a strange attribute", "structure", "MSG00004", "no such attribute", "r/@a: the attribute", "attribute-wrong"],
  ["a wrong value", "structure", "MSG00004", "a date", "r/c/p/beginDate: text of 3 characters", "value-wrong"],
  [
    "another version",
    "operation",
    "MSG00004",
    "aRequest or bRequest in urn:v2",
    "bRequest in urn:v1",
    "operation-namespace",
  ],
  [
    "another service",
    "operation",
    "MSG00004",
    "aRequest or bRequest in urn:v2",
    "cRequest in urn:v2",
    "operation-unknown",
  ],
  ["no right to the operation", "operation", "MSG00016", "one of: a", "b", undefined],
  ["no annex", "authentication", "MSG00016", "an annex", "signature 00", "no-annex"],
  ["a changed Body", "authentication", "MSG00015", "the Body", "digest-mismatch: another content", "digest-mismatch"],
  ["a copy", "replay", "MSG00015", "a new message", "a replayed message", "replayed"],
  ["a wrong value sent to Smals", "structure", "SOA-03006", "a date", "r/c/Date: text of 3 characters", "value-wrong"],
  [
    "another version at Smals, beside a health check",
    "operation",
    "SOA-03005",
    "aRequest in urn:v2, or HealthCheckRequest in urn:m",
    "aRequest in urn:v1",
    "operation-namespace",
  ],
  [
    "a health check in no namespace",
    "operation",
    "SOA-03005",
    "aRequest in urn:v2, or HealthCheckRequest in urn:m",
    "HealthCheckRequest in no namespace",
    "operation-namespace",
  ],
  ["no right at Smals", "operation", "SOA-01002", "a grant", "none", undefined],
  ["no annex at Smals", "authentication", "SOA-01001", standsInAnnex, "signature 00", "no-annex"],
  ["a changed Body at Smals", "authentication", "SOA-01001", "the Body", "digest-mismatch: another", "digest-mismatch"],
] as const) {
  test(`${situation} is told as ${cause ?? "its status alone"} also where only the audit is left`, () => {
    const kept = entry({ code, gates: refusedAt(gate, code, expected, found) });
    const explanation = explainEntry(kept, "en");
    assert.equal(explanation.cause?.reason, cause);
    assert.equal(explanation.gates.at(-1)?.gate, gate);
    assert.ok(explanation.gates.slice(0, -1).every(({ passed }) => passed));
    assert.deepEqual(
      explanation.gates.slice(0, 3).map((one) => one.gate),
      ["size", "xml", "envelope"],
    );
  });
}

test("a question in JSON meets the gates of its own way in", () => {
  const gatesOf = (kept: KeptEntry) => explainEntry(kept, "en").gates.map(({ gate }) => gate);
  const proof = "bearer 01a20a9e-fdf3-7471-9247-7a7ab130e3dd";
  const wrongScope = entry({ proof, code: "MSG00016", gates: refusedAt("scope", "MSG00016", "a scope", "none") });
  assert.deepEqual(gatesOf(wrongScope), ["authentication", "scope"]);
  const wrongPurpose = entry({
    proof,
    code: "MSG00013",
    gates: [{ gate: "operation", passed: true }, ...refusedAt("legal-context", "MSG00013", "A:B", "C:D")],
  });
  assert.deepEqual(gatesOf(wrongPurpose), [
    "authentication",
    "scope",
    "media-type",
    "size",
    "json",
    "structure",
    "operation",
    "legal-context",
  ]);
});

test("what ended in an error, and what the catalogue does not know, is told as far as it is known", () => {
  const internal = explainEntry(entry({ code: "MSG00003" }), "fr");
  assert.deepEqual(internal.gates, []);
  assert.equal(internal.outcome, "refused");
  assert.match(writeExplanation(internal, "fr"), /^Demande refusée : MSG00003 FAULT\n/);
  const unknown = explainEntry(entry({ code: "XYZ00001", gates: refusedAt("new-gate", "XYZ00001", "a", "b") }), "de");
  assert.match(writeExplanation(unknown, "de"), /^Abgelehnt: XYZ00001\n(.*\n)+ {2}✗ new-gate\n {6}erwartet: a\n/);
});

test("the number of a person is masked wherever a sender may have put it", () => {
  const kept = entry({
    customerTicket: ssin,
    legalContext: `PARTNER:${ssin}`,
    gates: refusedAt("structure", "MSG00004", "criteria", `r/x${ssin}: element x${ssin}`),
  });
  assert.ok(!JSON.stringify(explainEntry(kept, "nl")).includes(ssin));
  for (const written of [ssin, "85.01.01-001.44", "850101-001-44", "85.01.01 001.44", `n${ssin}n`]) {
    assert.ok(!/\d/.test(withoutNumbers(written)), written);
  }
  for (const harmless of [
    "1999990144",
    "2026-06-01T12:00:00.000Z",
    "01a20a9e-fdf3-7471-9247-7a7ab130e3dd",
    "85010100-1442-4123-8123-850101001442",
  ]) {
    assert.equal(withoutNumbers(harmless), harmless);
  }
});
