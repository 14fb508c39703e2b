// The generated files: up to date, well typed, and doing what no contract of today shows.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { compileFixtures, rootOf } from "./schema-fixtures.ts";

const root = resolve(import.meta.dirname, "..");
const fixtures = compileFixtures("facets", "content", "qualified", "file-message");
after(() => fixtures[Symbol.dispose]());

test("the committed files are what the contracts give", () => {
  const check = spawnSync(process.execPath, [join(root, "scripts/generate.ts"), "--check"], { encoding: "utf8" });
  assert.equal(check.status, 0, check.stderr);
});

test("what is generated from the fixtures satisfies the compiler's strictest settings", () => {
  const config = { extends: join(root, "tsconfig.json"), include: [join(fixtures.folder, "*.ts")] };
  const types = { compilerOptions: { typeRoots: [join(root, "node_modules/@types")] } };
  writeFileSync(join(fixtures.folder, "tsconfig.json"), JSON.stringify({ ...config, ...types }));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const check = spawnSync(process.execPath, [compiler, "-p", fixtures.folder], { encoding: "utf8" });
  assert.equal(check.status, 0, check.stdout);
  assert.ok(readdirSync(fixtures.folder).includes("content.ts"));
});

test("a code of three digits is written with its leading zeros", async () => {
  const { decode, encode } = await fixtures.codec("file-message", "EmployerClass");
  assert.deepEqual(decode(rootOf("<EmployerClass>007</EmployerClass>")), { ok: true, value: 7 });
  assert.deepEqual(encode(7), { ok: true, value: "<EmployerClass>007</EmployerClass>" });
  assert.equal(decode(rootOf("<EmployerClass>7</EmployerClass>")).ok, false);
  assert.equal(encode(1000).ok, false);
});

test("amounts beyond what a number holds are bigints", async () => {
  const { decode, encode } = await fixtures.codec("facets", "CentsElement");
  const xml = '<f:cents xmlns:f="urn:fixture:facets">-99999999999999999</f:cents>';
  assert.deepEqual(decode(rootOf(xml)), { ok: true, value: -99_999_999_999_999_999n });
  const encoded = encode(-99_999_999_999_999_999n);
  assert.ok(encoded.ok);
  assert.equal(encode(100_000_000_000_000_000n).ok, false);
});

test("the branches of a choice exclude one another, read or written", async () => {
  const { decode, encode } = await fixtures.codec("content", "Entity");
  const entity = (content: string) => rootOf(`<c:entity xmlns:c="urn:fixture:content">${content}</c:entity>`);
  assert.deepEqual(decode(entity("<company>a</company>")), { ok: true, value: { company: "a" } });
  assert.deepEqual(decode(entity("<registration>r</registration><company>a</company>")), {
    ok: true,
    value: { registration: "r", company: "a" },
  });
  assert.equal(decode(entity("<person>p</person><company>a</company>")).ok, false);
  assert.equal(encode({ registration: "r", company: "a" }).ok, true);
  assert.equal(encode({ person: "p", company: "a" }).ok, false);
  assert.equal(encode({}).ok, false);
});

test("a repeated group keeps its order", async () => {
  const { decode } = await fixtures.codec("content", "Repeated");
  const xml = `<c:repeated xmlns:c="urn:fixture:content"><b>1</b><a>2</a><b>3</b><key>k</key><value>v</value><key>l</key><x>1</x></c:repeated>`;
  assert.deepEqual(decode(rootOf(xml)), {
    ok: true,
    value: {
      items: [{ b: "1" }, { a: 2 }, { b: "3" }],
      items2: [
        { key: "k", value: "v" },
        { key: "l", x: 1 },
      ],
    },
  });
});

test("standing values are filled in, fixed ones demanded, nil is null", async () => {
  const { decode, encode } = await fixtures.codec("content", "Standing");
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const standing = (content: string) =>
    rootOf(`<c:standing xmlns:c="urn:fixture:content" ${xsi} id="i">${content}</c:standing>`);
  const perhaps = '<perhaps xsi:nil="true"/>';
  const value = { usual: 7, always: "yes", perhaps: null, mode: "DEFAULT", version: 2, safe: false, id: "i" };
  assert.deepEqual(decode(standing(`<usual/><always/>${perhaps}`)), { ok: true, value });
  assert.equal(decode(standing(`<usual/><always>no</always>${perhaps}`)).ok, false);
  assert.equal(decode(standing(`<usual/><always/><perhaps/>`)).ok, false);
  assert.equal(decode(standing(`<usual/><always/><perhaps xsi:nil="true">1</perhaps>`)).ok, false);
  assert.equal(encode({ ...value, always: "no" }).ok, false);
  assert.equal(encode({ ...value, version: 3 }).ok, false);
});

test("a derived type stands where xsi:type names it, an abstract one never", async () => {
  const { decode, encode } = await fixtures.codec("content", "Drawing");
  const xml = (content: string) =>
    `<c:drawing xmlns:c="urn:fixture:content" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</c:drawing>`;
  const circle = '<shape xsi:type="c:Circle"><radius>2</radius></shape>';
  const decoded = decode(rootOf(xml(circle)));
  assert.deepEqual(decoded, { ok: true, value: { shape: [{ radius: 2, xsiType: "Circle" }] } });
  assert.equal(decode(rootOf(xml("<shape><name>x</name></shape>"))).ok, false);
  assert.equal(decode(rootOf(xml(circle.replace("Circle", "Frame")))).ok, false);
  const encoded = encode({ shape: [{ radius: 2, xsiType: "Circle" }] });
  assert.deepEqual(encoded, {
    ok: true,
    value:
      '<c:drawing xmlns:c="urn:fixture:content"><shape xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="c:Circle"><radius>2</radius></shape></c:drawing>',
  });
});

test("each namespace is declared where it is first used, and only there", async () => {
  const { decode, encode } = await fixtures.codec("qualified", "Request");
  const xml = `<Request xmlns="urn:fixture:qualified" xmlns:t="urn:fixture:types"><Person><Other t:zone="z" age="4"><t:Name>n</t:Name><Bare xmlns="">b</Bare><t:Message xml:lang="nl">m</t:Message></Other></Person><t:Known><t:Count>1</t:Count></t:Known></Request>`;
  const decoded = decode(rootOf(xml));
  assert.ok(decoded.ok, JSON.stringify(decoded));
  const encoded = encode(decoded.value);
  assert.deepEqual(encoded, {
    ok: true,
    value:
      '<q:Request xmlns:q="urn:fixture:qualified"><q:Person><q:Other xmlns:qt="urn:fixture:types" age="4" qt:zone="z"><qt:Name>n</qt:Name><Bare>b</Bare><qt:Message xml:lang="nl">m</qt:Message></q:Other></q:Person><qt:Known xmlns:qt="urn:fixture:types"><qt:Count>1</qt:Count></qt:Known></q:Request>',
  });
});

test("a lax wildcard lets the unknown through and still checks the known", async () => {
  const { decode } = await fixtures.codec("qualified", "Request");
  const request = (content: string) =>
    rootOf(
      `<q:Request xmlns:q="urn:fixture:qualified" xmlns:t="urn:fixture:types"><q:Person><q:Other t:zone=""><t:Name/></q:Other></q:Person><q:Extensions>${content}</q:Extensions></q:Request>`,
    );
  assert.equal(decode(request('<x xmlns="urn:x"><y z="1"/>text</x>')).ok, true);
  assert.equal(decode(request("<x><t:Known><t:Count>1</t:Count></t:Known></x>")).ok, true);
  assert.equal(decode(request("<x><t:Known><t:Count>many</t:Count></t:Known></x>")).ok, false);
  assert.equal(decode(request("")).ok, false);
});

test("a hundred thousand characters against a pattern that invites backtracking are refused all the same", async () => {
  const { decode } = await fixtures.codec("facets", "GreedyElement");
  const decoded = decode(rootOf(`<f:greedy xmlns:f="urn:fixture:facets">${"a".repeat(100_000)}</f:greedy>`));
  assert.ok(!decoded.ok);
  assert.equal(decoded.reason[0]?.found, "text of 100000 characters");
});
