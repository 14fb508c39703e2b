// A register of Dimona beside a register of persons that knows who they are, and the task that recognises them.
import type { TestContext } from "node:test";
import { createAudit } from "../src/crossroads/audit.ts";
import { withClient } from "../src/database/client.ts";
import { createReader } from "../src/database/reader.ts";
import { createIdentification, type Identification } from "../src/dimona/identification/task.ts";
import { inTransaction } from "../src/employers/write/change.ts";
import { movableClock } from "../src/kernel/clock.ts";
import type { Ssin } from "../src/kernel/ssin.ts";
import { type PersonIdentity, replaceNumber, setIdentity } from "../src/persons/identity.ts";
import { workers } from "./dimona-declarations.ts";
import { type RegisterScene, registerScene } from "./dimona-register.ts";

export interface IdentificationScene extends RegisterScene {
  readonly task: Identification;
  /** Of another process. */
  anotherTask(): Identification;
  /** What the register learns of somebody now. */
  learns(ssin: Ssin, identity?: Partial<PersonIdentity>): Promise<void>;
  /** A number gives way to another. */
  replaces(old: Ssin, next: Ssin): Promise<void>;
  minutesLater(minutes: number): void;
}

/** As the register has the woman of the examples. */
const noorPeeters: PersonIdentity = {
  lastName: "Peeters",
  firstNames: "Noor Aïcha",
  birthDate: "2001-07-02",
  sex: "2",
};

export async function identificationScene(t: TestContext): Promise<IdentificationScene> {
  const scene = await registerScene(t);
  const { connectionString } = scene;
  const clock = movableClock(Date.parse("2026-06-25T08:00:00Z"));
  const audit = createAudit({ connectionString, log: () => {} });
  const anotherTask = (): Identification => {
    const reader = createReader({ connectionString });
    t.after(() => reader.close());
    return createIdentification({ reader, writer: scene.another(), audit, clock, log: () => {} });
  };
  t.after(() => audit.close());
  let seconds = 0;
  const change = (work: (change: Parameters<typeof setIdentity>[0]) => Promise<void>) => {
    seconds += 1;
    const at = Date.parse("2026-06-25T07:00:00Z") + seconds * 1000;
    return withClient(connectionString, (client) => inTransaction(client, () => work({ client, at })));
  };
  return {
    ...scene,
    task: anotherTask(),
    anotherTask,
    learns: (ssin, identity) => change((to) => setIdentity(to, ssin, { ...noorPeeters, ...identity })),
    replaces: (old, next) => change((to) => replaceNumber(to, old, next)),
    minutesLater: (minutes) => clock.set(clock.now() + minutes * 60_000),
  };
}

export const { woman, man } = workers;
