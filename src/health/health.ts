// How an installation is: its checks, asked by level, and what they say together.
import type { Clock } from "../kernel/clock.ts";
import type { Check, CheckFacts, Finding, Level } from "./check.ts";
import { type Verdict, verdictOf } from "./verdict.ts";
import { watch } from "./watch.ts";

export interface Health {
  /**
   * Never rejects. PING asks nothing, so that it says of this process alone that it answers. The other levels run their
   * checks side by side and are settled within two seconds; findings of at most 10 s before (30 s for DEEP) count as well.
   * With the name of a service: the installation's own checks and those of that service.
   */
  ask(level: Level, service?: string): Promise<HealthReport>;
}

export interface HealthReport {
  readonly level: Level;
  readonly verdict: Verdict;
  /** In the order in which they are declared; none for PING. */
  readonly results: readonly CheckResult[];
  /** As it was at this moment, in milliseconds since the epoch: that of the oldest finding. */
  readonly at: number;
}

export interface CheckResult {
  readonly check: CheckFacts;
  readonly finding: Finding;
  /** Milliseconds that it took to find out. */
  readonly took: number;
  /** Milliseconds since the search for it began. */
  readonly age: number;
}

interface HealthOptions {
  /** What the whole installation depends on. */
  readonly common: readonly Check[];
  /** What single services depend on besides, by the name of the service. */
  readonly services: ReadonlyMap<string, readonly Check[]>;
  readonly clock: Clock;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
  /** Told of a check that threw, which is a bug of the check. */
  readonly onError: (check: CheckFacts, error: unknown) => void;
}

export function createHealth(options: HealthOptions): Health {
  const { common, services, clock, now = () => performance.now(), onError } = options;
  const all = [
    ...common.map((check) => ({ check, service: undefined })),
    ...[...services].flatMap(([service, checks]) => checks.map((check) => ({ check, service }))),
  ].map((entry) => ({ ...entry, find: watch(entry.check, { now, onError }) }));
  const ids = all.map(({ check }) => check.id);
  const double = ids.find((id, place) => ids.indexOf(id) !== place);
  if (double !== undefined) throw new Error(`two checks are called ${double}`);

  return {
    ask: async (level, service) => {
      const asked = all.filter(
        (one) =>
          (level === "DEEP" || one.check.type === level) &&
          (service === undefined || one.service === undefined || one.service === service),
      );
      const found = await Promise.all(asked.map(async ({ check, find }) => ({ check, ...(await find()) })));
      const moment = now();
      const results = found.map(({ check, finding, took, began }) => ({ check, finding, took, age: moment - began }));
      const oldest = Math.max(0, ...results.map(({ age }) => age));
      return { level, verdict: verdictOf(results), results, at: clock.now() - oldest };
    },
  };
}
