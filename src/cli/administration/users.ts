// `kruispunt users ...` and `kruispunt contexts ...`: accounts, and what they are in which context.

import { entityOf } from "../../administration/entities.ts";
import { sentenceOf } from "../../administration/rules.ts";
import { changesOfUser } from "../../employer-mandate/administration/changes.ts";
import {
  addUserToContext,
  endContextOf,
  endUserInContext,
  type NewProfile,
  openContextOf,
} from "../../employer-mandate/administration/contexts.ts";
import {
  registeredContexts,
  registeredProfiles,
  registeredUsers,
} from "../../employer-mandate/administration/registered.ts";
import { changeUser, createUser, type UserStep } from "../../employer-mandate/administration/users.ts";
import type { Settings } from "../../http/settings.ts";
import { systemClock } from "../../kernel/clock.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import { contains, type Period } from "../../kernel/period.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { type ByOptions, change, inOffice } from "./office.ts";
import { daysText, entityText, shownEntities, writeJson, writeLines } from "./text.ts";
import { numberGiven } from "./values.ts";

interface ContextOptions extends ByOptions {
  readonly entity: string;
  readonly quality: string;
}

export async function createUserBy(settings: Settings, options: ByOptions & Partial<Period>): Promise<void> {
  await change(settings, options, "users create", createUser(options), ({ technicalId }) => ({
    line: technicalId,
    notes: ["the technical id is shown this once: keep it where User Management keeps who it is"],
  }));
}

export async function changeUserBy(
  settings: Settings,
  technicalId: string,
  step: UserStep,
  options: ByOptions & { readonly from?: IsoDay },
): Promise<void> {
  await change(settings, options, `users ${step}`, changeUser(technicalId, step, options.from), ({ states }) => ({
    line: inColumns(states.map((one) => [one.state, daysText(one)])).join("\n"),
  }));
}

export async function addToContext(
  settings: Settings,
  technicalId: string,
  options: ContextOptions & NewProfile,
): Promise<void> {
  const { quality, role } = options;
  const context = { number: await numberGiven("--entity", options.entity), quality };
  await change(
    settings,
    options,
    "users add-context",
    addUserToContext(technicalId, context, options),
    ({ profiles, isChange }, { codes, clock }) => {
      const isIdle = options.applications.length === 0 && !codes.hasAllApplications(role, today(clock));
      return {
        line: inColumns(profiles.map((one) => [quality, one.role, one.applications.join(" "), daysText(one)])).join(
          "\n",
        ),
        notes: [
          ...(isChange ? ["the user was in this context already: role and profile change from that day on"] : []),
          ...(isIdle ? [`a ${role} has the applications of the profile, which is empty: see --applications`] : []),
        ],
      };
    },
  );
}

export async function endInContext(
  settings: Settings,
  technicalId: string,
  options: ContextOptions & { readonly on?: IsoDay },
): Promise<void> {
  const context = { number: await numberGiven("--entity", options.entity), quality: options.quality };
  const work = endUserInContext(technicalId, context, options.on);
  await change(settings, options, "users end-context", work, ({ lastDay }) => ({
    line: `${options.quality} ends after ${lastDay}`,
  }));
}

export interface ShowOptions {
  readonly asKnownOn?: number;
  readonly changes?: boolean;
  readonly json?: boolean;
}

export async function showUser(settings: Settings, technicalId: string, options: ShowOptions): Promise<void> {
  const day = today(systemClock);
  await inOffice(settings, {}, async ({ client, clock }) => {
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const user = (await registeredUsers(view, [technicalId])).get(technicalId);
    if (user === undefined) throw new Refusal(sentenceOf({ rule: "user-known" }));
    const contexts = [...(await registeredProfiles(view, [technicalId])).values()];
    const nameOf = await shownEntities(
      client,
      contexts.map(({ entity }) => entity),
      { day, at: view.at },
    );
    const changes = options.changes === true ? await changesOfUser(client, technicalId) : undefined;
    const rows = contexts.flatMap(({ entity, quality, profiles }) =>
      profiles.map((profile) => ({ entity: nameOf(entity), quality, ...profile })),
    );
    if (options.json === true) {
      writeJson({ technicalId, states: user.states, contexts: rows, ...(changes === undefined ? {} : { changes }) });
      return;
    }
    const present = user.states.find((state) => contains(state, day))?.state ?? "not active today";
    writeLines([
      `${technicalId}  ${present}`,
      ...inColumns(user.states.map((state) => ["", state.state, daysText(state)])),
      rows.length === 0 ? "in no context" : "contexts",
      ...inColumns(
        rows.map(({ entity, quality, role, applications, ...period }) => [
          "",
          quality,
          entityText(entity),
          role,
          applications.join(" ") || "-",
          daysText(period),
        ]),
      ),
      ...(changes === undefined ? [] : changesText(changes)),
    ]);
  });
}

export function changesText(changes: Awaited<ReturnType<typeof changesOfUser>>): readonly string[] {
  if (changes.length === 0) return ["no change by hand"];
  const rows = changes.map(({ at, operation, by, account, ticket }) => [
    "",
    at,
    operation,
    `${by} (${account})`,
    ticket,
  ]);
  return ["changes by hand", ...inColumns(rows)];
}

export async function openContextBy(
  settings: Settings,
  options: ContextOptions & { readonly from?: IsoDay },
): Promise<void> {
  const context = { number: await numberGiven("--entity", options.entity), quality: options.quality };
  await change(settings, options, "contexts open", openContextOf(context, options.from), ({ from }) => ({
    line: `${options.quality} from ${from} on`,
  }));
}

export async function endContextBy(
  settings: Settings,
  options: ContextOptions & { readonly on?: IsoDay },
): Promise<void> {
  const context = { number: await numberGiven("--entity", options.entity), quality: options.quality };
  await change(settings, options, "contexts end", endContextOf(context, options.on), ({ lastDay, users }) => ({
    line: `${options.quality} ends after ${lastDay}, for ${users} users`,
  }));
}

export async function showContexts(settings: Settings, entity: string, options: ShowOptions): Promise<void> {
  const number = await numberGiven("ENTITY", entity);
  await inOffice(settings, {}, async ({ client, clock }) => {
    const day = today(clock);
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const found = await entityOf({ ...view, today: day }, number);
    if (!found.ok) throw new Refusal(sentenceOf(found.reason));
    const contexts = [...(await registeredContexts(view, [found.value.entity], day)).values()];
    const nameOf = await shownEntities(client, [found.value.entity], { day, at: view.at });
    const shown = nameOf(found.value.entity);
    if (options.json === true) {
      writeJson({
        entity: shown,
        contexts: contexts.map(({ quality, periods, users }) => ({ quality, periods, users })),
      });
      return;
    }
    writeLines([
      entityText(shown),
      ...inColumns(
        contexts.flatMap(({ quality, periods, users }) =>
          periods.map((period) => ["", quality, daysText(period), `${users} users`]),
        ),
      ),
    ]);
  });
}
