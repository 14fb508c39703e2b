// What the registers of employers, users and mandates hold of the synthetic network. Days and quarters are inclusive.
import type { MandateStatus, MandateType } from "../../employer-mandate/register/mandates.ts";
import type { Role, UserState } from "../../employer-mandate/register/users.ts";
import type { EntityKind } from "../../employers/entity.ts";
import type { Identifier } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Quarter } from "../../kernel/quarter.ts";
import type { Known } from "../careers.ts";
import type { ApplicationCode, GroupCode, QualityCode } from "./codes.ts";

export interface EmployerRows {
  /** Since when all is known that began before: what began later is known from its first day on. */
  readonly knownFrom: IsoDay;
  /** The key of the first entity; those of the others follow. */
  readonly firstKey: number;
  readonly entities: readonly EntityRows[];
  readonly users: readonly UserRows[];
  readonly mandates: readonly MandateRows[];
}

export interface Dated {
  readonly beginDate: IsoDay;
  /** Absent while it is going on. */
  readonly endDate?: IsoDay;
}

export interface EntityRows extends Dated {
  readonly kind: EntityKind;
  readonly name: string;
  readonly identifiers: readonly IdentifierRow[];
  readonly contexts: readonly ContextRow[];
  /** Registers the hours of its permanent workers in Dimona, day by day. */
  readonly dailyRegistration?: boolean;
}

export interface IdentifierRow extends Dated {
  readonly identifier: Identifier;
  readonly replacedBy?: Identifier;
}

export interface ContextRow extends Dated {
  readonly quality: QualityCode;
}

export interface UserRows {
  readonly technicalId: string;
  readonly states: readonly (Dated & { readonly state: UserState })[];
  readonly contexts: readonly UserContextRow[];
}

export interface UserContextRow extends Dated {
  /** A key. */
  readonly entity: number;
  readonly quality: QualityCode;
  readonly role: Role;
  readonly applications: readonly ApplicationCode[];
}

export interface MandateRows {
  readonly reference: string;
  /** Keys. */
  readonly mandator: number;
  readonly mandatary: number;
  readonly type: MandateType;
  readonly createdOn: IsoDay;
  /** By moment of knowledge, because each status is held against the one before. */
  readonly objects: readonly MandateObjectRow[];
  readonly delegations: readonly DelegationRow[];
}

export interface MandateObjectRow extends Known {
  readonly group: GroupCode;
  readonly begin: Quarter;
  readonly end?: Quarter;
  readonly status: MandateStatus;
}

export interface DelegationRow {
  readonly to: { readonly entity: number; readonly quality: QualityCode } | { readonly technicalId: string };
  /** Absent: every group of the mandate. */
  readonly groups?: readonly GroupCode[];
  readonly begin: Quarter;
  readonly end?: Quarter;
  readonly status: MandateStatus;
}
