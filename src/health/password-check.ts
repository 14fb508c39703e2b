// Passwords of those who sign in with one: kept outside the annexes, so that an annex may name a user name without any.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Annexes } from "../crossroads/annexes.ts";
import { installationFacts } from "./catalogue.ts";
import { type Check, ok, warning } from "./check.ts";

/** The user names of annexes for which this folder has no file with a hash: whoever uses one is refused. */
export function usernamesWithoutPassword(folder: string, annexes: Pick<Annexes, "all">): readonly string[] {
  return usernamesIn(annexes).filter((username) => !existsSync(join(folder, username)));
}

/** WARNING where one is missing; the log of the start says which. */
export function passwordCheck(folder: string, annexes: Pick<Annexes, "all">): Check {
  return {
    ...installationFacts.passwords,
    run: async () => {
      const [missing, all] = [usernamesWithoutPassword(folder, annexes).length, usernamesIn(annexes).length];
      if (missing > 0) return warning("PASSWORD_MISSING", `user names without a password: ${missing} of ${all}`);
      return ok(`user names with a password: ${all}`);
    },
  };
}

function usernamesIn({ all }: Pick<Annexes, "all">): readonly string[] {
  return all.flatMap(({ authentication }) => authentication.basic?.username ?? []);
}
