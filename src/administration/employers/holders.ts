// Who stands in the way of a number.
import { readFileSync } from "node:fs";
import type { EntityId } from "../../employers/entity.ts";
import type { Identifier } from "../../employers/identifier.ts";
import type { BorneNumber } from "../../employers/write/put-entities.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Desk } from "../administer.ts";
import { periodOf } from "../registered.ts";
import type { Broken } from "../rules.ts";
import { shownNumber, spanOf } from "./employer-rules.ts";
import { publicNumber, type RegisteredEmployer, registeredEmployers } from "./registered.ts";

/** Names who has the numbers that an employer was to have: an enterprise by name, a person by another number or not at all. */
export async function withHolders(
  broken: Broken,
  { entity, numbers }: { readonly entity?: EntityId; readonly numbers: readonly BorneNumber[] },
  desk: Pick<Desk, "client" | "at" | "today">,
): Promise<Broken> {
  if (broken.rule !== "number-free") return broken;
  const { rows } = await desk.client.query<{
    number: Identifier;
    entity: EntityId;
    from: IsoDay;
    to: IsoDay | null;
  }>(holdersStatement, [
    entity ?? null,
    numbers.map(({ number }) => number),
    numbers.map(({ from }) => from),
    numbers.map(({ to }) => to ?? null),
  ]);
  const employers = await registeredEmployers(
    desk,
    rows.map((row) => row.entity),
  );
  const found = rows.map((row) => {
    return `${shownNumber(row.number)} is that of ${holderText(employers.get(row.entity), desk.today)} ${spanOf(periodOf(row))}`;
  });
  return found.length === 0 ? broken : { ...broken, found: found.join(", ") };
}

function holderText(holder: RegisteredEmployer | undefined, day: IsoDay): string {
  const number = holder === undefined ? undefined : publicNumber(holder, day);
  if (holder?.kind !== "enterprise") return number ?? "a person";
  const name = holder.activity.at(-1)?.name ?? "an enterprise";
  return number === undefined ? name : `${name} (${number})`;
}

const holdersStatement = readFileSync(new URL("read/holders.sql", import.meta.url), "utf8");
