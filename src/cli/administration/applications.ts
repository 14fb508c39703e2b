// `kruispunt applications ...`: what the code tables hold. They are data: what a group gains from a day on is a line in a table.
import { loadEmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { systemClock } from "../../kernel/clock.ts";
import { type IsoDay, today } from "../../kernel/day.ts";
import { inColumns } from "../columns.ts";
import { Refusal } from "../refusal.ts";
import { daysText, writeJson, writeLines } from "./text.ts";

export interface CodeOptions {
  readonly on?: IsoDay;
  readonly language: "nl" | "fr" | "de";
  readonly json?: boolean;
}

export function listApplications({ on = today(systemClock), language, json }: CodeOptions): void {
  const codes = loadEmployerMandateCodes();
  const applications = codes.application.rows.flatMap(({ code, texts, period }) => {
    const application =
      codes.application.lookup(code, on)?.period === period ? codes.applicationOn(code, on) : undefined;
    return application === undefined ? [] : [{ ...application, text: texts[language], ...period }];
  });
  if (json === true) writeJson(applications);
  else {
    writeLines(
      inColumns(
        applications.map(({ code, text, mandateRequired, coversPast, ownEntityQualities }) => [
          code,
          text,
          mandateRequired ? "opened by a mandate" : "for the own entity alone",
          coversPast ? "with the past" : "",
          ownEntityQualities.join(" "),
        ]),
      ),
    );
  }
}

export function listGroups({ on = today(systemClock), language, json }: CodeOptions): void {
  const codes = loadEmployerMandateCodes();
  const groups = codes.sector.rows.flatMap(({ code: sector }) =>
    codes.groupsOfSector(sector, on).map((group) => ({
      ...group,
      text: codes.applicationGroup.describe(group.code)?.[language] ?? "",
      applications: codes.membersOf(group.code, on),
    })),
  );
  if (json === true) writeJson(groups);
  else {
    writeLines(
      inColumns(
        groups.map(({ code, text, sector, exclusive, employersOnly, applications }) => [
          code,
          text,
          sector,
          exclusive ? "one mandatary at a time" : "several mandataries",
          employersOnly ? "employers only" : "",
          applications.join(" "),
        ]),
      ),
    );
  }
}

/** Every application that the group ever held, with the days on which it does. */
export function listMembers(group: string, { language, json }: Omit<CodeOptions, "on">): void {
  const codes = loadEmployerMandateCodes();
  if (codes.applicationGroup.describe(group) === undefined) {
    const known = codes.applicationGroup.rows.map(({ code }) => code).join(", ");
    throw new Refusal(`there is no group ${group}; there are ${known}`);
  }
  const members = codes.groupMembers
    .filter((member) => member.group === group)
    .map(({ application, period }) => ({
      application,
      text: codes.application.describe(application)?.[language] ?? "",
      ...period,
    }));
  if (json === true) writeJson(members);
  else writeLines(inColumns(members.map(({ application, text, ...period }) => [application, daysText(period), text])));
}
