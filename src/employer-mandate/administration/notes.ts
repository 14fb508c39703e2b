// What an administrator should know of a mandate that breaks no rule and yet lets nobody see anything.
import type { View } from "../../administration/registered.ts";
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { describeEntities } from "../../employers/find.ts";
import { kindOf } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { firstDayOf } from "../../kernel/quarter.ts";
import type { NewMandate } from "../register/mandates.ts";
import { registeredContexts, rivalsOf } from "./registered.ts";

/** Sentences; none where the mandate has its effect, or will have once it is active. */
export async function notesOn(
  view: View,
  mandate: NewMandate,
  { codes, today }: { readonly codes: EmployerMandateCodes; readonly today: IsoDay },
): Promise<readonly string[]> {
  const { mandator, mandatary, type, objects, status } = mandate;
  const notes: string[] = [];
  const contexts = await registeredContexts(view, [mandatary], today);
  const acts = [...contexts.values()].some(
    ({ quality, periods }) =>
      codes.mandateTypesOf(quality, today).includes(type) && periods.some(({ to }) => to === undefined || to >= today),
  );
  if (!acts) {
    notes.push(
      `the mandatary is in no quality that acts on mandates of type ${type}: open one with kruispunt contexts open`,
    );
  }
  const dormant = objects.filter(({ group, begin }) => codes.groupOn(group, firstDayOf(begin))?.employersOnly === true);
  const described = (await describeEntities(view.client, [mandator], { day: today, at: view.at })).get(mandator);
  const isEmployer =
    described?.numbers.some((number) => ["nsso", "provisional", "ppl"].includes(kindOf(number))) === true;
  if (dormant.length > 0 && !isEmployer) {
    const groups = dormant.map(({ group }) => group).join(", ");
    notes.push(`without effect until the mandator has an employer's number: ${groups}`);
  }
  if (status === "TO_BE_FINALISED" || status === "PENDING") {
    for (const { reference, group } of await rivalsOf(view.client, mandate)) {
      notes.push(`it cannot become active while ${reference} holds ${group} in one of its quarters`);
    }
  }
  return notes;
}
