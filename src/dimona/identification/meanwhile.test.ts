// What becomes otherwise between the receipt of a declaration and the day on which its worker is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dimonaIn, employers, noor } from "../../../test/dimona-declarations.ts";
import { type IdentificationScene, identificationScene, woman } from "../../../test/dimona-identification.ts";
import { endMandate, secretariat } from "../../../test/dimona-register.ts";
import { withClient } from "../../database/client.ts";
import type { EntityId } from "../../employers/entity.ts";
import { parseIdentifier } from "../../employers/identifier.ts";
import { inTransaction } from "../../employers/write/change.ts";
import { replaceProvisional } from "../../employers/write/entities.ts";
import { nssoCheckDigits } from "../../kernel/nsso-number.ts";
import { certain } from "../../kernel/outcome.ts";
import { setEmployerUse } from "../register/employer-use.ts";

const worker = { identity: noor };
const provisional = employers.newcomer.provisionalNumber ?? "";
const final = `00010905${nssoCheckDigits(10_905)}`;

type Change = Parameters<typeof replaceProvisional>[0];

const change = ({ connectionString }: IdentificationScene, work: (to: Change) => Promise<unknown>) =>
  withClient(connectionString, (client) =>
    inTransaction(client, () => work({ client, at: Date.parse("2026-06-25T08:30:00Z") })),
  );

async function entityOf({ rows }: IdentificationScene, identifier: string): Promise<EntityId> {
  const sql = "select entity::text from employers.identifier where identifier = $1 and known_until = 'infinity'";
  const [row] = await rows<{ entity: EntityId }>(sql, [identifier]);
  return row?.entity ?? assert.fail(`nobody has ${identifier}`);
}

/** Declares for the newcomer, lets something change, and has the worker found the day after. */
async function decidedAfter(scene: IdentificationScene, meanwhile: () => Promise<unknown>) {
  await scene.learns(woman);
  const declaration = dimonaIn({ from: "2026-07-01" }, { employer: { provisionalNumber: provisional }, worker });
  const { number, result } = await scene.taken(declaration, { sender: secretariat });
  assert.equal(result, "S");
  await meanwhile();
  scene.at("2026-06-26 10:00");
  await scene.task.round();
  return await scene.rows(
    `select n.result, n.anomalies, p.employer::text
     from   dimona.notification n left join dimona.period p on p.number = n.declaration
     where  n.declaration = $1 and n.ordinal = 2`,
    [number],
  );
}

test("a definitive number that came meanwhile leaves standing what was declared under the provisional one", async (t) => {
  const scene = await identificationScene(t);
  const newcomer = await entityOf(scene, `provisional:${provisional}`);
  const decided = await decidedAfter(scene, () =>
    change(scene, async (to) =>
      certain(
        await replaceProvisional(to, newcomer, {
          provisional: certain(parseIdentifier("provisional", provisional)),
          final: certain(parseIdentifier("nsso", final)),
          from: day("2026-06-25"),
        }),
      ),
    ),
  );
  assert.deepEqual(decided, [{ result: "A", anomalies: [], employer: newcomer }]);
});

test("a mandate that ended meanwhile refuses nothing of what was declared under it", async (t) => {
  const scene = await identificationScene(t);
  const newcomer = await entityOf(scene, `provisional:${provisional}`);
  const decided = await decidedAfter(scene, () => endMandate(scene, "newcomer"));
  assert.deepEqual(decided, [{ result: "A", anomalies: [], employer: newcomer }]);
  const late = dimonaIn({ from: "2026-07-01" }, { employer: { provisionalNumber: provisional } });
  assert.equal((await scene.declare(late, { sender: secretariat })).kind, "turned-away", "the mandate has ended");
});

test("what an employer must say from now on is not asked of what it declared before", async (t) => {
  const scene = await identificationScene(t);
  const newcomer = await entityOf(scene, `provisional:${provisional}`);
  const decided = await decidedAfter(scene, () =>
    change(scene, (to) => setEmployerUse(to, newcomer, { ...employers.newcomer, subEntities: ["17"] })),
  );
  assert.deepEqual(decided, [{ result: "A", anomalies: [], employer: newcomer }]);
});
