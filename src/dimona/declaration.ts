// What an employer declares: an IN, an OUT, a change, a cancellation, or a day of a permanent horeca worker.
import { type IsoDay, parseDay } from "../kernel/day.ts";
import type { Hour } from "../kernel/local-time.ts";
import { certain } from "../kernel/outcome.ts";

/**
 * Days and hours are real ones, which the schema of each channel sees to; numbers and codes are text as it was sent, for
 * the rules to judge. Names follow the functional blocks 90373, 90377, 90378, 90379 and 90480.
 */
export type Declaration = DimonaIn | DimonaOut | DimonaUpdate | DimonaCancel | DailyRegistrationDeclaration;

export interface DimonaIn extends Employment {
  readonly action: "in";
  readonly employer: EmployerNumbers;
  readonly worker: DeclaredWorker;
}

export interface DimonaOut extends OnPeriod {
  readonly action: "out";
  readonly endDate: IsoDay;
}

export interface DimonaUpdate extends OnPeriod {
  readonly action: "update";
  /** What changes; an endDate of `noEnd` takes the end away. */
  readonly changes: Partly<Span>;
}

export interface DimonaCancel extends OnPeriod {
  readonly action: "cancel";
}

/** Start and end of one working day of a permanent worker in a horeca employer's service, within one of its periods. */
export interface DailyRegistrationDeclaration {
  readonly action: "daily";
  /** create, modify, cancel: AttestationStatus 0, 1 and 3. */
  readonly operation: "create" | "modify" | "cancel";
  readonly registrationId?: string | undefined;
  readonly periodId?: string | undefined;
  readonly day: Partly<WorkedDay>;
}

interface OnPeriod {
  readonly periodId: string;
  /** Worker and employer may be named as well: they are then held to those of the period. */
  readonly ssin?: string | undefined;
  readonly employer?: EmployerNumbers | undefined;
}

/** What a period is about: from when to when, in which capacity, and what some capacities add. */
export interface Employment {
  readonly span: Span;
  readonly features: Features;
  readonly controlCards?: ControlCards | undefined;
  readonly placeOfWork?: PlaceOfWork | undefined;
  readonly smallStatute?: SmallStatute | undefined;
}

export interface Span {
  readonly startDate: IsoDay;
  readonly startHour?: Hour | undefined;
  /** Last day; absent while nobody knows it. */
  readonly endDate?: IsoDay | undefined;
  readonly endHour?: Hour | undefined;
  /** Of students and of article 17: whole hours, rounded up. */
  readonly plannedHours?: number | undefined;
  /** Of students until 2016. */
  readonly plannedDays?: number | undefined;
}

export interface WorkedDay {
  readonly startDate: IsoDay;
  readonly startHour: Hour;
  readonly endDate: IsoDay;
  readonly endHour?: Hour | undefined;
}

export interface Features {
  /** As in zone 00046: 124, 140, 144, 145, 149, 302, 320, 322 or XXX; none for provincial and local administrations. */
  readonly jointCommittee?: string | undefined;
  readonly workerType: string;
  readonly subEntity?: string | undefined;
  /** Where a temporary agency sends the worker. */
  readonly user?: UsingEmployer | undefined;
}

export interface UsingEmployer {
  readonly jointCommittee?: string | undefined;
  readonly enterpriseNumber?: string | undefined;
  readonly name?: string | undefined;
  readonly address?: Address | undefined;
}

/** The C3.2A cards of a construction worker: that of the first month and that of the next. */
export interface ControlCards {
  readonly firstMonth: string;
  readonly nextMonth: string;
}

/** Where a student works, when that is not the registered office. */
export interface PlaceOfWork {
  readonly name?: string | undefined;
  readonly address?: Address | undefined;
}

export interface SmallStatute {
  readonly nature?: string | undefined;
  readonly riskActivity?: string | undefined;
  readonly status?: string | undefined;
}

export interface Address {
  readonly street: string;
  readonly houseNumber: string;
  readonly box?: string | undefined;
  readonly postCode: string;
  readonly city: string;
  /** NIS code: 150 for Belgium. */
  readonly country: string;
}

/** As much of it as was said. */
export type Partly<Whole> = { readonly [Part in keyof Whole]?: Whole[Part] | undefined };

/** Numbers of an employer, as sent. */
export interface EmployerNumbers {
  readonly nssoNumber?: string | undefined;
  readonly provisionalNumber?: string | undefined;
  readonly enterpriseNumber?: string | undefined;
}

export interface DeclaredWorker {
  readonly ssin?: string | undefined;
  readonly identity?: Identity | undefined;
}

/** By what somebody without a number can be found. */
export interface Identity {
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly initial?: string | undefined;
  /** `YYYY-MM-DD`, or `YYYY-00-00` where only the year is known. */
  readonly birthDate?: string | undefined;
  readonly birthplace?: string | undefined;
  readonly birthplaceCountry?: string | undefined;
  /** 1 man, 2 woman. */
  readonly sex?: string | undefined;
  readonly nationality?: string | undefined;
  readonly address?: Address | undefined;
}

/** In an update: the period shall have no end any more (zone 00911). */
export const noEnd: IsoDay = certain(parseDay("9999-12-31"));
