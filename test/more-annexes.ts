// The demo's annexes, and customers beside them whose annexes say what none of the demo's does.
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Makes a folder, to be removed by the caller. Each of `others` is an annex by its customer's name, without what all of
 * them share: the name, and the certificate `C=BE, O=Test, CN=<customer>`.
 */
export async function annexesWith(others: Readonly<Record<string, string>>): Promise<string> {
  const annexes = await mkdtemp(join(tmpdir(), "kruispunt-annexes-"));
  await cp(fileURLToPath(new URL("../annexes", import.meta.url)), annexes, { recursive: true });
  for (const [customer, rest] of Object.entries(others)) {
    const known = `customer: ${customer}\nname: ${customer}\nauthentication: { certificates: ["C=BE, O=Test, CN=${customer}"] }`;
    await writeFile(join(annexes, `${customer}.yaml`), `${known}\n${rest}\n`);
  }
  return annexes;
}
