import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Client } from "pg";
import type { LivingConnection } from "./connection.ts";
import { createDepartures } from "./departures.ts";

const client = new Client();

/** One kind of lookup: how much waits, and how much each of its statements carried. */
function lane(name: string, log: string[]) {
  let waiting = 0;
  let answered = Promise.withResolvers<void>();
  return {
    ask: (count: number) => {
      waiting += count;
    },
    answer: () => answered.resolve(),
    boarding: {
      waiting: () => waiting,
      leave: () => {
        log.push(`${name} ${waiting}`);
        waiting = 0;
        answered = Promise.withResolvers();
        return answered.promise;
      },
      refuse: () => {
        log.push(`${name} refused`);
        waiting = 0;
      },
    },
  };
}

function connected(current: () => Client | undefined, ready: () => Promise<Client>): LivingConnection {
  return { current, ready, lose: () => {}, close: () => Promise.resolve() };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

test("lookups of two kinds leave in one turn, and what comes meanwhile when both are answered", async () => {
  const log: string[] = [];
  const [persons, careers] = [lane("persons", log), lane("careers", log)];
  const departures = createDepartures(
    connected(
      () => client,
      () => Promise.resolve(client),
    ),
  );
  for (const { boarding } of [persons, careers]) departures.join(boarding);
  persons.ask(3);
  departures.call();
  careers.ask(2);
  departures.call();
  await turns(20);
  assert.deepEqual(log, ["persons 3", "careers 2"]);

  persons.ask(1);
  departures.call();
  persons.answer();
  await turns(20);
  assert.deepEqual(log.splice(0), ["persons 3", "careers 2"], "careers are not answered yet");
  careers.answer();
  await turns(20);
  assert.deepEqual(log, ["persons 1"]);
});

test("while the connection is away they wait for it together; who is refused can ask again", async () => {
  const log: string[] = [];
  const persons = lane("persons", log);
  let ready = Promise.withResolvers<Client>();
  const departures = createDepartures(
    connected(
      () => undefined,
      () => ready.promise,
    ),
  );
  departures.join(persons.boarding);
  persons.ask(1);
  departures.call();
  await turns(20);
  assert.deepEqual(log, []);
  ready.reject(new Error("away"));
  await turns(5);
  assert.deepEqual(log.splice(0), ["persons refused"]);

  ready = Promise.withResolvers();
  persons.ask(2);
  departures.call();
  await turns(20);
  ready.resolve(client);
  await turns(5);
  assert.deepEqual(log, ["persons 2"]);
});
