import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Client } from "pg";
import { testDatabase } from "../../../test/database.ts";
import { loadEmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { withClient } from "../../database/client.ts";
import type { EntityId } from "../../employers/entity.ts";
import { type Change, inTransaction } from "../../employers/write/change.ts";
import { addEntity } from "../../employers/write/entities.ts";
import { parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { parseQuarter } from "../../kernel/quarter.ts";
import {
  addDelegation,
  addMandate,
  closeDelegation,
  closeMandate,
  type MandateStatus,
  type NewMandate,
  setMandateStatus,
  transferMandate,
} from "./mandates.ts";
import { putDelegations } from "./put.ts";
import { addUser, endContext, endUserContext, openContext, setUserContext, setUserState } from "./users.ts";

const codes = loadEmployerMandateCodes();
const day = (text: string) => certain(parseDay(text));
const quarter = (text: string) => certain(parseQuarter(text));
const at = Date.parse("2026-01-10T12:00:00Z");

interface Scene {
  readonly change: (hour: number) => Change;
  readonly rows: (sql: string) => Promise<readonly unknown[]>;
  readonly employer: EntityId;
  readonly secretariat: EntityId;
  readonly bureau: EntityId;
}

/** An employer and two who act for others, and an hour between one change and the next. */
async function given(t: TestContext, work: (scene: Scene) => Promise<void>): Promise<void> {
  const { connectionString } = await testDatabase(t);
  await withClient(connectionString, (client: Client) =>
    inTransaction(client, async () => {
      const change = (hour: number): Change => ({ client, at: at + hour * 3_600_000 });
      const entity = async (name: string) =>
        certain(await addEntity(change(0), { kind: "enterprise", name, from: day("2015-01-01"), identifiers: [] }));
      await work({
        change,
        rows: async (sql) => (await client.query({ text: sql, rowMode: "array" })).rows,
        employer: await entity("Employer"),
        secretariat: await entity("Secretariat"),
        bureau: await entity("Bureau"),
      });
    }),
  );
}

function mandate({ employer, secretariat }: Scene, more: Partial<NewMandate> = {}): NewMandate {
  return {
    reference: "M-1",
    mandator: employer,
    mandatary: secretariat,
    type: "SSC",
    status: "ACTIVE",
    createdOn: day("2020-01-01"),
    objects: [{ group: "DMFA_DIMONA", begin: quarter("2020Q1") }],
    ...more,
  };
}

const refusedBy = (rule: string) => ({ ok: false, reason: { rule } });

test("a mandate goes from to be finalised over pending to active, and its past stays known", async (t) => {
  await given(t, async (scene) => {
    const { change, rows } = scene;
    const groups = ["DMFA_DIMONA", "SIDE_ACTIVITIES"];
    const objects = groups.map((group) => ({ group, begin: quarter("2020Q1") }));
    certain(await addMandate(change(0), codes, mandate(scene, { status: "TO_BE_FINALISED", objects })));
    certain(await setMandateStatus(change(1), "M-1", "PENDING"));
    certain(await setMandateStatus(change(2), "M-1", "ACTIVE"));
    const known = await rows(
      "select status, known_until = 'infinity', count(*)::int from employer_mandate.mandate_object group by 1, 2, known_from order by known_from",
    );
    assert.deepEqual(known, [
      ["TO_BE_FINALISED", false, 2],
      ["PENDING", false, 2],
      ["ACTIVE", true, 2],
    ]);
  });
});

test("a mandate takes no other way: not back, not past a decision, not out of an end", async (t) => {
  await given(t, async (scene) => {
    const { change } = scene;
    const ways: readonly (readonly [MandateStatus, MandateStatus])[] = [
      ["TO_BE_FINALISED", "ACTIVE"],
      ["TO_BE_FINALISED", "REJECTED"],
      ["PENDING", "TO_BE_FINALISED"],
      ["ACTIVE", "PENDING"],
      ["ACTIVE", "REJECTED"],
      ["REJECTED", "ACTIVE"],
    ];
    for (const [index, [before, next]] of ways.entries()) {
      const reference = `WAY-${index}`;
      const objects = [{ group: "SIDE_ACTIVITIES", begin: quarter("2020Q1") }];
      certain(await addMandate(change(0), codes, mandate(scene, { reference, status: before, objects })));
      const changed = await setMandateStatus(change(1), reference, next);
      assert.deepEqual(changed, refusedBy("mandate_status_follows"), `${before} to ${next}`);
    }
    const objects = [{ group: "SIDE_ACTIVITIES", begin: quarter("2020Q1"), end: quarter("2020Q4") }];
    certain(await addMandate(change(0), codes, mandate(scene, { reference: "OVER", status: "CLOSED", objects })));
    assert.deepEqual(await setMandateStatus(change(1), "OVER", "ACTIVE"), refusedBy("mandate_status_follows"));
  });
});

test("an exclusive group has one mandatary at a time, and a successor from the next quarter on", async (t) => {
  await given(t, async (scene) => {
    const { change, rows, bureau } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    const second = mandate(scene, { reference: "M-2", mandatary: bureau, type: "SP" });
    const beside = await addMandate(change(1), codes, {
      ...second,
      objects: [{ group: "DMFA_DIMONA", begin: quarter("2026Q1") }],
    });
    assert.deepEqual(beside, refusedBy("one_mandatary_at_a_time"));
    certain(await transferMandate(change(2), "M-1", quarter("2025Q4"), second));
    const objects = await rows(
      "select reference, begin_quarter, end_quarter, status, exclusive from employer_mandate.mandate_object where known_until = 'infinity' order by 1",
    );
    assert.deepEqual(objects, [
      ["M-1", "2020Q1", "2025Q4", "CLOSED", true],
      ["M-2", "2026Q1", null, "ACTIVE", true],
    ]);
  });
});

test("a successor may wait beside the mandatary of an exclusive group, and becomes active only after it", async (t) => {
  await given(t, async (scene) => {
    const { change, bureau } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    const waiting = mandate(scene, {
      reference: "M-2",
      mandatary: bureau,
      type: "SP",
      status: "PENDING",
      objects: [{ group: "DMFA_DIMONA", begin: quarter("2026Q2") }],
    });
    certain(await addMandate(change(1), codes, waiting));
    assert.deepEqual(await setMandateStatus(change(2), "M-2", "ACTIVE"), refusedBy("one_mandatary_at_a_time"));
    certain(await closeMandate(change(3), "M-1", quarter("2026Q1")));
    certain(await setMandateStatus(change(4), "M-2", "ACTIVE"));
  });
});

test("a successor takes over what the mandate was for in its last quarter, not what it had lost before", async (t) => {
  await given(t, async (scene) => {
    const { change, rows, bureau } = scene;
    const objects = [
      { group: "DMFA_DIMONA", begin: quarter("2020Q1") },
      { group: "SIDE_ACTIVITIES", begin: quarter("2020Q1"), end: quarter("2020Q4") },
    ];
    certain(await addMandate(change(0), codes, mandate(scene, { objects })));
    const second = mandate(scene, { reference: "M-2", mandatary: bureau, type: "SP" });
    certain(await transferMandate(change(1), "M-1", quarter("2025Q4"), second));
    assert.deepEqual(
      await rows("select group_code, begin_quarter from employer_mandate.mandate_object where reference = 'M-2'"),
      [["DMFA_DIMONA", "2026Q1"]],
    );
    const third = mandate(scene, { reference: "M-3", mandatary: bureau, type: "SP" });
    const late = await transferMandate(change(2), "M-1", quarter("2026Q2"), third);
    assert.deepEqual(late, refusedBy("not-found"), "it was closed before");
  });
});

test("at no moment an exclusive group was known to have two mandataries, in whichever order two clocks wrote it", async (t) => {
  await given(t, async (scene) => {
    const { change, bureau } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    certain(await closeMandate(change(2), "M-1", quarter("2025Q4")));
    const objects = [{ group: "DMFA_DIMONA", begin: quarter("2026Q1") }];
    const second = mandate(scene, { reference: "M-2", mandatary: bureau, type: "SP", objects });
    assert.deepEqual(await addMandate(change(1), codes, second), refusedBy("one_mandatary_at_a_time"));
    certain(await addMandate(change(2), codes, second));
  });
});

test("two mandataries share a group that is not exclusive", async (t) => {
  await given(t, async (scene) => {
    const { change, bureau } = scene;
    const objects = [{ group: "SIDE_ACTIVITIES", begin: quarter("2020Q1") }];
    certain(await addMandate(change(0), codes, mandate(scene, { objects })));
    certain(
      await addMandate(change(1), codes, mandate(scene, { reference: "M-2", mandatary: bureau, type: "SP", objects })),
    );
  });
});

test("closing a mandate ends its objects, and forgets those that were to begin later", async (t) => {
  await given(t, async (scene) => {
    const { change, rows } = scene;
    const objects = [
      { group: "DMFA_DIMONA", begin: quarter("2020Q1") },
      { group: "SIDE_ACTIVITIES", begin: quarter("2020Q1"), end: quarter("2020Q4") },
      { group: "LEARNING_ACCOUNT", begin: quarter("2026Q1") },
    ];
    certain(await addMandate(change(0), codes, mandate(scene, { objects })));
    certain(await closeMandate(change(1), "M-1", quarter("2025Q2")));
    assert.deepEqual(
      await rows(
        "select group_code, end_quarter from employer_mandate.mandate_object where known_until = 'infinity' order by 1",
      ),
      [
        ["DMFA_DIMONA", "2025Q2"],
        ["SIDE_ACTIVITIES", "2020Q4"],
      ],
    );
    assert.deepEqual(await closeMandate(change(2), "M-9", quarter("2025Q2")), refusedBy("not-found"));
    const before = await closeMandate(change(2), "M-1", quarter("2019Q4"));
    assert.deepEqual(before, refusedBy("not-found"), "nothing of it began by then");
  });
});

test("nobody is mandatary of oneself, and no mandate ends before it begins or names a group that is none", async (t) => {
  await given(t, async (scene) => {
    const { change, employer } = scene;
    assert.deepEqual(
      await addMandate(change(0), codes, mandate(scene, { mandatary: employer })),
      refusedBy("mandate_check"),
    );
    const backwards = [{ group: "DMFA_DIMONA", begin: quarter("2021Q1"), end: quarter("2020Q4") }];
    const refused = await addMandate(change(0), codes, mandate(scene, { objects: backwards }));
    assert.deepEqual(refused, refusedBy("mandate_object_check"));
    const strange = [{ group: "DIMONA", begin: quarter("2021Q1") }];
    assert.deepEqual(
      await addMandate(change(0), codes, mandate(scene, { objects: strange })),
      refusedBy("no-such-group"),
    );
    const early = [{ group: "LEARNING_ACCOUNT", begin: quarter("2020Q1") }];
    assert.deepEqual(
      await addMandate(change(0), codes, mandate(scene, { objects: early })),
      refusedBy("no-such-group"),
    );
    const nowhere = await addMandate(change(0), codes, mandate(scene, { mandator: "999999" as EntityId }));
    assert.deepEqual(nowhere, refusedBy("mandate_mandator_fkey"));
  });
});

test("all objects of a mandate have one status", async (t) => {
  await given(t, async (scene) => {
    const { change, rows, employer } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    await assert.rejects(
      rows(`insert into employer_mandate.mandate_object
            values (${employer}, 'M-1', 'SIDE_ACTIVITIES', '2020Q1', null, 'PENDING', false, '2020-01-01')`),
      /one_status_of_a_mandate/,
    );
  });
});

test("a delegation goes to a context or to a user, and ends after a quarter", async (t) => {
  await given(t, async (scene) => {
    const { change, rows, bureau } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    certain(await openContext(change(0), codes, { entity: bureau, quality: "QUAL_SP_LEG" }, day("2020-01-01")));
    certain(await addUser(change(0), { technicalId: "UM-1", from: day("2020-01-01") }));
    const begin = quarter("2024Q1");
    certain(
      await addDelegation(change(1), "M-1", { number: 1, to: { entity: bureau, quality: "QUAL_SP_LEG" }, begin }),
    );
    certain(
      await addDelegation(change(1), "M-1", { number: 2, to: { technicalId: "UM-1" }, groups: ["DMFA_DIMONA"], begin }),
    );
    certain(await closeDelegation(change(2), "M-1", 1, quarter("2025Q4")));
    assert.deepEqual(
      await rows(
        "select number, to_quality, to_user, end_quarter, status from employer_mandate.delegation where known_until = 'infinity' order by 1",
      ),
      [
        [1, "QUAL_SP_LEG", null, "2025Q4", "CLOSED"],
        [2, null, "UM-1", null, "ACTIVE"],
      ],
    );
    const stranger = await addDelegation(change(3), "M-1", { number: 3, to: { technicalId: "UM-9" }, begin });
    assert.deepEqual(stranger, refusedBy("delegation_to_user_fkey"));
  });
});

test("a delegation that never became active is not closed into one that counts for its quarters", async (t) => {
  await given(t, async (scene) => {
    const { change } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    certain(await addUser(change(0), { technicalId: "UM-1", from: day("2020-01-01") }));
    for (const [index, status] of (["TO_BE_FINALISED", "PENDING", "REJECTED"] as const).entries()) {
      const delegation = { number: index + 1, to: { technicalId: "UM-1" }, begin: quarter("2024Q1"), status };
      certain(await putDelegations(change(1), [{ reference: "M-1", ...delegation }]));
      const closed = await closeDelegation(change(2), "M-1", index + 1, quarter("2025Q4"));
      assert.deepEqual(closed, refusedBy("not-found"), status);
    }
  });
});

test("a delegation takes the ways of a mandate and no other", async (t) => {
  await given(t, async (scene) => {
    const { change } = scene;
    certain(await addMandate(change(0), codes, mandate(scene)));
    certain(await addUser(change(0), { technicalId: "UM-1", from: day("2020-01-01") }));
    const put = (at: number, number: number, status: MandateStatus) =>
      putDelegations(change(at), [
        {
          reference: "M-1",
          number,
          to: { technicalId: "UM-1" },
          begin: quarter("2024Q1"),
          status,
          ...(status === "CLOSED" ? { end: quarter("2025Q4") } : {}),
        },
      ]);
    certain(await put(1, 1, "PENDING"));
    certain(await put(2, 1, "ACTIVE"));
    certain(await put(3, 1, "CLOSED"));
    assert.deepEqual(await put(4, 1, "ACTIVE"), refusedBy("delegation_status_follows"));
    certain(await put(1, 2, "REJECTED"));
    assert.deepEqual(await put(2, 2, "ACTIVE"), refusedBy("delegation_status_follows"));
    certain(await put(3, 3, "ACTIVE"));
  });
});

test("a user is blocked from a day on; the profile changes without losing what it was", async (t) => {
  await given(t, async ({ change, rows, employer }) => {
    const context = { entity: employer, quality: "QUAL_EMP_NOSS" };
    certain(await openContext(change(0), codes, context, day("2020-01-01")));
    certain(await addUser(change(0), { technicalId: "UM-1", from: day("2020-01-01") }));
    const user = { ...context, role: "USER" as const };
    certain(await setUserContext(change(0), codes, "UM-1", { ...user, applications: ["DMFA"] }, day("2020-01-01")));
    const more = { ...user, applications: ["DMFA", "DIMONA"] };
    certain(await setUserContext(change(1), codes, "UM-1", more, day("2024-03-01")));
    certain(await setUserState(change(2), "UM-1", "BLOCKED", day("2025-01-01")));
    certain(await endUserContext(change(3), "UM-1", context, day("2025-12-31")));
    certain(await endContext(change(4), context, day("2025-12-31")));
    assert.deepEqual(
      await rows(
        "select state, begin_date::text, end_date::text from employer_mandate.user_state where known_until = 'infinity' order by 2",
      ),
      [
        ["ACTIVE", "2020-01-01", "2024-12-31"],
        ["BLOCKED", "2025-01-01", null],
      ],
    );
    assert.deepEqual(
      await rows(
        "select applications, begin_date::text, end_date::text from employer_mandate.user_context where known_until = 'infinity' order by 2",
      ),
      [
        [["DMFA"], "2020-01-01", "2024-02-29"],
        [["DMFA", "DIMONA"], "2024-03-01", "2025-12-31"],
      ],
    );
  });
});

test("a quality or an application that is in no code table is refused, as is a context that is not there", async (t) => {
  await given(t, async ({ change, employer }) => {
    const context = { entity: employer, quality: "QUAL_EMP_NOSS" };
    const open = await openContext(change(0), codes, { ...context, quality: "QUAL_NONE" }, day("2020-01-01"));
    assert.deepEqual(open, refusedBy("no-such-quality"));
    certain(await addUser(change(0), { technicalId: "UM-1", from: day("2020-01-01") }));
    const user = { ...context, role: "USER" as const, applications: ["DMFA"] };
    const nowhere = await setUserContext(change(0), codes, "UM-1", user, day("2020-01-01"));
    assert.deepEqual(nowhere, refusedBy("user_context_entity_quality_code_fkey"));
    const unknown = await setUserContext(
      change(0),
      codes,
      "UM-1",
      { ...user, applications: ["DMFB"] },
      day("2020-01-01"),
    );
    assert.deepEqual(unknown, refusedBy("no-such-application"));
    assert.deepEqual(await setUserState(change(0), "UM-9", "BLOCKED", day("2020-01-01")), refusedBy("not-found"));
  });
});
