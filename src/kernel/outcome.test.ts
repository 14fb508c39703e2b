import assert from "node:assert/strict";
import { test } from "node:test";
import { accepted, certain, refused } from "./outcome.ts";

test("what is certain gives its value", () => {
  assert.equal(certain(accepted(7)), 7);
});

test("what turns out not to be certain throws, with the reason as its cause and not in its text", () => {
  assert.throws(
    () => certain(refused({ kind: "shape" })),
    (error) => error instanceof Error && !error.message.includes("shape") && error.cause !== undefined,
  );
});
