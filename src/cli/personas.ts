// `kruispunt personas`: who lives in the demo network, by trait.
import type { Settings } from "../http/settings.ts";
import { readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";

export interface PersonasOptions {
  readonly trait?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function showPersonas(settings: Settings, { trait, limit, json }: PersonasOptions): void {
  const { personas } = readNetwork(settings.home);
  const counts = new Map<string, number>();
  for (const { traits } of personas) for (const one of traits) counts.set(one, (counts.get(one) ?? 0) + 1);
  if (trait !== undefined && !counts.has(trait)) {
    throw new Refusal(`nobody has the trait ${trait}; there are ${[...counts.keys()].sort().join(", ")}`);
  }
  const found = personas.filter(({ traits }) => trait === undefined || traits.includes(trait));
  const shown = found.slice(0, limit);
  if (json === true) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    for (const { ssin, traits } of shown) process.stdout.write(`${ssin}  ${traits.join(" ")}\n`);
    if (found.length > shown.length)
      process.stdout.write(`... ${found.length - shown.length} more; see them with --limit ${found.length}\n`);
  }
}
