// The database: whether it answers, whether it is the one of this program, and whether it lives in the same time.
import { compareMigrations, type Migration, readApplied } from "../database/migrate.ts";
import type { Reader } from "../database/reader.ts";
import { DatabaseUnavailable } from "../database/unavailable.ts";
import type { Clock } from "../kernel/clock.ts";
import { installationFacts } from "./catalogue.ts";
import { type Check, critical, type Finding, ok, warning } from "./check.ts";

interface DatabaseParts {
  readonly reader: Pick<Reader, "healthy" | "query">;
  /** Those of this program. */
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** Milliseconds by which a customer's clock may differ from ours. */
  readonly clockSkew: number;
}

export function databaseChecks({ reader, migrations, clock, clockSkew }: DatabaseParts): readonly Check[] {
  const known = () => reader.healthy();
  let wasConnected = false;
  /** Nobody waits for a server that went away. At the start, though, the first connection is still being made. */
  const isAway = (): boolean => {
    wasConnected ||= reader.healthy();
    return wasConnected && !reader.healthy();
  };
  /** What only the database could tell is unknown while it is away: that it is away is told by its own check. */
  const unlessAway = (look: () => Promise<Finding>) => async (): Promise<Finding> => {
    const unknown = warning("UNKNOWN", "the database does not answer");
    if (isAway()) return unknown;
    return await look().catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) return unknown;
      throw error;
    });
  };
  return [
    {
      ...installationFacts.database,
      known,
      run: async () => {
        if (isAway()) return critical("DOWN", "there is no connection");
        // Asked rather than believed: a connection that stands may lead to a server that cannot answer.
        return await reader.query("select 1").then(
          () => ok(),
          (error: unknown) => {
            if (error instanceof DatabaseUnavailable) return critical("DOWN", error.message);
            throw error;
          },
        );
      },
    },
    {
      ...installationFacts.migrations,
      known,
      run: unlessAway(async () => {
        const { missing, changed, unknown } = compareMigrations(migrations, await readApplied(reader.query));
        if (missing.length > 0) return critical("MIGRATION_MISSING", `it lacks ${missing.join(", ")}`);
        if (changed.length > 0)
          return critical("MIGRATION_CHANGED", `it has others as ${changed.map(({ name }) => name).join(", ")}`);
        return unknown.length > 0 ? warning("MIGRATION_UNKNOWN", `it also has ${unknown.join(", ")}`) : ok();
      }),
    },
    {
      ...installationFacts.clock,
      known,
      run: unlessAway(async () => {
        const before = clock.now();
        const [row] = await reader.query<{ now: number }>(askTime);
        const after = clock.now();
        if (row === undefined) throw new Error("A statement without its row");
        // Its clock was read somewhere between the two: only what lies outside is a difference for certain.
        const apart = Math.round(Math.max(before - row.now, row.now - after, 0));
        if (apart < smallDifference) return ok();
        const told = `they differ by ${apart} ms`;
        return apart < Math.max(clockSkew, 10_000) ? warning("CLOCK_DIFFERS", told) : critical("CLOCK_DIFFERS", told);
      }),
    },
  ];
}

const askTime = "select (extract(epoch from clock_timestamp()) * 1000)::float8 as now";
const smallDifference = 2000;
