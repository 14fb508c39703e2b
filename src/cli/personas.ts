// `kruispunt personas`: who lives in the demo network, by trait.
import type { Settings } from "../http/settings.ts";
import { dimonaTraits } from "../population/dimona/traits.ts";
import { situations, standings } from "../population/employers/traits.ts";
import { traits } from "../population/traits.ts";
import { inColumns } from "./columns.ts";
import { type Network, type NetworkUser, readNetwork } from "./network.ts";
import { Refusal } from "./refusal.ts";

export interface PersonasOptions {
  readonly trait?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** People first, then the users of `consult access`, each with a question to ask. */
export function showPersonas(settings: Settings, { trait, limit, json }: PersonasOptions): void {
  const { personas, technicalUsers } = readNetwork(settings.home);
  const all: readonly Persona[] = [...personas, ...technicalUsers];
  const known = new Set(all.flatMap(({ traits }) => traits));
  if (trait !== undefined && !known.has(trait)) {
    throw new Refusal(`nobody has the trait ${trait}; there are ${[...known].sort().join(", ")}`);
  }
  const found = all.filter(({ traits }) => trait === undefined || traits.includes(trait));
  const shown = found.slice(0, limit);
  if (json === true) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    for (const one of shown) process.stdout.write(`${line(one)}\n`);
    if (found.length > shown.length)
      process.stdout.write(`... ${found.length - shown.length} more; see them with --limit ${found.length}\n`);
  }
}

/** Every trait with what it says. */
export function showTraits(): void {
  const asked = Object.entries(situations).map(
    ([trait, { code, meaning }]) => [trait, `${meaning} (${code})`] as const,
  );
  const rows = [
    ["PEOPLE"],
    ...Object.entries(traits),
    ["WORKERS IN DIMONA"],
    ...Object.entries(dimonaTraits),
    ["USERS"],
    ...Object.entries(standings),
    ...asked,
  ];
  for (const row of inColumns(rows)) process.stdout.write(`${row}\n`);
}

type Persona = Network["personas"][number] | NetworkUser;

function line(persona: Persona): string {
  if ("ssin" in persona) {
    const { ssin, traits, employers = [] } = persona;
    return `${ssin}  ${traits.join(" ")}${employers.length === 0 ? "" : `  at ${employers.join(" ")}`}`;
  }
  return `${persona.technicalId}  ${persona.traits.join(" ")}  ${persona.code}: ${words(persona).join(" ")}`;
}

/** What `consult access` is asked with, to get that code. */
function words({
  technicalId,
  question: { employer, object, quarter, date, context },
}: NetworkUser): readonly string[] {
  return [
    ...["--user", technicalId],
    ...["--employer", ...employer],
    ...[`--${object.type.toLowerCase()}`, object.code],
    ...(quarter === undefined ? [] : ["--quarter", quarter]),
    ...(date === undefined ? [] : ["--date", date]),
    ...(context === undefined ? [] : ["--context", context.number, "--quality", context.quality]),
  ];
}
