// Random documents: the parser accepts what libxml2 accepts, and both see the same document in it.

import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalize } from "../src/xml/canonicalize.ts";
import { parseXml } from "../src/xml/parse.ts";
import { carelessDocument, tornDocument, wellFormedDocument } from "./xml-documents.ts";
import { judgedByLibxml } from "./xml-oracle.ts";

interface Tally {
  accepted: number;
  refused: number;
}

test("well-formed documents are accepted and canonicalized as libxml2 does", () => {
  const tally = compare(wellFormedDocument, 1_500);
  assert.deepEqual(tally, { accepted: 1_500, refused: 0 });
});

test("careless documents are accepted where libxml2 accepts them, and nowhere else", () => {
  const tally = compare(carelessDocument, 1_500);
  assert.ok(tally.accepted > 200 && tally.refused > 500, JSON.stringify(tally));
});

test("torn documents are accepted where libxml2 accepts them, and nowhere else", () => {
  const tally = compare(tornDocument, 2_000);
  assert.ok(tally.accepted > 200 && tally.refused > 500, JSON.stringify(tally));
});

function compare(documents: fc.Arbitrary<string | Uint8Array>, runs: number): Tally {
  const tally = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(documents, (document) => {
      const bytes = Buffer.from(document);
      const read = parseXml(bytes);
      if (!read.ok && read.reason.code === "forbidden") return assert.match(bytes.toString("utf8"), /<!DOCTYPE/);
      if (!read.ok && read.reason.code === "encoding") return assert.ok(isForeign(bytes));
      if (/^\ufeff?<\?xml\s+version\s*=\s*["']1\.["']/.test(bytes.toString("utf8"))) {
        // libxml2 takes "1." for a version number; production 26 asks for a digit.
        return assert.equal(read.ok, false);
      }
      judgedByLibxml(bytes, (libxml) => {
        if (libxml.verdict === "undecided") return;
        assert.equal(read.ok ? "accepted" : "refused", libxml.verdict, read.ok ? undefined : read.reason.message);
        tally[libxml.verdict]++;
        for (const inclusivePrefixes of [[], ["p", "#default"]]) {
          const options = { inclusivePrefixes, withComments: true };
          const expected = libxml.canonical(options);
          if (read.ok && expected !== undefined) assert.equal(canonicalize(read.value, options), expected);
        }
      });
    }),
    { seed: 20261123, numRuns: runs },
  );
  return tally;
}

/** In another encoding than UTF-8, or in none. */
function isForeign(bytes: Buffer): boolean {
  return (
    !isUtf8(bytes) || bytes.subarray(0, 2).includes(0) || /^\ufeff?<\?xml[^>]*encoding/.test(bytes.toString("utf8"))
  );
}
