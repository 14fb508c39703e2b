// What the register has kept of a declaration, and of the employer that it was for.
import type { EntityId } from "../../employers/entity.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Anomaly } from "../anomaly.ts";
import type { Change, Decision } from "../decision.ts";
import type { Declaration } from "../declaration.ts";
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
  readonly decidedAt: number;
  readonly result: Decision["result"];
  readonly anomalies: readonly Anomaly[];
  readonly change: Change | undefined;
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
