// The columns of the files, for those who write them: data, light enough for every start of the command.
import { type Column, numberShapes } from "../../../administration/files/columns.ts";
import type { MandateStatus, MandateType } from "../../register/mandates.ts";
import type { Role, UserState } from "../../register/users.ts";

export type FileName = "users" | "contexts" | "mandates" | "delegations";

export const userStates: readonly UserState[] = ["ACTIVE", "BLOCKED", "DELETED"];
export const roles: readonly Role[] = ["HTB", "CO_HTB", "TB", "CO_TB", "GROUP_MANAGER", "SAB", "CO_SAB", "USER"];
export const mandateTypes: readonly MandateType[] = ["SSC", "SP", "FSS", "CURATOR"];
export const mandateStatuses: readonly MandateStatus[] = ["TO_BE_FINALISED", "PENDING", "ACTIVE", "CLOSED", "REJECTED"];
export const columns: Readonly<Record<FileName, readonly Column[]>> = {
  users: [
    {
      name: "technical_id",
      meaning: "as User Management gave it: at most 80 characters, never the number of a person",
    },
    { name: "state", meaning: userStates.join(", ") },
    { name: "from", meaning: "first day, as 2026-01-31" },
    { name: "to", meaning: "last day; empty: without end" },
  ],
  contexts: [
    { name: "entity", meaning: `number with its kind: ${numberShapes}`, isEntity: true },
    { name: "quality", meaning: "code of codes/employer-mandate/quality.tsv" },
    { name: "technical_id", meaning: "the user; empty: the line is about the context itself, before anybody is in it" },
    { name: "role", meaning: `${roles.join(", ")}; empty with no user` },
    { name: "applications", meaning: "codes of the profile, a blank between them" },
    { name: "from", meaning: "first day, as 2026-01-31" },
    { name: "to", meaning: "last day; empty: without end" },
  ],
  mandates: [
    { name: "reference", meaning: "capitals, digits and hyphens, at most 35" },
    { name: "mandator", meaning: `number with its kind: ${numberShapes}`, isEntity: true },
    { name: "mandatary", meaning: "as mandator", isEntity: true },
    { name: "type", meaning: mandateTypes.join(", ") },
    { name: "created_on", meaning: "day, as 2026-01-31" },
    { name: "status", meaning: mandateStatuses.join(", ") },
    { name: "group", meaning: "code of codes/employer-mandate/application-group.tsv" },
    { name: "begin", meaning: "first quarter, as 2026Q1" },
    { name: "end", meaning: "last quarter; empty: without end" },
  ],
  delegations: [
    { name: "reference", meaning: "of the mandate" },
    { name: "number", meaning: "counts the delegations of a mandate, from 1" },
    { name: "to_entity", meaning: `number with its kind: ${numberShapes}; empty with to_user`, isEntity: true },
    { name: "to_quality", meaning: "code of codes/employer-mandate/quality.tsv; empty with to_user" },
    { name: "to_user", meaning: "technical id; empty with to_entity" },
    { name: "groups", meaning: "codes, a blank between them; empty: all groups of the mandate" },
    { name: "begin", meaning: "first quarter, as 2026Q1" },
    { name: "end", meaning: "last quarter; empty: without end" },
    { name: "status", meaning: mandateStatuses.join(", ") },
  ],
};
