// Whether anybody asks for the inscriptions of a holder: what is inscribed by another opens nothing.
import type { Settings } from "../../http/settings.ts";
import { readAnnexes } from "../../http/worker.ts";
import { holder as supplier } from "../../self-employed/supplier-gate.ts";

/** One note for those holders whose inscriptions no annex asks for, nor the supplier of careers; none where annexes cannot be read. */
export function notesOnHolders(settings: Settings, holders: readonly string[]): readonly string[] {
  const annexes = readAnnexes(settings);
  if (!annexes.ok) return [];
  const asked = new Set([supplier]);
  for (const { services, forwarding } of annexes.value.all) {
    for (const { inscription } of [...[...services.values()].flat(), ...(forwarding?.values() ?? [])]) {
      if (inscription !== undefined) asked.add(inscription.holder);
    }
  }
  const others = holders.filter((holder) => !asked.has(holder));
  if (others.length === 0) return [];
  return [`no annex asks for an inscription of ${others.join(", ")}: it opens nothing to anybody yet`];
}
