// The entity that an administrator names by a number.
import { type FoundEntity, findEntities } from "../employers/find.ts";
import { type Identifier, kindOf } from "../employers/identifier.ts";
import { accepted, type Outcome, refused } from "../kernel/outcome.ts";
import type { Desk } from "./administer.ts";
import type { Broken } from "./rules.ts";

/** The entity that it names today, or named last. */
export async function entityOf(
  { client, at, today }: Pick<Desk, "client" | "at" | "today">,
  number: Identifier,
): Promise<Outcome<FoundEntity, Broken>> {
  const found = await findEntities(client, [number], { day: today, at });
  const entity = found.get(number);
  return entity === undefined ? refused(namesNobody(number)) : accepted(entity);
}

export function namesNobody(number: Identifier): Broken {
  return { rule: "entity-known", found: `a number of kind ${kindOf(number)} that names nobody` };
}
