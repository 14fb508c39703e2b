// The code tables of EmployerMandateConsultationService v2 (S298): qualities, roles, applications, and the groups of them.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { IsoDay } from "../kernel/day.ts";
import { contains, overlaps, type Period } from "../kernel/period.ts";
import { type CodeRow, type CodeTable, loadCodeTable } from "./code-table.ts";
import { readTable } from "./table-file.ts";

export interface EmployerMandateCodes {
  readonly quality: CodeTable;
  readonly role: CodeTable;
  readonly mandateType: CodeTable;
  readonly sector: CodeTable;
  readonly application: CodeTable;
  readonly applicationGroup: CodeTable;
  readonly groupMembers: readonly GroupMember[];
  /** Undefined where there is no such application on that day; so do the functions below for what they find. */
  applicationOn(code: string, day: IsoDay): Application | undefined;
  groupOn(code: string, day: IsoDay): ApplicationGroup | undefined;
  groupsOfSector(sector: string, day: IsoDay): readonly ApplicationGroup[];
  /** Codes of the applications that a group holds on a day, in the order of the file. */
  membersOf(group: string, day: IsoDay): readonly string[];
  /** Does the group hold the application on that day? */
  holds(group: string, application: string, day: IsoDay): boolean;
  /** The mandates on which somebody in this quality may act; none for a quality that acts on none, or does not exist. */
  mandateTypesOf(quality: string, day: IsoDay): readonly string[];
  hasAllApplications(role: string, day: IsoDay): boolean;
}

export interface Application {
  readonly code: string;
  /** A mandate opens it to another entity; one without is for the own entity alone. */
  readonly mandateRequired: boolean;
  readonly ownEntityQualities: readonly string[];
  /** A mandate that runs now also covers the quarters before it began. */
  readonly coversPast: boolean;
}

export interface ApplicationGroup {
  readonly code: string;
  readonly sector: string;
  /** One mandatary at a time. */
  readonly exclusive: boolean;
  /** Without effect until the mandator has an employer's number. */
  readonly employersOnly: boolean;
}

export interface GroupMember {
  readonly group: string;
  readonly application: string;
  readonly period: Period;
}

/**
 * Reads all tables from a folder, by default the one that comes with Kruispunt. Throws as loadCodeTable does, for a cell that is
 * neither yes nor no, for a code that another table should have and has not, and for a member that stands twice on one day.
 */
export function loadEmployerMandateCodes(folder: string = employerMandateCodesFolder): EmployerMandateCodes {
  const load = (name: string, code: RegExp, extraColumns: readonly string[] = []): CodeTable =>
    loadCodeTable(join(folder, `${name}.tsv`), { code, extraColumns });
  const quality = load("quality", qualityShape, ["mandateTypes"]);
  const role = load("role", objectShape, ["allApplications"]);
  const mandateType = load("mandate-type", objectShape);
  const sector = load("sector", objectShape);
  const application = load("application", objectShape, ["mandateRequired", "ownEntityQualities", "coversPast"]);
  const applicationGroup = load("application-group", objectShape, ["sector", "exclusive", "employersOnly"]);
  const groupMembers = readMembers(join(folder, "group-member.tsv"), applicationGroup, application);

  const mandateTypes = decoded(quality, (row) => known(mandateType, words(row, "mandateTypes"), quality.name));
  const managers = decoded(role, (row) => yes(row, "allApplications", role.name));
  const applications = decoded(application, (row) => toApplication(row, quality));
  const groups = decoded(applicationGroup, (row) => toGroup(row, sector));
  const byGroup = Map.groupBy(groupMembers, ({ group }) => group);
  const on = <Value>(table: CodeTable, values: ReadonlyMap<CodeRow, Value>, code: string, day: IsoDay) => {
    const row = table.lookup(code, day);
    return row === undefined ? undefined : values.get(row);
  };

  return {
    quality,
    role,
    mandateType,
    sector,
    application,
    applicationGroup,
    groupMembers,
    applicationOn: (code, day) => on(application, applications, code, day),
    groupOn: (code, day) => on(applicationGroup, groups, code, day),
    groupsOfSector: (code, day) =>
      applicationGroup.rows.flatMap((row) => {
        const group = groups.get(row);
        return group?.sector === code && contains(row.period, day) ? [group] : [];
      }),
    membersOf: (group, day) =>
      (byGroup.get(group) ?? []).flatMap((member) => (contains(member.period, day) ? [member.application] : [])),
    holds: (group, code, day) =>
      (byGroup.get(group) ?? []).some((member) => member.application === code && contains(member.period, day)),
    mandateTypesOf: (code, day) => on(quality, mandateTypes, code, day) ?? [],
    hasAllApplications: (code, day) => on(role, managers, code, day) ?? false,
  };
}

export const employerMandateCodesFolder = fileURLToPath(new URL("../../codes/employer-mandate", import.meta.url));
/** `Object`: at most 20 characters. */
const objectShape = /^[A-Z][A-Z0-9_]{0,19}$/;
/** `QualityCode`: at most 125 characters. */
const qualityShape = /^[A-Z][A-Z0-9_]{0,124}$/;

function toApplication(row: CodeRow, qualities: CodeTable): Application {
  return {
    code: row.code,
    mandateRequired: yes(row, "mandateRequired", "application"),
    ownEntityQualities: known(qualities, words(row, "ownEntityQualities"), "application"),
    coversPast: yes(row, "coversPast", "application"),
  };
}

function toGroup(row: CodeRow, sectors: CodeTable): ApplicationGroup {
  const [sector = ""] = known(sectors, [row.extra.get("sector") ?? ""], "application-group");
  return {
    code: row.code,
    sector,
    exclusive: yes(row, "exclusive", "application-group"),
    employersOnly: yes(row, "employersOnly", "application-group"),
  };
}

function readMembers(path: string, groups: CodeTable, applications: CodeTable): readonly GroupMember[] {
  const members: GroupMember[] = [];
  for (const row of readTable(path, ["group", "application", "from", "to", "status"])) {
    const member = { group: row.cell("group"), application: row.cell("application"), period: row.period() };
    row.status();
    if (groups.describe(member.group) === undefined) throw row.fault(`there is no group ${member.group}`);
    if (applications.describe(member.application) === undefined) {
      throw row.fault(`there is no application ${member.application}`);
    }
    const twice = members.some(
      ({ group, application, period }) =>
        group === member.group && application === member.application && overlaps(period, member.period),
    );
    if (twice) throw row.fault("the group holds this application already for a part of this period");
    members.push(member);
  }
  return members;
}

function decoded<Value>(table: CodeTable, decode: (row: CodeRow) => Value): ReadonlyMap<CodeRow, Value> {
  return new Map(table.rows.map((row) => [row, decode(row)]));
}

function words({ extra }: CodeRow, column: string): readonly string[] {
  return (extra.get(column) ?? "").split(" ").filter((word) => word !== "");
}

function yes({ code, extra }: CodeRow, column: string, table: string): boolean {
  const text = extra.get(column);
  if (text !== "yes" && text !== "no") throw new Error(`${table}: ${column} of ${code} must be yes or no`);
  return text === "yes";
}

function known(table: CodeTable, codes: readonly string[], asker: string): readonly string[] {
  const stranger = codes.find((code) => table.describe(code) === undefined);
  if (stranger !== undefined) throw new Error(`${asker}: there is no ${stranger} in ${table.name}`);
  return codes;
}
