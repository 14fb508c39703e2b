// How an employer uses Dimona, where that is not the ordinary way.
import { readFileSync } from "node:fs";
import type { EntityId } from "../../employers/entity.ts";
import type { Change } from "../../employers/write/change.ts";
import type { Employer } from "../employer.ts";

export type EmployerUse = Pick<Employer, "subEntities" | "securedOnly" | "dailyRegistration">;

/** From the moment of the change on; what was known before stays readable. Within a transaction of the caller's. */
export async function setEmployerUse({ client, at }: Change, employer: EntityId, use: EmployerUse): Promise<void> {
  const moment = new Date(at).toISOString();
  await client.query(closeUse, [employer, moment]);
  await client.query(addUse, [employer, moment, use.subEntities ?? null, use.securedOnly, use.dailyRegistration]);
}

const closeUse = readFileSync(new URL("close-employer-use.sql", import.meta.url), "utf8");
const addUse = readFileSync(new URL("add-employer-use.sql", import.meta.url), "utf8");
