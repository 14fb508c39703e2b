// The network while it is being made: who is added gets a key, an id or a reference that nobody else has.
import type { Identifier } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { knownSince } from "../careers.ts";
import { type Random, randomStream } from "../random.ts";
import { quarterNumber } from "../timeline.ts";
import type { QualityCode } from "./codes.ts";
import { technicalId } from "./numbers.ts";
import type { EmployerRows, EntityRows, MandateRows, UserRows } from "./rows.ts";

export interface Draft {
  readonly seed: number;
  readonly today: IsoDay;
  /** The present quarter, as quarterNumber counts. */
  readonly now: number;
  /** One stream for the whole network, none of a person's. */
  readonly random: Random;
  readonly rows: EmployerRows;
  /** Gives its key. */
  addEntity(entity: EntityRows): number;
  addUser(user: Omit<UserRows, "technicalId">): UserRows;
  addMandate(mandate: Omit<MandateRows, "reference">): MandateRows;
  /** An id that no user has or will have. */
  nobody(): string;
}

/** An entity in the quality in which it acts here. */
export interface Party {
  readonly key: number;
  readonly quality: QualityCode;
  /** The number by which it is asked about. */
  readonly number: Identifier;
  /** Since when it has been in that quality. */
  readonly beginDate: IsoDay;
}

export function createDraft(seed: number, today: IsoDay): Draft {
  const entities: EntityRows[] = [];
  const users: UserRows[] = [];
  const mandates: MandateRows[] = [];
  let ids = 0;
  const nextId = () => technicalId(seed, ids++);
  return {
    seed,
    today,
    now: quarterNumber(today),
    random: randomStream(seed, streamOfEmployers),
    rows: { knownFrom: knownSince(today), firstKey: 1, entities, users, mandates },
    addEntity: (entity) => entities.push(entity),
    addUser: (user) => {
      const added = { technicalId: nextId(), ...user };
      users.push(added);
      return added;
    },
    addMandate: (mandate) => {
      const number = String(mandates.length + 1).padStart(6, "0");
      const added = { reference: `${mandate.type}-${mandate.createdOn.slice(0, 4)}-${number}`, ...mandate };
      mandates.push(added);
      return added;
    },
    nobody: nextId,
  };
}

/** Persons have the streams of their indices, which end long before it. */
const streamOfEmployers = 2 ** 31;
