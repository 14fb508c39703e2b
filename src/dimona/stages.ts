// In which order the rules look at each kind of declaration: what a stage needs in order, the stages before it have seen to.
import type { Incoming, OnPeriod, PlannedDay, PlannedIn, PlannedUpdate } from "./circumstances.ts";
import type { DailyRegistrationDeclaration, DimonaCancel, DimonaIn, DimonaOut, DimonaUpdate } from "./declaration.ts";
import type { Rule } from "./rule.ts";
import { changesAllowed, changesInTime, fieldsOfUpdate } from "./rules/changes.ts";
import { dailyIsFree, dailyIsThere, dayBesideOthers, fieldsOfDaily, rulesOfDay } from "./rules/daily.ts";
import { datesInDomain, datesOfType } from "./rules/dates.ts";
import { featuresOfIn } from "./rules/features.ts";
import { periodIsFree, periodIsThere, rulesOfCancel, rulesOfOut } from "./rules/on-period.ts";
import {
  employerInDirectory,
  employerNamed,
  employerNumbersAgree,
  partiesOfPeriod,
  senderAllowed,
  workerNamed,
} from "./rules/parties.ts";
import { fieldsOfIn } from "./rules/presence.ts";
import { flexiRemarks, quotaOfArticle17, remarks } from "./rules/remarks.ts";
import {
  dailyNumberForms,
  employerNumberForms,
  fieldForms,
  onPeriodForms,
  workerForms,
} from "./rules/single-fields.ts";
import { besideOthers } from "./rules/together.ts";

type Stages<Case> = readonly (readonly Rule<Case>[])[];
type OnPeriodDeclaration = DimonaOut | DimonaUpdate | DimonaCancel;

/** The fields by themselves, the employer and who speaks for it, the worker. */
const incomingIn: Stages<Incoming<DimonaIn>> = [
  [...employerNumberForms, ...fieldForms, ...workerForms, ...employerNamed],
  [...employerInDirectory, ...employerNumbersAgree, ...senderAllowed],
  workerNamed,
];

/**
 * Of an IN that waited for its worker. What refuses for its fields, the employer's number, the sender or its content was looked at when
 * it was received: a definitive number that came since, or a mandate that ended, takes nothing back of what was rightly declared.
 */
const waitedIn: Stages<Incoming<DimonaIn>> = [[...employerNumbersAgree, ...workerNamed]];

/** What the declaration says, as a whole. */
const contentOfIn: Stages<PlannedIn> = [
  [...fieldsOfIn, ...datesInDomain],
  [...datesOfType, ...featuresOfIn],
];

/** How it stands to what is known of the worker: nothing of this can be asked before the worker is. */
const standingOfIn: Stages<PlannedIn> = [besideOthers, quotaOfArticle17, [...remarks, ...flexiRemarks]];

const incomingOnPeriod: Stages<Incoming<OnPeriodDeclaration>> = [
  [...employerNumberForms, ...onPeriodForms],
  periodIsThere,
  senderAllowed,
  partiesOfPeriod,
];

const onPeriod: Stages<OnPeriod<OnPeriodDeclaration>> = [periodIsFree];

const out: Stages<OnPeriod<DimonaOut>> = [rulesOfOut];

const cancel: Stages<OnPeriod<DimonaCancel>> = [rulesOfCancel];

const update: Stages<PlannedUpdate> = [
  fieldsOfUpdate,
  changesAllowed,
  [...datesInDomain, ...changesInTime],
  datesOfType,
  besideOthers,
  quotaOfArticle17,
  remarks,
];

/** The part of it that does not depend on which new dates are declared. */
const whatMayChange: Stages<PlannedUpdate> = [fieldsOfUpdate, changesAllowed, changesInTime];

const incomingDaily: Stages<Incoming<DailyRegistrationDeclaration>> = [
  [...dailyNumberForms, ...fieldsOfDaily],
  dailyIsThere,
  senderAllowed,
  dailyIsFree,
];

const day: Stages<PlannedDay> = [rulesOfDay, dayBesideOthers];

export const stages = {
  incomingIn,
  waitedIn,
  contentOfIn,
  standingOfIn,
  incomingOnPeriod,
  onPeriod,
  out,
  cancel,
  update,
  whatMayChange,
  incomingDaily,
  day,
};
