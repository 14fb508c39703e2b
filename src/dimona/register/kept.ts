// What the register has kept of a declaration, and of the employer that it was for.
import type { EntityId } from "../../employers/entity.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { firstNameOf, type PersonIdentity } from "../../persons/identity.ts";
import type { Anomaly } from "../anomaly.ts";
import type { Change, Decision } from "../decision.ts";
import type { Declaration, DeclaredWorker, Identity } from "../declaration.ts";
import type { DimonaNumber } from "../dimona-number.ts";

export interface KeptDeclaration {
  readonly number: DimonaNumber;
  /** Milliseconds since the epoch, as is decidedAt. */
  readonly receivedAt: number;
  readonly customer: string;
  readonly sender: EntityId | undefined;
  readonly declaration: Declaration;
  /** Absent where none was found. */
  readonly employer: KeptEmployer | undefined;
  readonly ssin: Ssin | undefined;
  /** As the register of persons has the worker, where the declaration was accepted. */
  readonly registered: PersonIdentity | undefined;
  readonly decidedAt: number;
  readonly result: Decision["result"];
  readonly anomalies: readonly Anomaly[];
  readonly change: Change | undefined;
}

/**
 * The worker as an answer tells it: as declared, under the number of today, and as the register of persons has it. So who declared
 * a number sees whose it is.
 */
export function toldWorker({ declaration, ssin, registered }: ToldOf): DeclaredWorker {
  const declared: DeclaredWorker = declaration.action === "in" ? declaration.worker : {};
  const number = ssin ?? declared.ssin;
  const identity = { ...declared.identity, ...(registered === undefined ? {} : identityOf(registered)) };
  return {
    ...(number === undefined ? {} : { ssin: number }),
    ...(Object.keys(identity).length === 0 ? {} : { identity }),
  };
}

type ToldOf = Pick<KeptDeclaration, "declaration" | "ssin" | "registered">;

function identityOf(registered: PersonIdentity): Identity {
  const { lastName, birthDate, sex } = registered;
  const firstName = firstNameOf(registered);
  return {
    lastName,
    ...(firstName === "" ? {} : { firstName }),
    birthDate,
    ...(sex === undefined ? {} : { sex }),
  };
}

/** An employer by the numbers that it has today. */
export interface KeptEmployer {
  readonly entity: EntityId;
  readonly nssoNumber?: string | undefined;
  readonly provisionalNumber?: string | undefined;
  readonly enterpriseNumber?: string | undefined;
}

/** From identifiers with their kinds, separated by spaces: `cbe:0123456749 nsso:0000100006`. */
export function keptEmployer(entity: EntityId, identifiers: string): KeptEmployer {
  const numbers = new Map(identifiers.split(" ").map((identifier) => splitAtColon(identifier)));
  return {
    entity,
    nssoNumber: numbers.get("nsso"),
    provisionalNumber: numbers.get("provisional"),
    enterpriseNumber: numbers.get("cbe"),
  };
}

function splitAtColon(identifier: string): readonly [kind: string, number: string] {
  const colon = identifier.indexOf(":");
  return [identifier.slice(0, colon), identifier.slice(colon + 1)];
}
