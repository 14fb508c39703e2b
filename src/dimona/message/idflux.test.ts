import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { withoutXmllint } from "../../../test/client-programs.ts";
import { day, employers, workers } from "../../../test/dimona-declarations.ts";
import { decodeIDFLUX } from "../../schema/generated/idflux-20231.ts";
import { parseXml } from "../../xml/parse.ts";
import type { IdentityChange } from "../register/identity-changes.ts";
import { writeIdflux } from "./idflux.ts";

const valid = { ssin: workers.man, lastName: "Peeters", firstName: "Noor", birthDate: "2001-07-02", sex: "2" } as const;
const replaced: IdentityChange = {
  number: "17",
  employer: employers.cafe.key,
  code: 90,
  effective: day("2026-06-25"),
  valid,
  outdated: { ssin: workers.woman },
  knownAt: Date.parse("2026-06-25T08:15:30.250Z"),
};
const renamed: IdentityChange = { ...replaced, code: 91, outdated: { ...valid, lastName: "Pieters" } };
const renumbered: IdentityChange = {
  ...replaced,
  code: 92,
  valid: { nssoNumber: "0001090515" },
  outdated: { nssoNumber: employers.cafe.nssoNumber ?? "" },
};

function written(change: IdentityChange): string {
  const text = writeIdflux(change, employers.cafe);
  assert.ok(text.ok, text.ok ? "" : text.reason.map(({ path, expected }) => `${path}: ${expected}`).join("; "));
  return text.value;
}

test("another number of a worker is told with what is valid and what is outdated", () => {
  const parsed = parseXml(new TextEncoder().encode(written(replaced)));
  assert.ok(parsed.ok);
  const read = decodeIDFLUX(parsed.value.root);
  assert.ok(read.ok);
  const { IdfluxInformation, ...form } = read.value.Form;
  assert.deepEqual(form, {
    Identification: "IDFLUX",
    FormCreationDate: "2026-06-25",
    FormCreationHour: "10:15:30.250",
    AttestationStatus: 0,
    TypeForm: "SU",
    Reference: { ReferenceType: 1, ReferenceOrigin: 2, ReferenceNbr: "17" },
  });
  assert.deepEqual(IdfluxInformation, {
    JustificationCode: 90,
    EffectiveStartingDate: "2026-06-25",
    EmployerId: {
      NOSSRegistrationNbr: Number(employers.cafe.nssoNumber),
      CompanyID: Number(employers.cafe.enterpriseNumber),
    },
    ValidSituation: {
      INSS: Number(workers.man),
      WorkerName: "Peeters",
      WorkerFirstName: "Noor",
      WorkerBirthdate: "2001-07-02",
      WorkerSex: 2,
    },
    OutdatedSituation: { INSS: Number(workers.woman) },
  });
});

test("names are cut to what the schema has room for", () => {
  const long = { ...valid, lastName: "Ø".repeat(60), firstName: `${"N".repeat(23)} Ophelia` };
  const text = written({ ...renamed, valid: long });
  assert.match(text, /<WorkerName>Ø{48}<\/WorkerName><WorkerFirstName>N{23}<\/WorkerFirstName>/);
});

test("what the schema cannot carry is refused, naming the element", () => {
  const refusedAt = (change: IdentityChange, employer: Parameters<typeof writeIdflux>[1] = employers.cafe) => {
    const outcome = writeIdflux(change, employer);
    return outcome.ok ? "" : outcome.reason.map(({ path }) => path).join();
  };
  assert.match(refusedAt({ ...replaced, valid: { ssin: workers.man } }), /WorkerName/);
  assert.match(refusedAt(replaced, { provisionalNumber: employers.newcomer.provisionalNumber }), /NOSSRegistrationNbr/);
});

test("every kind of change is valid by the published schema, as xmllint reads it", { skip: withoutXmllint }, () => {
  const schema = fileURLToPath(new URL("../../../contracts/rsz-idflux-20231/IDFLUX_20231.xsd", import.meta.url));
  const fromProvisional = {
    ...renumbered,
    outdated: { provisionalNumber: employers.newcomer.provisionalNumber ?? "" },
  };
  for (const change of [replaced, renamed, renumbered, fromProvisional]) {
    const input = written(change);
    const judged = spawnSync("xmllint", ["--nonet", "--noout", "--schema", schema, "-"], { input, encoding: "utf8" });
    assert.equal(judged.status, 0, judged.stderr + input);
  }
});
