// `kruispunt employers ...`: listed, shown, added, given numbers and names, ended. The number of a person is never shown.
import {
  addEmployer,
  endEmployer,
  endNumber,
  identifyEmployer,
  renameEmployer,
  resumeEmployer,
} from "../../administration/employers/employers.ts";
import {
  changesOfEmployer,
  employerOf,
  knownBefore,
  listEmployers,
  publicNumber,
  type RegisteredEmployer,
  registeredEmployers,
} from "../../administration/employers/registered.ts";
import { sentenceOf } from "../../administration/rules.ts";
import type { EntityKind } from "../../employers/entity.ts";
import { kindOf } from "../../employers/identifier.ts";
import type { Activity, BorneNumber } from "../../employers/write/put-entities.ts";
import type { Settings } from "../../http/settings.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import { contains, type Period } from "../../kernel/period.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { type ByOptions, change, inOffice } from "./office.ts";
import { daysText, entityText, writeJson, writeLines } from "./text.ts";
import { changesText, type ShowOptions } from "./users.ts";
import { numberGiven } from "./values.ts";

interface AddOptions extends ByOptions, Partial<Period> {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly kind: EntityKind;
}

export async function addEmployerBy(settings: Settings, options: AddOptions): Promise<void> {
  const numbers = [];
  for (const text of options.numbers) numbers.push(await numberGiven("--numbers", text));
  await change(settings, options, "employers add", addEmployer({ ...options, numbers }), numbersTold);
}

export async function identifyBy(
  settings: Settings,
  named: string,
  options: ByOptions & { readonly number: string; readonly from?: IsoDay },
): Promise<void> {
  const number = await numberGiven("NUMBER", named);
  const next = await numberGiven("--number", options.number);
  const work = identifyEmployer(number, next, options.from);
  await change(settings, options, "employers identify", work, ({ employer, replaced }) => ({
    ...numbersTold(employer),
    notes: replaced === undefined ? [] : [`the final number takes the place of ${replaced.number}`],
  }));
}

export async function endNumberBy(
  settings: Settings,
  named: string,
  options: ByOptions & { readonly on?: IsoDay },
): Promise<void> {
  const number = await numberGiven("NUMBER", named);
  await change(settings, options, "employers end-number", endNumber(number, options.on), numbersTold);
}

export async function renameBy(
  settings: Settings,
  named: string,
  options: ByOptions & { readonly name: string; readonly from?: IsoDay },
): Promise<void> {
  const work = renameEmployer(await numberGiven("NUMBER", named), options.name, options.from);
  await change(settings, options, "employers rename", work, activityTold);
}

export async function endBy(
  settings: Settings,
  named: string,
  options: ByOptions & { readonly on?: IsoDay },
): Promise<void> {
  const work = endEmployer(await numberGiven("NUMBER", named), options.on);
  await change(settings, options, "employers end", work, activityTold);
}

export async function resumeBy(
  settings: Settings,
  named: string,
  options: ByOptions & { readonly from?: IsoDay; readonly name?: string },
): Promise<void> {
  const work = resumeEmployer(await numberGiven("NUMBER", named), options);
  await change(settings, options, "employers resume", work, activityTold);
}

export async function showEmployer(settings: Settings, named: string, options: ShowOptions): Promise<void> {
  const number = await numberGiven("NUMBER", named);
  await inOffice(settings, {}, async ({ client, clock }) => {
    const day = today(clock);
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const found = await employerOf(view, number, day);
    if (!found.ok) throw new Refusal(sentenceOf(found.reason));
    const employer = found.value;
    const before = await knownBefore(view, employer.entity);
    const changes = options.changes === true ? await changesOfEmployer(client, employer.entity) : undefined;
    if (options.json === true) {
      const told = before.map(({ knownFrom, knownUntil, ...fact }) => ({ knownFrom, knownUntil, ...factData(fact) }));
      writeJson({ ...employerData(employer, day), before: told, ...(changes === undefined ? {} : { changes }) });
      return;
    }
    const present = employer.activity.some((one) => contains(one, day)) ? "active" : "not active today";
    writeLines([
      `${entityText(shown(employer, day))}  ${employer.kind}, ${present}`,
      ...inColumns([...employer.activity, ...employer.numbers].map((fact) => ["", ...labelled(fact)])),
      ...(before.length === 0 ? [] : ["known before"]),
      ...inColumns(before.map((fact) => ["", ...labelled(fact), `known ${fact.knownFrom} .. ${fact.knownUntil}`])),
      ...(changes === undefined ? [] : changesText(changes)),
    ]);
  });
}

export interface ListOptions {
  readonly limit: number;
  readonly asKnownOn?: number;
  readonly json?: boolean;
}

export async function showEmployers(
  settings: Settings,
  part: string | undefined,
  { limit, asKnownOn, json }: ListOptions,
): Promise<void> {
  await inOffice(settings, {}, async ({ client, clock }) => {
    const day = today(clock);
    const view = { client, at: asKnownOn ?? clock.now() };
    const entities = await listEmployers(view, part, limit + 1);
    const found = await registeredEmployers(view, entities.slice(0, limit));
    const employers = entities.flatMap((entity) => found.get(entity) ?? []);
    if (json === true) writeJson(employers.map((employer) => employerData(employer, day)));
    else {
      writeLines(
        inColumns(
          employers.map((employer) => {
            const { name, number = "(a person)" } = shown(employer, day);
            const last = employer.activity.at(-1);
            return [number, name, last === undefined ? "" : daysText(last), othersText(employer, number, day)];
          }),
        ),
      );
    }
    if (entities.length > limit) process.stderr.write(`there are more; see them with --limit ${limit * 10}\n`);
  });
}

function numbersTold({ numbers }: RegisteredEmployer): { readonly line: string } {
  return { line: inColumns(numbers.map(factCells)).join("\n") };
}

function activityTold({ activity }: RegisteredEmployer): { readonly line: string } {
  return { line: inColumns(activity.map(factCells)).join("\n") };
}

/** As it is called on a day, or was last. */
function shown(employer: RegisteredEmployer, day: IsoDay): Parameters<typeof entityText>[0] {
  const { activity } = employer;
  const name = (activity.findLast(({ from }) => from <= day) ?? activity[0])?.name ?? "?";
  const number = publicNumber(employer, day);
  return number === undefined ? { name } : { name, number };
}

function othersText({ numbers }: RegisteredEmployer, first: string, day: IsoDay): string {
  const others = numbers.filter((one) => one.number !== first && isPublic(one) && contains(one, day));
  return others.map(({ number }) => number).join(" ");
}

function employerData(employer: RegisteredEmployer, day: IsoDay) {
  const { kind, activity, numbers } = employer;
  return { ...shown(employer, day), kind, activity, numbers: numbers.map(factData) };
}

function factData(fact: Activity | BorneNumber) {
  return "name" in fact || isPublic(fact) ? fact : { ...fact, number: kindOf(fact.number) };
}

function labelled(fact: Activity | BorneNumber): readonly string[] {
  return ["name" in fact ? "name" : "number", ...factCells(fact)];
}

function factCells(fact: Activity | BorneNumber): readonly string[] {
  if ("name" in fact) return [fact.name, daysText(fact), ""];
  const text = isPublic(fact) ? fact.number : "the number of a person";
  return [text, daysText(fact), fact.replacedBy === undefined ? "" : `replaced by ${fact.replacedBy}`];
}

function isPublic({ number }: BorneNumber): boolean {
  return kindOf(number) !== "ssin";
}
