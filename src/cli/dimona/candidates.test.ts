import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaIn, noor } from "../../../test/dimona-declarations.ts";
import { man, woman } from "../../../test/dimona-identification.ts";
import { dimonaOffice } from "../../../test/dimona-office.ts";
import { listen } from "../../../test/run-command.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { verifyAuditChains } from "../audit/verify.ts";

const hired = dimonaIn({ from: "2026-07-01" }, { worker: { identity: noor } });
const ticket = /^ticket [\da-f-]{36}\n$/;

const twins = (first: string, second: string) => `declared:
  name              Peeters
  first name        Noor
  birth date        2001-07-02
  birthplace        Lyon
  country of birth  111
  sex               woman
  nationality       111
  address           Kerkstraat 1, 1000 Brussel (150)

may be:
  ${first}  Peeters  Noor Aïcha  2001-07-02  woman  agrees: name, first name, birth date, sex
  ${second}  Peters   Noor        2001-07-02  woman  agrees: first name, birth date, sex; differs a little: name
`;

test("an operator sees what was declared, who it may be and what differs, and nobody else of that day", async (t) => {
  const { taken, learns, done, rows } = await dimonaOffice(t);
  await learns(woman);
  await learns(man, { lastName: "Peters", firstNames: "Noor" });
  await rows("insert into persons.person (ssin, state) values ('01070200433', 'active')");
  await learns("01070200433" as Ssin, { lastName: "Dubois" });
  const { number } = await taken(hired);
  const { out: said, err } = await done(`candidates ${number} --by Anna`);
  assert.equal(said, twins(woman, man));
  assert.match(err, ticket);
  const { declared, candidates, more } = JSON.parse((await done(`candidates ${number} --json`)).out);
  assert.deepEqual(declared, noor);
  assert.deepEqual(candidates, [
    {
      ssin: woman,
      lastName: "Peeters",
      firstNames: "Noor Aïcha",
      birthDate: "2001-07-02",
      sex: "2",
      likeness: "exact",
      agrees: ["lastName", "firstName", "birthDate", "sex"],
      differs: [],
    },
    {
      ssin: man,
      lastName: "Peters",
      firstNames: "Noor",
      birthDate: "2001-07-02",
      sex: "2",
      likeness: "near",
      agrees: ["firstName", "birthDate", "sex"],
      differs: ["lastName"],
    },
  ]);
  assert.equal(more, 0);
});

test("each look leaves in the audit who looked, at which declaration, and whom it showed: no more than the limit", async (t) => {
  const { taken, learns, done, rows, changes, settings } = await dimonaOffice(t);
  for (const ssin of [woman, man]) await learns(ssin);
  const { number } = await taken(hired);
  assert.match((await done(`candidates ${number} --by Anna --limit 1`)).out, /\n1 more like this: a larger --limit/);
  await done(`candidates ${number} --by Bart --json`);
  const looked = { operation: "dimona candidates", subject: `declaration:${number}` };
  assert.deepEqual(await changes(), [
    { ...looked, by: "Anna" },
    { ...looked, by: "Bart" },
  ]);
  const entries = await rows<{ entry: { persons: string[]; changed?: unknown } }>(
    "select entry from crossroads.audit order by sequence",
  );
  const shown = entries.map(({ entry }) => entry.persons);
  assert.deepEqual([shown[0]?.length, shown[1]?.toSorted()], [1, [woman, man].toSorted()]);
  assert.equal(entries[0]?.entry.changed, undefined);
  assert.doesNotMatch(JSON.stringify(entries), /Peeters|Noor|2001-07/);
  const stop = listen(t, "out", () => {});
  assert.equal(await verifyAuditChains(settings, {}), 0);
  stop();
});

test("a person whom the register knows under an old number and a new one is shown once, under the new one", async (t) => {
  const { taken, learns, replaces, done } = await dimonaOffice(t);
  await learns(woman);
  await learns(man, { lastName: "Peters" });
  await replaces(woman, man);
  const { number } = await taken(hired);
  const { candidates } = JSON.parse((await done(`candidates ${number} --json`)).out);
  assert.deepEqual(
    candidates.map(({ ssin, likeness }: { ssin: string; likeness: string }) => [ssin, likeness]),
    [[man, "exact"]],
  );
});

test("nobody is shown where the audit cannot be written", async (t) => {
  const { taken, learns, rows, refused } = await dimonaOffice(t);
  await learns(woman);
  const { number } = await taken(hired);
  await rows("alter table crossroads.audit_head add constraint closed check (false) not valid");
  await refused(`candidates ${number}`, /^nothing more was changed: PostgreSQL refused a statement \(23514\)/);
});

test("where nobody is like who was declared, that is told and is in the audit; a declaration that does not wait is refused", async (t) => {
  const { taken, done, changes, refused } = await dimonaOffice(t);
  const { number } = await taken(hired);
  assert.match((await done(`candidates ${number} --by Anna`)).out, /\nthe register of persons has nobody like this\n$/);
  assert.equal((await changes()).length, 1);
  await done(`identify ${number} --nobody`);
  await refused(`candidates ${number}`, /no declaration with this number waits: it is decided on, or there is none/);
  await refused("candidates 999999999909", /no declaration with this number waits|expected the twelve digits/);
  assert.equal((await changes()).length, 2);
});
