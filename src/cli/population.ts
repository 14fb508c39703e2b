// `kruispunt population`: synthetic persons and careers into the registers.

import type { Settings } from "../http/settings.ts";
import { systemClock } from "../kernel/clock.ts";
import { today } from "../kernel/day.ts";
import { greatestPopulation } from "../population/identities.ts";
import { loadPopulation } from "../population/load.ts";
import { visitDatabase } from "./database.ts";
import { Refusal } from "./refusal.ts";

export interface PopulationOptions {
  readonly persons: number;
  readonly seed: number;
  readonly replace?: boolean;
}

export async function makePopulation(
  settings: Settings,
  { persons, seed, replace = false }: PopulationOptions,
): Promise<void> {
  if (settings.mode === "production") throw new Refusal("a production installation takes no synthetic persons");
  if (persons < 1 || persons > greatestPopulation)
    throw new Refusal(`a population has from 1 to ${greatestPopulation} persons`);
  await visitDatabase(settings, async (connectionString) => {
    const loaded = await loadPopulation({
      connectionString,
      persons,
      seed,
      today: today(systemClock),
      replace,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    if (!loaded.ok) throw new Refusal(refusals[loaded.reason.kind]);
    for (const [table, rows] of Object.entries(loaded.value)) process.stdout.write(`${table}: ${rows}\n`);
  });
}

const refusals = {
  "not-empty": "the registers are not empty: empty them first with --replace",
  "not-synthetic":
    "the registers hold what no population brought: to replace it would destroy it; use another database",
} as const;
