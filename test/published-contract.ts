// The contract of a service as it is published: what a client has that was given nothing but the address.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/**
 * Loads a WSDL, and each schema from the address that its import names, into a folder that goes with the test. Gives
 * the file of the schema that stands in the WSDL, which imports the others from beside it.
 */
export async function publishedSchema(t: TestContext, wsdlAddress: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kruispunt-contract-"));
  t.after(() => rm(folder, { recursive: true }));
  const files = new Map<string, string>();
  const wsdl = await load(wsdlAddress);
  const schemas = wsdl.match(/<xs:schema .*?<\/xs:schema>/gs) ?? [];
  assert.equal(schemas.length, 1, "one schema in the WSDL");
  return save("service.xsd", schemas[0] ?? "");

  async function load(address: string): Promise<string> {
    const response = await fetch(address);
    assert.equal(response.status, 200, address);
    let text = await response.text();
    for (const [, location = ""] of text.matchAll(/schemaLocation="([^"]+)"/g)) {
      text = text.replace(`"${location}"`, `"${await fetchOnce(location)}"`);
    }
    return text;
  }

  async function fetchOnce(address: string): Promise<string> {
    const known = files.get(address);
    if (known !== undefined) return known;
    const name = `${files.size}.xsd`;
    files.set(address, name);
    await save(name, await load(address));
    return name;
  }

  async function save(name: string, text: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, text);
    return file;
  }
}
