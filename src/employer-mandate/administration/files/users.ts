// The file of accounts: a line for each state that an account had or has.
import { readFileSync } from "node:fs";
import { daysInOrder, faultless, type Table, verdictOn, wrong } from "../../../administration/files/table.ts";
import { putUserStates, type UserStates } from "../../register/put.ts";
import { userReference } from "../references.ts";
import { registeredUsers } from "../registered.ts";
import { brokenByTechnicalId } from "../users.ts";
import { columns, userStates } from "./columns.ts";

export const usersTable: Table<UserStates, UserStates> = {
  columns: columns.users,
  keyColumns: 1,
  gather: (lines) => {
    const [first] = lines;
    const technicalId = first?.text("technical_id") ?? "";
    const broken = brokenByTechnicalId(technicalId);
    if (broken !== undefined) first?.fault("technical_id", broken);
    const read = daysInOrder(lines, (line) => {
      const state = line.oneOf("state", userStates);
      return state === undefined ? undefined : { state };
    });
    if (!read.ok) return read;
    // In the order of the file or of time, a line behind a deletion is one too many.
    const deleted = read.value.findIndex(({ state }) => state === "DELETED");
    const isLast = deleted === -1 || (deleted === read.value.length - 1 && read.value[deleted]?.to === undefined);
    if (!isLast) first?.fault("state", { rule: "user-not-deleted" });
    return faultless(lines, () => ({ technicalId, states: read.value }));
  },
  judge: async (desk, asked) => {
    const known = await registeredUsers(
      desk,
      asked.map(({ technicalId }) => technicalId),
    );
    return asked.map((user) => {
      const before = known.get(user.technicalId);
      const verdict = verdictOn(user, before, desk, comparable);
      const deleted = before?.states.find(({ state }) => state === "DELETED");
      if (verdict.kind !== "changed" || deleted === undefined) return verdict;
      const stays = user.states.some(({ state, from }) => state === "DELETED" && from === deleted.from);
      return stays ? verdict : wrong({ rule: "user-not-deleted", found: `DELETED from ${deleted.from} on` });
    });
  },
  put: (desk, users) => putUserStates(desk, users),
  referenceOf: ({ technicalId }) => userReference(technicalId),
  grow: ["employer_mandate.user_account", "employer_mandate.user_state"],
  exports: [readFileSync(new URL("export-users.sql", import.meta.url), "utf8")],
};

function comparable(user: UserStates): unknown {
  return user.states.map(({ state, from, to }) => [state, from, to]);
}
