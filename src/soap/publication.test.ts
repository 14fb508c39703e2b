import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { certain } from "../kernel/outcome.ts";
import { parseXml } from "../xml/parse.ts";
import { type Publication, publish } from "./publication.ts";

const contract = fileURLToPath(new URL("../../contracts/self-employed-v2/SelfEmployedV2.wsdl", import.meta.url));

async function contractOf(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-publication-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "service"));
  await mkdir(join(folder, "common"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return join(folder, "service", "Service.wsdl");
}

const imports = (...locations: string[]) =>
  `<x>${locations.map((one) => `<import schemaLocation="${one}"/>`).join("")}</x>`;

/** All that a client loads that was given nothing but the address, by name. */
function loadedFrom(publication: Publication, address: string): readonly string[] {
  const loaded = new Set<string>();
  const load = (text: string): void => {
    assert.ok(parseXml(Buffer.from(text)).ok);
    for (const [, location = ""] of text.matchAll(/schemaLocation="([^"]+)"/g)) {
      assert.ok(location.startsWith(`${address}?xsd=`), location);
      const name = new URL(location).searchParams.get("xsd") ?? "";
      if (loaded.has(name)) continue;
      loaded.add(name);
      const schema = publication.schema(name, address);
      assert.ok(schema !== undefined, name);
      load(schema);
    }
  };
  load(publication.wsdl(address));
  return [...loaded].sort();
}

test("a service's contract can be loaded whole from its own address, name by name", () => {
  const publication = publish(contract);
  const address = "https://services.example.be/SelfEmployedService/v2/consult";
  const wsdl = publication.wsdl(address);
  assert.equal(wsdl.match(/<soap:address location="[^"]*"/g)?.length, 1);
  assert.ok(wsdl.includes(`<soap:address location="${address}"`));
  const names = ["CommonV3.xsd", "SelfEmployedCommonTypesV1.xsd", "SelfEmployedTypesV2.xsd"];
  assert.deepEqual(loadedFrom(publication, address), names);
});

test("what a contract shares with others comes from its own address too", () => {
  const file = new URL("../../contracts/employer-mandate-v2/EmployerMandateConsultationV2.wsdl", import.meta.url);
  const publication = publish(fileURLToPath(file));
  assert.deepEqual(loadedFrom(publication, "https://services.example.be/EmployerMandateConsultationService/v2"), [
    "EmployerMandateConsultationTypesV2.xsd",
    "EmployerMandateConsultationV2.xsd",
    "MonitoringV1.xsd",
    "SocialSecurityErrorsV1.xsd",
    "xml.xsd",
  ]);
});

test("nothing but what the contract imports is given out", () => {
  const publication = publish(contract);
  for (const name of [
    "",
    "SelfEmployedV2.wsdl",
    "../common-v3/CommonV3.xsd",
    "../../package.json",
    "/etc/passwd",
    "commonv3.xsd",
    "__proto__",
    "constructor",
  ]) {
    assert.equal(publication.schema(name, "http://here/"), undefined, name);
  }
});

test("an address with marks in it does not break out of its attribute", () => {
  const publication = publish(contract);
  const address = `http://here/"><x a='$&$1`;
  for (const text of [publication.wsdl(address), publication.schema("SelfEmployedTypesV2.xsd", address) ?? ""]) {
    assert.ok(parseXml(Buffer.from(text)).ok);
    assert.ok(!text.includes('"><x'));
    assert.ok(text.includes("$&amp;$1") || text.includes("$&#"), "what looks like a pattern of replace is text");
  }
  certain(parseXml(Buffer.from(publication.wsdl(address))));
});

test("schemas that import one another in a circle are each read once", async (t) => {
  const file = await contractOf(t, {
    "service/Service.wsdl": imports("A.xsd"),
    "service/A.xsd": imports("../common/B.xsd"),
    "common/B.xsd": imports("../service/A.xsd"),
  });
  const publication = publish(file);
  assert.ok(publication.schema("B.xsd", "http://here/")?.includes("?xsd=A.xsd"));
});

test("a service whose contract lacks a file does not start", async (t) => {
  const file = await contractOf(t, { "service/Service.wsdl": imports("Missing.xsd") });
  assert.throws(() => publish(file), /Missing\.xsd/);
});
