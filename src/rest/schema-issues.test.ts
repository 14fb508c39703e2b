import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { issuesOf } from "./schema-issues.ts";

const schema = z.strictObject({
  name: z.string().min(2).max(3).optional(),
  result: z.enum(["A", "W"]).optional(),
  status: z.literal(7).optional(),
  kinds: z.array(z.string()).max(1).optional(),
  hours: z.int().min(1).max(999).optional(),
  any: z.int().optional(),
  worker: z.strictObject({ ssin: z.string(), grade: z.enum(["x", "y"]) }).optional(),
});

const cases: readonly (readonly [given: unknown, ...issues: (readonly [name: string, detail: string])[]])[] = [
  [{ result: "Q" }, ["/result", "expected one of A, W"]],
  [{ status: 8 }, ["/status", "expected 7"]],
  [{ name: "four" }, ["/name", "expected at most 3 characters"]],
  [{ name: "f" }, ["/name", "expected at least 2 characters"]],
  [{ kinds: ["a", "b"] }, ["/kinds", "expected at most 1 item"]],
  [{ hours: 1000 }, ["/hours", "expected at most 999"]],
  [{ hours: 1e300 }, ["/hours", "expected at most 999"]],
  [{ hours: 1.5 }, ["/hours", "expected a whole number"]],
  [{ hours: "8" }, ["/hours", "expected a number"]],
  [{ any: 1e300 }, ["/any", "expected a smaller whole number"]],
  [{ any: -1e300 }, ["/any", "expected a larger whole number"]],
  [
    { worker: {} },
    ["/worker/ssin", "expected a string, which is missing"],
    ["/worker/grade", "expected one of x, y, which is missing"],
  ],
  [{ worker: { ssin: null, grade: "x" } }, ["/worker/ssin", "expected a string"]],
  [{ worker: [] }, ["/worker", "expected an object"]],
  [[], ["", "expected an object"]],
  [{ surname: 1 }, ["/surname", "expected only what the reference names"]],
  [{ "90051996036": 1 }, ["/", "expected only what the reference names"]],
];

for (const [given, ...expected] of cases) {
  test(`${JSON.stringify(given)}: ${expected.map(([, detail]) => detail).join("; ")}`, () => {
    const { error } = schema.safeParse(given);
    const told = issuesOf(error?.issues ?? [], given).map(({ name, detail }) => [name, detail]);
    assert.deepEqual(told, expected);
  });
}

test("of many faults, fifteen are told", () => {
  const given = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x${"y".repeat(at)}`, 0]));
  const { error } = schema.safeParse(given);
  assert.equal(issuesOf(error?.issues ?? [], given).length, 15);
});
