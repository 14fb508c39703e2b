// The registers of S298 with a small made-up world in them: employers, who acts for them, and their users.
import type { Client } from "pg";
import { loadEmployerMandateCodes } from "../src/codes/employer-mandate-codes.ts";
import { withClient } from "../src/database/client.ts";
import { addDelegation, addMandate, type NewMandate } from "../src/employer-mandate/register/mandates.ts";
import {
  addUser,
  type ContextKey,
  openContext,
  type Role,
  setUserContext,
  setUserState,
} from "../src/employer-mandate/register/users.ts";
import type { EntityId } from "../src/employers/entity.ts";
import type { Identifier } from "../src/employers/identifier.ts";
import { type Change, inTransaction } from "../src/employers/write/change.ts";
import { addEntity, replaceProvisional, stopEntity } from "../src/employers/write/entities.ts";
import { certain } from "../src/kernel/outcome.ts";
import { day, number, numbers, quarter } from "./access-scene.ts";

const codes = loadEmployerMandateCodes();

export const worldNumbers = {
  ...numbers,
  /** An enterprise without staff. */
  shop: number("cbe", "1000000318"),
  /** Stopped since 2024. */
  mill: number("cbe", "1000000417"),
} as const;

/** Whom to ask about, by technical id: what is particular about each. */
export const users = {
  clerk: "UM-clerk-0001",
  blocked: "UM-blocked-0001",
  baker: "UM-baker-0001",
  agent: "UM-agent-0001",
  curator: "UM-curator-0001",
  /** In the secretariat and in the bureau. */
  double: "UM-double-0001",
  shopkeeper: "UM-shop-0001",
  /** Of the shop, and got a mandate of the bakery delegated; the id has all that a technical id may have. */
  temp: 'UM temp/0001 "é"',
} as const;

export interface World {
  readonly bakery: EntityId;
  readonly secretariat: EntityId;
  readonly bureau: EntityId;
  readonly curator: EntityId;
  readonly shop: EntityId;
}

/**
 * Fills empty registers. The bakery (provisional number until 2019, then final) gave the secretariat a mandate from 2020 on, the
 * secretariat delegated it to the bureau from 2024 on, and a curator is appointed; the shop has a mandate that waits. Everything
 * was known on 1 January 2026 at the latest, or at `at` (milliseconds).
 */
export function fillWorld(connectionString: string, at = Date.parse("2025-12-31T23:00:00Z")): Promise<World> {
  return withClient(connectionString, (client) => inTransaction(client, () => fill(client, at)));
}

async function fill(client: Client, at: number): Promise<World> {
  const change: Change = { client, at };
  const later: Change = { client, at: at + 1 };
  const from = day("2003-01-01");
  const enterprise = async (name: string, identifiers: readonly Identifier[]) =>
    certain(await addEntity(change, { kind: "enterprise", name, from, identifiers }));

  const bakery = await enterprise("Bakkerij Verbeelding", [numbers.bakery, numbers.bakeryProvisional]);
  const final = { provisional: numbers.bakeryProvisional, final: numbers.bakeryEmployer, from: day("2019-01-01") };
  certain(await replaceProvisional(later, bakery, final));
  const secretariat = await enterprise("Secretariaat Denkbeeld", [numbers.secretariat, numbers.secretariatEmployer]);
  const bureau = await enterprise("Bureau Waan", [numbers.bureau]);
  const shop = await enterprise("Winkel Schijn", [worldNumbers.shop]);
  const mill = await enterprise("Molen Voorheen", [worldNumbers.mill]);
  certain(await stopEntity(later, mill, day("2024-06-30")));
  const curator = certain(
    await addEntity(change, { kind: "natural-person", name: "A. Curator", from, identifiers: [numbers.curator] }),
  );

  const context = async (entity: EntityId, quality: string): Promise<ContextKey> => {
    certain(await openContext(change, codes, { entity, quality }, from));
    return { entity, quality };
  };
  const place = {
    bakery: await context(bakery, "QUAL_EMP_NOSS"),
    secretariat: await context(secretariat, "QUAL_SSC"),
    bureau: await context(bureau, "QUAL_SP_LEG"),
    curator: await context(curator, "QUAL_CUR"),
    shop: await context(shop, "QUAL_COMPANY"),
  };
  const user = async (technicalId: string, ...contexts: readonly (readonly [ContextKey, Role, ...string[]])[]) => {
    certain(await addUser(change, { technicalId, from }));
    for (const [key, role, ...applications] of contexts) {
      certain(await setUserContext(change, codes, technicalId, { ...key, role, applications }, from));
    }
  };
  await user(users.clerk, [place.secretariat, "USER", "DMFA", "DIMONA"]);
  await user(users.blocked, [place.secretariat, "TB"]);
  certain(await setUserState(later, users.blocked, "BLOCKED", day("2025-01-01")));
  await user(users.baker, [place.bakery, "USER", "DMFA"]);
  await user(users.agent, [place.bureau, "USER", "DMFA"]);
  await user(users.curator, [place.curator, "USER", "DMFA"]);
  await user(users.double, [place.secretariat, "USER", "DMFA"], [place.bureau, "TB"]);
  await user(users.temp, [place.shop, "USER", "DMFA"]);
  await user(users.shopkeeper, [place.shop, "HTB"]);

  const mandate = async (given: Partial<NewMandate> & Pick<NewMandate, "reference">) =>
    certain(
      await addMandate(change, codes, {
        mandator: bakery,
        mandatary: secretariat,
        type: "SSC",
        status: "ACTIVE",
        createdOn: day("2019-11-15"),
        objects: [{ group: "DMFA_DIMONA", begin: quarter("2020Q1") }],
        ...given,
      }),
    );
  await mandate({ reference: "M-2020-001" });
  const curatorship = [{ group: "CURATORSHIP", begin: quarter("2025Q4") }];
  await mandate({ reference: "C-2025-001", mandatary: curator, type: "CURATOR", objects: curatorship });
  const waiting = [{ group: "SIDE_ACTIVITIES", begin: quarter("2025Q1") }];
  await mandate({ reference: "M-2025-002", mandator: shop, status: "PENDING", objects: waiting });
  const begin = quarter("2024Q1");
  certain(await addDelegation(change, "M-2020-001", { number: 1, to: place.bureau, begin }));
  const toUser = { number: 2, to: { technicalId: users.temp }, groups: ["DMFA_DIMONA"], begin, end: quarter("2030Q4") };
  certain(await addDelegation(change, "M-2020-001", toUser));
  return { bakery, secretariat, bureau, curator, shop };
}
