// What TestConnectionService v1 depends on beside the installation: its contract.
import type { Check } from "../health/check.ts";
import { contractFacts, type FilesInUse, filesCheck } from "../health/files.ts";

export const testConnectionFacts = { contract: contractFacts("test-connection", "TestConnectionService v1") };

export function testConnectionChecks({ contract }: { readonly contract: FilesInUse }): readonly Check[] {
  return [filesCheck(testConnectionFacts.contract, contract)];
}
