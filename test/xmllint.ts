// What xmllint makes of an answer, by the schema of its message; where it is not installed, what its library makes of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withoutXmllint } from "./client-programs.ts";
import { judgeBy } from "./schema-oracle.ts";

/** By the name of the file of answers: `FO.ACRF....`. */
export function assertValid(name: string, text: string): void {
  const schema = schemas.find(([form]) => name.startsWith(`FO.${form}`))?.[1] ?? "none";
  const path = fileURLToPath(new URL(`../contracts/${schema}`, import.meta.url));
  if (withoutXmllint !== false) {
    using judge = judgeBy(path);
    assert.equal(judge.complaint(text), undefined, name);
    return;
  }
  const { status, stderr } = spawnSync("xmllint", ["--noout", "--schema", path, "-"], {
    input: text,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${name}: ${stderr.slice(0, 1000)}`);
}

const schemas = [
  ["ACRF", "rsz-acrf-20231/ACRF_20231.xsd"],
  ["NOTI", "rsz-notification-20223/NOTIFICATION_20223.xsd"],
  ["PFANS", "rsz-personnel-file-answer-20223/PersonnelFileConsultationAnswer_20223.xsd"],
  ["IDFLUX", "rsz-idflux-20231/IDFLUX_20231.xsd"],
] as const;
