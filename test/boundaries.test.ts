import assert from "node:assert/strict";
import { test } from "node:test";
import { boundaryFaults } from "../scripts/boundaries.ts";
import { traces } from "../scripts/traces.ts";

const imports = (target: string): string => `import { x } from "${target}";\n`;

test("arrows go down only", () => {
  assert.deepEqual(boundaryFaults("src/soap/fault.ts", imports("../xml/tree.ts")), []);
  assert.deepEqual(boundaryFaults("src/http/server.ts", imports("../dimona/rules.ts")), []);
  assert.deepEqual(boundaryFaults("src/xml/tree.ts", imports("../soap/fault.ts")), [
    "src/xml/tree.ts imports src/soap/fault.ts: xml may not import soap",
  ]);
  assert.deepEqual(boundaryFaults("src/kernel/ssin.ts", imports("../database/reader.ts")), [
    "src/kernel/ssin.ts imports src/database/reader.ts: kernel may not import database",
  ]);
});

test("a service never imports another service", () => {
  assert.match(boundaryFaults("src/dimona/rules.ts", imports("../dmfa/file.ts")).join(), /dimona may not import dmfa/);
});

test("every way to import counts", () => {
  for (const text of [
    imports("../http/server.ts"),
    `import "../http/server.ts";`,
    `export * from "../http/server.ts";`,
    `const server = await import("../http/server.ts");`,
    `import type {\n  Server,\n} from '../http/server.ts';`,
    imports("../kernel/../http/server.ts"),
  ]) {
    assert.match(boundaryFaults("src/xml/tree.ts", text).join(), /xml may not import http/, text);
  }
});

test("only tests may use test/, and src/ knows neither bench/ nor scripts/", () => {
  assert.deepEqual(boundaryFaults("src/xml/tree.test.ts", imports("../../test/pki.ts")), []);
  assert.match(boundaryFaults("src/xml/tree.ts", imports("../../test/pki.ts")).join(), /only tests/);
  assert.match(boundaryFaults("src/xml/tree.test.ts", imports("../../bench/main.ts")).join(), /does not know bench/);
  assert.match(boundaryFaults("src/xml/tree.ts", imports("../../scripts/check.ts")).join(), /does not know scripts/);
  assert.match(boundaryFaults("src/xml/tree.ts", imports("./parse.test.ts")).join(), /nobody's source/);
});

test("a room without a place in the rules is refused", () => {
  assert.match(boundaryFaults("src/attic/box.ts", imports("../kernel/ssin.ts")).join(), /attic has no place/);
});

test("a folder of the machine that a file was written on is found, and a folder of the project is not", () => {
  const folder = ["", "work", "main", "src"].join("/");
  assert.deepEqual(traces("docs/x.md", `see\n${folder}`), [
    "docs/x.md:2 names a folder of the machine it was written on",
  ]);
  assert.deepEqual(traces("docs/x.md", "https://example.org/work/main and home/work/mainly"), []);
});

test("a lock file names no other host than the public registry", () => {
  assert.deepEqual(traces("package-lock.json", `"resolved": "https://registry.npmjs.org/x/-/x-1.tgz"`), []);
  assert.equal(traces("package-lock.json", `"resolved": "https://npm.example.org/x/-/x-1.tgz"`).length, 1);
});
