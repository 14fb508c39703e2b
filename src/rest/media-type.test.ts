import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mediaTypeFor } from "./media-type.ts";

const offered = ["application/json", "application/xml", "text/html"];

test("a caller gets the form that it wants most, JSON where it does not mind", () => {
  for (const [accept, type] of [
    [undefined, "application/json"],
    ["", "application/json"],
    ["*/*", "application/json"],
    ["application/xml", "application/xml"],
    ["TEXT/HTML", "text/html"],
    ["text/*", "text/html"],
    ["application/json;q=0.5, application/xml;q=0.6", "application/xml"],
    ["application/xml, application/json", "application/json"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
    ["image/png, */*;q=0.1", "application/json"],
    ["*/*, application/json;q=0", "application/xml"],
    ["text/html;level=1;q=0.4, application/xml;q=0.3", "text/html"],
    ["nonsense", "application/json"],
  ] as const) {
    assert.equal(mediaTypeFor(accept, offered), type, accept);
  }
});

test("a caller that takes nothing of what there is gets nothing", () => {
  assert.equal(mediaTypeFor("image/png", offered), undefined);
  assert.equal(mediaTypeFor("application/json;q=0", offered), undefined);
});

test("whatever the header says, the answer is one of the forms or none", () => {
  fc.assert(
    fc.property(fc.string(), (accept) => {
      const type = mediaTypeFor(accept, offered);
      assert.ok(type === undefined || offered.includes(type));
    }),
  );
});
