// Lookups of all kinds leave together: one write for all their statements, and the server wakes up once for them.
import type { Client } from "pg";
import type { LivingConnection } from "./connection.ts";
import { gathered } from "./gather.ts";

/** What waits to leave as one statement. */
export interface Boarding {
  readonly waiting: () => number;
  /** Sends what waits, or as much as one statement carries; settles when it is answered. */
  readonly leave: (client: Client) => Promise<void>;
  /** The connection is away for longer than anybody waits. */
  readonly refuse: (error: unknown) => void;
}

export interface Departures {
  readonly join: (boarding: Boarding) => void;
  /** Something waits: it leaves with the next departure. */
  readonly call: () => void;
}

/** One departure at a time: while it is under way the next one fills, for what it costs the server hardly depends on its size. */
export function createDepartures(connection: LivingConnection): Departures {
  const boardings: Boarding[] = [];
  let isPlanned = false;
  let isUnderWay = false;

  const waiting = (): number => boardings.reduce((sum, boarding) => sum + boarding.waiting(), 0);

  const depart = async (client: Client): Promise<void> => {
    isPlanned = false;
    isUnderWay = true;
    const full = boardings.filter((boarding) => boarding.waiting() > 0);
    await Promise.allSettled(full.map((boarding) => boarding.leave(client)));
    isUnderWay = false;
    if (waiting() > 0) call();
  };

  const departSoon = async (): Promise<void> => {
    await gathered(waiting);
    const client = connection.current();
    if (client !== undefined) {
      depart(client);
      return;
    }
    connection.ready().then(depart, (error: unknown) => {
      isPlanned = false;
      for (const boarding of boardings) boarding.refuse(error);
    });
  };

  const call = (): void => {
    if (isPlanned || isUnderWay) return;
    isPlanned = true;
    departSoon();
  };

  return {
    join: (boarding) => {
      boardings.push(boarding);
    },
    call,
  };
}
