// The file of contexts: a line for each time in which an entity is in a quality, and for each in which a user is something there.
import { readFileSync } from "node:fs";
import { namesNobody } from "../../../administration/entities.ts";
import {
  daysInOrder,
  faultless,
  type JudgingDesk,
  type Table,
  type Verdict,
  verdictOn,
  wrong,
} from "../../../administration/files/table.ts";
import { findEntities } from "../../../employers/find.ts";
import type { Identifier } from "../../../employers/identifier.ts";
import type { Period } from "../../../kernel/period.ts";
import {
  type ContextPeriods,
  type Profile,
  putContexts,
  putUserContexts,
  type UserProfiles,
} from "../../register/put.ts";
import { brokenByContext, brokenByProfile } from "../contexts.ts";
import { contextReference, userReference } from "../references.ts";
import { contextKey, profileKey, registeredContexts, registeredProfiles, registeredUsers } from "../registered.ts";
import { columns, roles } from "./columns.ts";

interface AskedContext {
  readonly number: Identifier;
  readonly quality: string;
  readonly periods: readonly Period[];
}

interface AskedProfiles {
  readonly number: Identifier;
  readonly quality: string;
  readonly technicalId: string;
  readonly profiles: readonly Profile[];
}

type Asked = AskedContext | AskedProfiles;
type Put = ContextPeriods | UserProfiles;

export const contextsTable: Table<Asked, Put> = {
  columns: columns.contexts,
  keyColumns: 3,
  gather: (lines) => {
    const [first] = lines;
    const number = first?.number("entity");
    const quality = first?.text("quality") ?? "";
    const technicalId = first?.text("technical_id") ?? "";
    if (technicalId === "") {
      for (const line of lines) {
        for (const column of ["role", "applications"]) {
          if (!line.isEmpty(column)) line.fault(column, "expected nothing in a line without technical_id");
        }
      }
      const read = daysInOrder(lines, () => ({}));
      if (!read.ok || number === undefined) return faultless(lines, never);
      return faultless(lines, () => ({ number, quality, periods: read.value }));
    }
    const read = daysInOrder(lines, (line) => {
      const role = line.oneOf("role", roles);
      return role === undefined ? undefined : { role, applications: line.words("applications") };
    });
    if (!read.ok || number === undefined) return faultless(lines, never);
    return faultless(lines, () => ({ number, quality, technicalId, profiles: read.value }));
  },
  kindOf: (asked) => ("profiles" in asked ? "profiles" : "context"),
  judge: async (desk, asked) => {
    const found = await findEntities(
      desk.client,
      asked.map(({ number }) => number),
      { day: desk.today, at: desk.at },
    );
    const known = await whatIsKnown(desk, asked, [...found.values()]);
    return asked.map(({ number, ...thing }): Verdict<Put> => {
      const entity = found.get(number);
      if (entity === undefined) return wrong(namesNobody(number));
      const key = { entity: entity.entity, quality: thing.quality };
      const context = known.contexts.get(contextKey(key));
      if ("periods" in thing) {
        const broken = firstOf(thing.periods, (period) => brokenByContext(thing.quality, entity, period, desk.codes));
        return broken === undefined
          ? verdictOn({ ...key, periods: thing.periods }, context, desk, periodsOf)
          : wrong(broken);
      }
      const { technicalId, profiles } = thing;
      if (!known.users.has(technicalId)) return wrong({ rule: "user-known" });
      const broken = firstOf(profiles, (profile) => brokenByProfile(profile, context?.periods ?? [], desk.codes));
      if (broken !== undefined) return wrong(broken);
      const put = { ...key, technicalId, profiles };
      return verdictOn(put, known.profiles.get(profileKey(put)), desk, profilesOf);
    });
  },
  put: (desk, puts) => {
    const profiles = puts.flatMap((put) => ("profiles" in put ? [put] : []));
    const contexts = puts.flatMap((put) => ("periods" in put ? [put] : []));
    // Of one kind, as `kindOf` has it.
    return profiles.length > 0 ? putUserContexts(desk, profiles) : putContexts(desk, contexts);
  },
  referenceOf: (put) => ("profiles" in put ? userReference(put.technicalId) : contextReference(put)),
  grow: ["employer_mandate.context", "employer_mandate.context_period", "employer_mandate.user_context"],
  exports: ["export-contexts.sql", "export-user-contexts.sql"].map((name) =>
    readFileSync(new URL(name, import.meta.url), "utf8"),
  ),
};

async function whatIsKnown(
  desk: JudgingDesk,
  asked: readonly Asked[],
  entities: readonly { readonly entity: ContextPeriods["entity"] }[],
) {
  const technicalIds = [...new Set(asked.flatMap((thing) => ("profiles" in thing ? [thing.technicalId] : [])))];
  const keys = [...new Set(entities.map(({ entity }) => entity))];
  return {
    contexts: await registeredContexts(desk, keys, desk.today),
    users: await registeredUsers(desk, technicalIds),
    profiles: await registeredProfiles(desk, technicalIds),
  };
}

function periodsOf({ periods }: ContextPeriods): unknown {
  return periods.map(({ from, to }) => [from, to]);
}

function profilesOf({ profiles }: UserProfiles): unknown {
  return profiles.map(({ role, applications, from, to }) => [role, applications, from, to]);
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** For lines of which one at least is wrong. */
function never(): never {
  throw new Error("A line that could not be read has a fault");
}
