import assert from "node:assert/strict";
import { test } from "node:test";
import { dimonaPage } from "../scripts/dimona-page.ts";
import { ruleBook } from "../src/dimona/rule-book.ts";

test("the page of codes lists as raised what can be raised, and apart what awaits something that nothing tells yet", () => {
  const [raised = "", notYet = ""] = dimonaPage().split("## Codes with a rule that raises nothing yet, and why");
  for (const { code, when, awaits } of ruleBook()) {
    const [there, elsewhere] = awaits === undefined ? [raised, notYet] : [notYet, raised];
    const isRow = (line: string) => line.startsWith(`| ${code} `) && line.includes(`| ${when} |`);
    assert.ok(there.split("\n").some(isRow), `${code}: ${when}`);
    assert.ok(!elsewhere.split("\n").some(isRow), `${code}: ${when}`);
  }
});
