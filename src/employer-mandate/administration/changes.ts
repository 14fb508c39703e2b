// Who changed a user or a mandate by hand, and when.
import { readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { changesOf, type ManualChangeTold } from "../../administration/changes.ts";
import { mandateReference } from "./mandates.ts";
import { userReference } from "./references.ts";

export function changesOfUser(client: ClientBase, technicalId: string): Promise<readonly ManualChangeTold[]> {
  return changesOf(client, statements.userMoments, technicalId, userReference(technicalId));
}

export function changesOfMandate(client: ClientBase, reference: string): Promise<readonly ManualChangeTold[]> {
  return changesOf(client, statements.mandateMoments, reference, mandateReference(reference));
}

function statement(name: string): string {
  return readFileSync(new URL(`read/${name}`, import.meta.url), "utf8");
}

const statements = {
  userMoments: statement("user-moments.sql"),
  mandateMoments: statement("mandate-moments.sql"),
} as const;
