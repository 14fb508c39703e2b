import assert from "node:assert/strict";
import { test } from "node:test";
import { organizationKey } from "./organization.ts";

test("an organisation is known by its enterprise number, or by sector and institution", () => {
  assert.equal(organizationKey({ cbeNumber: "0123456749" }), "cbe:0123456749");
  assert.equal(organizationKey({ sector: 40, institution: 1 }), "sector:40.1");
});

test("no two organisations share a name", () => {
  const organizations = [
    { sector: 1, institution: 11 },
    { sector: 11, institution: 1 },
    { sector: 0, institution: 0 },
    { sector: 111, institution: 0 },
    { cbeNumber: "0000000001" },
    { cbeNumber: "1000000000" },
  ];
  assert.equal(new Set(organizations.map(organizationKey)).size, organizations.length);
});
