// `kruispunt mandates ...`: given, decided on, ended, transferred, delegated, and shown.

import type { Office } from "../../administration/administer.ts";
import { entityOf } from "../../administration/entities.ts";
import type { View } from "../../administration/registered.ts";
import { sentenceOf } from "../../administration/rules.ts";
import { changesOfMandate } from "../../employer-mandate/administration/changes.ts";
import { delegateMandate, endDelegation } from "../../employer-mandate/administration/delegations.ts";
import {
  appointCurator,
  createMandate,
  decideOnMandate,
  endMandate,
  type MandateDecision,
  transferMandate,
} from "../../employer-mandate/administration/mandates.ts";
import { notesOn } from "../../employer-mandate/administration/notes.ts";
import {
  listMandates,
  registeredDelegations,
  registeredMandates,
} from "../../employer-mandate/administration/registered.ts";
import type {
  MandateStatus,
  MandateType,
  NewMandate,
  QuarterPeriod,
} from "../../employer-mandate/register/mandates.ts";
import type { PutDelegation } from "../../employer-mandate/register/put.ts";
import type { EntityId } from "../../employers/entity.ts";
import type { Settings } from "../../http/settings.ts";
import { today } from "../../kernel/day.ts";
import type { Quarter } from "../../kernel/quarter.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { type ByOptions, change, inOffice, type Told } from "./office.ts";
import { entityText, quartersText, type ShownEntity, shownEntities, writeJson, writeLines } from "./text.ts";
import { changesText, type ShowOptions } from "./users.ts";
import { numberGiven } from "./values.ts";

interface GivenOptions extends ByOptions, QuarterPeriod {
  readonly mandator: string;
  readonly reference?: string;
}

export async function createMandateBy(
  settings: Settings,
  options: GivenOptions & {
    readonly mandatary: string;
    readonly type: MandateType;
    readonly groups: readonly string[];
  },
): Promise<void> {
  const mandator = await numberGiven("--mandator", options.mandator);
  const mandatary = await numberGiven("--mandatary", options.mandatary);
  await change(settings, options, "mandates create", createMandate({ ...options, mandator, mandatary }), tellMandate);
}

export async function appointCuratorBy(
  settings: Settings,
  options: GivenOptions & { readonly curator: string },
): Promise<void> {
  const mandator = await numberGiven("--mandator", options.mandator);
  const curator = await numberGiven("--curator", options.curator);
  const work = appointCurator({ ...options, mandator, curator });
  await change(settings, options, "mandates appoint-curator", work, tellMandate);
}

export async function decideBy(
  settings: Settings,
  reference: string,
  decision: MandateDecision,
  options: ByOptions,
): Promise<void> {
  const work = decideOnMandate(reference, decision);
  await change(settings, options, `mandates ${decision}`, work, async (mandate, office) => ({
    line: `${reference} is ${mandate.status}`,
    notes: mandate.status === "REJECTED" ? [] : await notesFor(mandate, office),
  }));
}

export async function endMandateBy(
  settings: Settings,
  reference: string,
  options: ByOptions & { readonly after: Quarter },
): Promise<void> {
  await change(settings, options, "mandates end", endMandate(reference, options.after), ({ delegations }) => ({
    line: `${reference} is CLOSED after ${options.after}, with ${delegations} delegations`,
  }));
}

export async function transferMandateBy(
  settings: Settings,
  reference: string,
  options: ByOptions & {
    readonly to: string;
    readonly after: Quarter;
    readonly type?: MandateType;
    readonly reference?: string;
  },
): Promise<void> {
  const mandatary = await numberGiven("--to", options.to);
  const { after, type, reference: next } = options;
  const transfer = {
    mandatary,
    lastQuarter: after,
    ...(type === undefined ? {} : { type }),
    ...(next === undefined ? {} : { reference: next }),
  };
  await change(settings, options, "mandates transfer", transferMandate(reference, transfer), tellMandate);
}

export interface DelegateOptions extends ByOptions, QuarterPeriod {
  readonly toEntity?: string;
  readonly toQuality?: string;
  readonly toUser?: string;
  readonly groups?: readonly string[];
}

export async function delegateBy(settings: Settings, reference: string, options: DelegateOptions): Promise<void> {
  const to = await receiverIn(options);
  const { groups, begin, end } = options;
  const work = delegateMandate(reference, {
    to,
    begin,
    ...(groups === undefined ? {} : { groups }),
    ...(end === undefined ? {} : { end }),
  });
  await change(settings, options, "mandates delegate", work, ({ number }) => ({ line: `${reference} ${number}` }));
}

async function receiverIn({ toEntity, toQuality, toUser }: DelegateOptions) {
  if (toUser !== undefined && toEntity === undefined && toQuality === undefined) return { technicalId: toUser };
  if (toUser !== undefined || toEntity === undefined || toQuality === undefined) {
    throw new Refusal(`${sentenceOf({ rule: "delegation-to-one" })} An entity needs --to-entity and --to-quality.`);
  }
  return { number: await numberGiven("--to-entity", toEntity), quality: toQuality };
}

export async function endDelegationBy(
  settings: Settings,
  reference: string,
  number: number,
  options: ByOptions & { readonly after: Quarter },
): Promise<void> {
  await change(settings, options, "mandates end-delegation", endDelegation(reference, number, options.after), () => ({
    line: `${reference} ${number} is CLOSED after ${options.after}`,
  }));
}

export async function showMandate(settings: Settings, reference: string, options: ShowOptions): Promise<void> {
  await inOffice(settings, {}, async (office) => {
    const { client, clock } = office;
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const mandate = (await registeredMandates(view, [reference])).get(reference);
    if (mandate === undefined) throw new Refusal(sentenceOf({ rule: "mandate-known" }));
    const delegations = [...(await registeredDelegations(view, [reference])).values()];
    const changes = options.changes === true ? await changesOfMandate(client, reference) : undefined;
    const toEntities = delegations.flatMap(({ to }) => ("entity" in to ? [to.entity] : []));
    const nameOf = await shownEntities(client, [mandate.mandator, mandate.mandatary, ...toEntities], {
      day: today(clock),
      at: view.at,
    });
    if (options.json === true) {
      const shown = delegations.map((delegation) => delegationData(delegation, nameOf));
      writeJson({ ...mandateData(mandate, nameOf), delegations: shown, ...(changes === undefined ? {} : { changes }) });
      return;
    }
    writeLines([
      `${reference}  ${mandate.status}`,
      ...inColumns([
        ["", "mandator", entityText(nameOf(mandate.mandator))],
        ["", "mandatary", entityText(nameOf(mandate.mandatary))],
        ["", "type", mandate.type],
        ["", "created on", mandate.createdOn],
        ...mandate.objects.map((object) => ["", object.group, quartersText(object)]),
      ]),
      ...(delegations.length === 0 ? [] : ["delegations"]),
      ...inColumns(delegations.map((delegation) => delegationRow(delegation, nameOf))),
      ...(changes === undefined ? [] : changesText(changes)),
    ]);
    for (const note of mandate.status === "REJECTED" ? [] : await notesFor(mandate, office)) {
      process.stderr.write(`note: ${note}\n`);
    }
  });
}

export interface ListOptions {
  readonly mandator?: string;
  readonly mandatary?: string;
  readonly status?: MandateStatus;
  readonly limit: number;
  readonly asKnownOn?: number;
  readonly json?: boolean;
}

export async function showMandates(settings: Settings, options: ListOptions): Promise<void> {
  const { status, limit } = options;
  await inOffice(settings, {}, async ({ client, clock }) => {
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const sight = { day: today(clock), at: view.at };
    const mandator = await partyGiven("--mandator", options.mandator, { ...view, today: sight.day });
    const mandatary = await partyGiven("--mandatary", options.mandatary, { ...view, today: sight.day });
    const references = await listMandates(view, { mandator, mandatary, status }, limit + 1);
    const found = await registeredMandates(view, references.slice(0, limit));
    const mandates = references.flatMap((reference) => found.get(reference) ?? []);
    const nameOf = await shownEntities(
      client,
      mandates.flatMap((one) => [one.mandator, one.mandatary]),
      sight,
    );
    if (options.json === true) writeJson(mandates.map((mandate) => mandateData(mandate, nameOf)));
    else {
      writeLines(
        inColumns(
          mandates.map((mandate) => [
            mandate.reference,
            mandate.status,
            mandate.type,
            entityText(nameOf(mandate.mandator)),
            entityText(nameOf(mandate.mandatary)),
            mandate.objects.map((object) => `${object.group} ${quartersText(object)}`).join(", "),
          ]),
        ),
      );
    }
    if (references.length > limit) process.stderr.write(`there are more; see them with --limit ${limit * 10}\n`);
  });
}

async function partyGiven(
  option: string,
  text: string | undefined,
  view: View & Parameters<typeof entityOf>[0],
): Promise<EntityId | undefined> {
  if (text === undefined) return undefined;
  const found = await entityOf(view, await numberGiven(option, text));
  if (!found.ok) throw new Refusal(sentenceOf(found.reason));
  return found.value.entity;
}

async function tellMandate(mandate: NewMandate, office: Office): Promise<Told> {
  const notes = await notesFor(mandate, office);
  return { line: mandate.reference, notes: [`it is ${mandate.status}`, ...notes] };
}

function notesFor(mandate: NewMandate, { client, clock, codes }: Office): Promise<readonly string[]> {
  return notesOn({ client, at: clock.now() }, mandate, { codes, today: today(clock) });
}

type NameOf = (entity: EntityId) => ShownEntity;

function mandateData({ reference, status, type, createdOn, mandator, mandatary, objects }: NewMandate, nameOf: NameOf) {
  return { reference, status, type, createdOn, mandator: nameOf(mandator), mandatary: nameOf(mandatary), objects };
}

function delegationData({ number, to, groups, begin, end, status }: PutDelegation, nameOf: NameOf) {
  const receiver = "entity" in to ? { entity: nameOf(to.entity), quality: to.quality } : { user: to.technicalId };
  return { number, status, to: receiver, groups: groups ?? "all", begin, end };
}

function delegationRow(delegation: PutDelegation, nameOf: NameOf): readonly string[] {
  const { number, to, groups, status } = delegation;
  const receiver = "entity" in to ? `${entityText(nameOf(to.entity))} as ${to.quality}` : `user ${to.technicalId}`;
  return ["", String(number), status, receiver, groups?.join(" ") ?? "all groups", quartersText(delegation)];
}
