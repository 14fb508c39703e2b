// A small world for decisions about access, in plain data: a bakery, those who act for it, and their users.

import type {
  Known,
  KnownContext,
  KnownDelegation,
  KnownMandate,
  KnownNumber,
  KnownTarget,
  KnownUser,
} from "../src/employer-mandate/known.ts";
import type { AccessQuestion, AskedObject, AskedPeriod } from "../src/employer-mandate/question.ts";
import type { EntityId } from "../src/employers/entity.ts";
import { type Identifier, type IdentifierKind, parseIdentifier } from "../src/employers/identifier.ts";
import { parseDay } from "../src/kernel/day.ts";
import { certain } from "../src/kernel/outcome.ts";
import { type Period, parsePeriod } from "../src/kernel/period.ts";
import { parseQuarter } from "../src/kernel/quarter.ts";

export const day = (text: string) => certain(parseDay(text));
export const quarter = (text: string) => certain(parseQuarter(text));
export const days = (from: string, to?: string): Period => certain(parsePeriod(from, to));
const entity = (key: string) => key as EntityId;
export const number = (kind: IdentifierKind, text: string): Identifier => certain(parseIdentifier(kind, text));

/** In the first quarter of 2026. */
const today = day("2026-02-10");
const always = days("2003-01-01");

const bakery = entity("1");
export const secretariat = entity("10");
export const bureau = entity("11");
export const curator = entity("12");
export const stranger = entity("13");

export const numbers = {
  bakery: number("cbe", "1000000021"),
  bakeryEmployer: number("nsso", "499999982"),
  bakeryProvisional: number("provisional", "5999999989"),
  townHall: number("ppl", "55290097"),
  secretariat: number("cbe", "1000000120"),
  secretariatEmployer: number("nsso", "200000031"),
  bureau: number("cbe", "1000000219"),
  curator: number("ssin", "90051996036"),
} as const;

const numbersOf: ReadonlyMap<EntityId, readonly Identifier[]> = new Map([
  [bakery, [numbers.bakery, numbers.bakeryEmployer]],
  [secretariat, [numbers.secretariat, numbers.secretariatEmployer]],
  [bureau, [numbers.bureau]],
  [curator, [numbers.curator]],
]);

/** A plain user of a context with the Dimona and the DmfA in the profile. */
export function context(of: EntityId, quality: string, more: Partial<KnownContext> = {}): KnownContext {
  return {
    entity: of,
    numbers: numbersOf.get(of) ?? [],
    quality,
    role: "USER",
    applications: ["DIMONA", "DMFA"],
    period: always,
    exists: [always],
    ...more,
  };
}

export const atBakery = (more?: Partial<KnownContext>) => context(bakery, "QUAL_EMP_NOSS", more);
export const atSecretariat = (more?: Partial<KnownContext>) => context(secretariat, "QUAL_SSC", more);
export const atBureau = (more?: Partial<KnownContext>) => context(bureau, "QUAL_SP_LEG", more);
export const asCurator = (more?: Partial<KnownContext>) => context(curator, "QUAL_CUR", more);

export function user(contexts: readonly KnownContext[], states?: KnownUser["states"]): KnownUser {
  return { states: states ?? [{ state: "ACTIVE", period: always }], contexts };
}

export function named(identifier: Identifier, more: Partial<KnownNumber> = {}): KnownNumber {
  return { identifier, period: always, replaced: false, passedOn: false, ...more };
}

/** The bakery: an active employer of the RSZ, without mandates. */
export function employer(more: Partial<KnownTarget> = {}): KnownTarget {
  return {
    entity: bakery,
    numbers: [named(numbers.bakery), named(numbers.bakeryEmployer)],
    active: [always],
    mandates: [],
    ...more,
  };
}

/** To the secretariat for the DmfA and Dimona, active from 2020 on. */
export function mandate(more: Partial<KnownMandate> = {}): KnownMandate {
  return {
    reference: "M-1",
    type: "SSC",
    mandatary: secretariat,
    status: "ACTIVE",
    group: "DMFA_DIMONA",
    begin: quarter("2020Q1"),
    end: undefined,
    delegations: [],
    ...more,
  };
}

/** To the bureau as service provider, from 2024 on. */
export function delegation(more: Partial<KnownDelegation> = {}): KnownDelegation {
  return {
    groups: undefined,
    status: "ACTIVE",
    begin: quarter("2024Q1"),
    end: undefined,
    entity: bureau,
    quality: "QUAL_SP_LEG",
    ...more,
  } as KnownDelegation; // of one of its two kinds, as the tests write them
}

export const application = (code: string): AskedObject => ({ type: "APPLICATION", code });
export const group = (code: string): AskedObject => ({ type: "GROUP", code });
export const sector = (code: string): AskedObject => ({ type: "SECTOR", code });

const none: AskedPeriod = { kind: "none" };
export const on = (text: string): AskedPeriod => ({ kind: "day", day: day(text) });
export const quarters = (begin: string, end?: string): AskedPeriod => ({
  kind: "quarters",
  begin: quarter(begin),
  end: end === undefined ? undefined : quarter(end),
});
/** One quarter. */
export const during = (text: string): AskedPeriod => quarters(text, text);

/** The DmfA of the bakery, in the present quarter, in any context. */
export function question(more: Partial<AccessQuestion> = {}): AccessQuestion {
  return {
    technicalId: "UM-0001",
    context: undefined,
    target: [numbers.bakeryEmployer],
    objects: [application("DMFA")],
    period: none,
    ...more,
  };
}

export function known(of: KnownUser | undefined, target: KnownTarget | undefined): Known {
  return { user: of, target, today };
}
