import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  application,
  asCurator,
  atBakery,
  atBureau,
  atSecretariat,
  bureau,
  curator,
  days,
  delegation,
  employer,
  group,
  known,
  mandate,
  named,
  numbers,
  on,
  quarter,
  quarters,
  question,
  secretariat,
  sector,
  user,
} from "../../test/access-scene.ts";
import { loadEmployerMandateCodes } from "../codes/employer-mandate-codes.ts";
import { type AccessDecision, decideAccess } from "./decide.ts";
import { withoutReasons } from "./disclosure.ts";
import type { KnownMandate, KnownTarget, KnownUser } from "./known.ts";
import type { AccessQuestion } from "./question.ts";

const codes = loadEmployerMandateCodes();
const groups = codes.applicationGroup.rows.map(({ code }) => code);
const applications = codes.application.rows.map(({ code }) => code);

const anyQuarter = fc
  .record({ year: fc.integer({ min: 2019, max: 2027 }), number: fc.integer({ min: 1, max: 4 }) })
  .map(({ year, number }) => quarter(`${year}Q${number}`));
const status = fc.constantFrom("TO_BE_FINALISED", "PENDING", "ACTIVE", "ACTIVE", "CLOSED", "REJECTED");
const span = fc.tuple(anyQuarter, anyQuarter, fc.boolean()).map(([one, other, open]) => ({
  begin: one < other ? one : other,
  end: open ? undefined : one < other ? other : one,
}));

const anyDelegation = fc
  .record({
    status,
    span,
    groups: fc.option(fc.subarray(groups, { minLength: 1 }), { nil: undefined }),
    toUser: fc.boolean(),
  })
  .map(({ status, span, groups, toUser }) =>
    delegation({ status, groups, ...span, ...(toUser ? { entity: undefined, technicalId: "UM-0001" } : {}) }),
  );

const anyMandate: fc.Arbitrary<KnownMandate> = fc
  .record({
    reference: fc.integer({ min: 1, max: 99 }).map((n) => `M-${n}`),
    party: fc.constantFrom(
      { mandatary: secretariat, type: "SSC" },
      { mandatary: bureau, type: "SP" },
      { mandatary: curator, type: "CURATOR" },
    ),
    status,
    group: fc.constantFrom(...groups),
    span,
    delegations: fc.array(anyDelegation, { maxLength: 2 }),
  })
  .map(({ party, span, ...rest }) => mandate({ ...rest, ...party, ...span }));

const anyTarget: fc.Arbitrary<KnownTarget> = fc
  .record({
    mandates: fc.array(anyMandate, { maxLength: 4 }),
    isEmployer: fc.boolean(),
    stopped: fc.boolean(),
  })
  .map(({ mandates, isEmployer, stopped }) =>
    employer({
      mandates,
      numbers: [named(numbers.bakery), ...(isEmployer ? [named(numbers.bakeryEmployer)] : [])],
      active: [stopped ? days("2010-01-01", "2025-12-31") : days("2010-01-01")],
    }),
  );

const anyUser: fc.Arbitrary<KnownUser> = fc
  .record({
    contexts: fc.array(
      fc.record({
        at: fc.constantFrom(atBakery, atSecretariat, atBureau, asCurator),
        applications: fc.subarray(applications),
        role: fc.constantFrom("USER", "USER", "TB", "SAB"),
        period: fc.constantFrom(days("2010-01-01"), days("2010-01-01"), days("2010-01-01", "2025-12-31")),
      }),
      { maxLength: 3 },
    ),
    state: fc.constantFrom("ACTIVE" as const, "ACTIVE" as const, "ACTIVE" as const, "BLOCKED" as const),
  })
  .map(({ contexts, state }) =>
    user(
      contexts.map(({ at, ...more }) => at(more)),
      [{ state, period: days("2010-01-01") }],
    ),
  );

const anyQuestion: fc.Arbitrary<AccessQuestion> = fc
  .record({
    objects: fc.array(
      fc.oneof(
        fc.constantFrom(...applications).map(application),
        fc.constantFrom(...groups).map(group),
        fc.constantFrom("NSSO", "NEO").map(sector),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    period: fc.oneof(
      fc.constant({ kind: "none" } as const),
      anyQuarter.map((one) => on(`${one.slice(0, 4)}-02-15`)),
      span.map(({ begin, end }) => quarters(begin, end)),
    ),
  })
  .map((more) => question({ target: [numbers.bakery], ...more }));

const scene = fc.record({ asked: anyQuestion, who: anyUser, whom: anyTarget });

function decide(asked: AccessQuestion, who: KnownUser | undefined, whom: KnownTarget | undefined): AccessDecision {
  return decideAccess(asked, known(who, whom), codes, { severalContexts: "allow" });
}

/** Access to each object; none where the question could not be decided. */
function accessOf(decision: AccessDecision): readonly boolean[] {
  return decision.kind === "decided" ? decision.results.map(({ access }) => access) : [];
}

const runs = { numRuns: 2_000 };

test("the scenes hold access of every kind, and none", () => {
  const met = new Set<string>();
  for (const { asked, who, whom } of fc.sample(scene, { numRuns: 3_000, seed: 42 })) {
    const decision = decide(asked, who, whom);
    if (decision.kind === "decided") for (const { status } of decision.results) met.add(status.code);
  }
  for (const code of ["00001", "00002", "00003", "00105", "00107", "00108", "00109"])
    assert.ok(met.has(`EMC${code}`), code);
});

test("one mandate more never takes access away", () => {
  fc.assert(
    fc.property(scene, anyMandate, fc.nat(4), ({ asked, who, whom }, more, at) => {
      const before = accessOf(decide(asked, who, whom));
      const mandates = whom.mandates.toSpliced(at, 0, more);
      const after = accessOf(decide(asked, who, { ...whom, mandates }));
      for (const [index, access] of before.entries()) assert.ok(!access || after[index], `object ${index}`);
    }),
    runs,
  );
});

test("one context more never takes access away", () => {
  fc.assert(
    fc.property(scene, anyUser, ({ asked, who, whom }, other) => {
      const before = accessOf(decide(asked, who, whom));
      const after = accessOf(decide(asked, { ...who, contexts: [...other.contexts, ...who.contexts] }, whom));
      for (const [index, access] of before.entries()) assert.ok(!access || after[index], `object ${index}`);
    }),
    runs,
  );
});

test("a user who is blocked has access to nothing", () => {
  fc.assert(
    fc.property(scene, fc.constantFrom("BLOCKED" as const, "DELETED" as const), ({ asked, who, whom }, state) => {
      const blocked = { ...who, states: [{ state, period: days("2010-01-01") }] };
      assert.ok(accessOf(decide(asked, blocked, whom)).every((access) => !access));
    }),
    runs,
  );
});

test("more objects or more quarters never give access that fewer do not", () => {
  fc.assert(
    fc.property(scene, ({ asked, who, whom }) => {
      const whole = decide(asked, who, whom);
      if (whole.kind !== "decided" || !whole.access) return;
      for (const object of asked.objects) {
        assert.deepEqual(accessOf(decide({ ...asked, objects: [object] }, who, whom)), [true]);
      }
      if (asked.period.kind !== "quarters") return;
      const first = { ...asked, period: quarters(asked.period.begin, asked.period.begin) };
      assert.ok(accessOf(decide(first, who, whom)).every((access) => access));
    }),
    runs,
  );
});

test("merging the reasons never changes the access, and leaves two reasons", () => {
  fc.assert(
    fc.property(scene, fc.boolean(), ({ asked, who, whom }, there) => {
      const decision = decide(asked, there ? who : undefined, whom);
      const told = withoutReasons(decision);
      assert.deepEqual(accessOf(told), accessOf(decision));
      if (told.kind !== "decided" || decision.kind !== "decided") return assert.equal(told.kind, decision.kind);
      assert.equal(told.access, decision.access);
      for (const { access, status, basis } of told.results) {
        assert.equal(basis, undefined);
        if (!access) assert.ok(status.code === "EMC00100" || status.code === "EMC00105", status.code);
      }
    }),
    runs,
  );
});

test("what is told openly of two refusals with the same merged reason is the same", () => {
  const open = (decision: AccessDecision) => decision.trail.filter(({ withheld }) => withheld !== true);
  const reasons = (decision: AccessDecision) =>
    decision.kind === "decided" ? decision.results.map(({ status }) => status.code).join() : decision.kind;
  fc.assert(
    fc.property(scene, anyUser, anyTarget, ({ asked, who, whom }, otherUser, otherTarget) => {
      const one = withoutReasons(decide(asked, who, whom));
      const other = withoutReasons(decide(asked, otherUser, otherTarget));
      fc.pre(reasons(one) === reasons(other));
      assert.deepEqual(open(one), open(other));
    }),
    { numRuns: 500 },
  );
});
