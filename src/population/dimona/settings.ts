// How some employers of the network use Dimona: hours registered day by day, sub-entities.
import { readFileSync } from "node:fs";
import type { Client } from "pg";
import type { IsoDay } from "../../kernel/day.ts";
import { firstMomentOf } from "../../kernel/local-time.ts";
import { dayAt, laterOf } from "../timeline.ts";
import type { Workplace } from "./workplaces.ts";

/** What somebody has set for an employer already stays. Gives how many were added. */
export async function copySettings(
  client: Client,
  workplaces: readonly Workplace[],
  knownFrom: IsoDay,
): Promise<number> {
  const special = workplaces
    .filter(({ dailyRegistration, subEntities }) => dailyRegistration || subEntities !== undefined)
    .map(({ entity, subEntities, dailyRegistration, firstDay }) => ({
      employer: entity,
      sub_entities: subEntities ?? null,
      daily_registration: dailyRegistration,
      known_from: firstMomentOf(laterOf(knownFrom, dayAt(firstDay))),
    }));
  const { rowCount } = await client.query(addSettings, [JSON.stringify(special)]);
  return rowCount ?? 0;
}

const addSettings = readFileSync(new URL("add-settings.sql", import.meta.url), "utf8");
