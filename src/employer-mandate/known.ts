// What the registers know of a user and of the entity asked about: plain data, from which a decision is made.
import type { EntityId } from "../employers/entity.ts";
import type { Identifier } from "../employers/identifier.ts";
import type { IsoDay } from "../kernel/day.ts";
import type { Period } from "../kernel/period.ts";
import type { Quarter } from "../kernel/quarter.ts";

export interface KnownUser {
  readonly states: readonly { readonly state: "ACTIVE" | "BLOCKED" | "DELETED"; readonly period: Period }[];
  readonly contexts: readonly KnownContext[];
}

/** What a user is in a context; one that changed stands several times, each with its days. */
export interface KnownContext {
  readonly entity: EntityId;
  /** The numbers that name the entity today. */
  readonly numbers: readonly Identifier[];
  readonly quality: string;
  readonly role: string;
  /** Codes of the applications in the profile. */
  readonly applications: readonly string[];
  /** When the user is this in the context. */
  readonly period: Period;
  /** When there is such a context. */
  readonly exists: readonly Period[];
}

export interface KnownTarget {
  readonly entity: EntityId;
  readonly numbers: readonly KnownNumber[];
  readonly active: readonly Period[];
  /** With this entity as mandator. */
  readonly mandates: readonly KnownMandate[];
}

export interface KnownNumber {
  readonly identifier: Identifier;
  readonly period: Period;
  /** A final number took the place of this provisional one. */
  readonly replaced: boolean;
  /** It ended and names another entity since. */
  readonly passedOn: boolean;
}

/** A mandate for one group of applications; a mandate for several stands several times. */
export interface KnownMandate {
  readonly reference: string;
  readonly type: string;
  readonly mandatary: EntityId;
  readonly status: MandateStatus;
  readonly group: string;
  readonly begin: Quarter;
  readonly end: Quarter | undefined;
  readonly delegations: readonly KnownDelegation[];
}

export type MandateStatus = "TO_BE_FINALISED" | "PENDING" | "ACTIVE" | "CLOSED" | "REJECTED";

/** To an entity in a quality, or to one user in whichever context. */
export type KnownDelegation = {
  /** Undefined: every group of the mandate. */
  readonly groups: readonly string[] | undefined;
  readonly status: MandateStatus;
  readonly begin: Quarter;
  readonly end: Quarter | undefined;
} & (
  | { readonly entity: EntityId; readonly quality: string; readonly technicalId?: undefined }
  | { readonly technicalId: string; readonly entity?: undefined }
);

/** Everything that a decision rests on beside the question. */
export interface Known {
  readonly user: KnownUser | undefined;
  readonly target: KnownTarget | undefined;
  readonly today: IsoDay;
}
