// Declarations and questions of the demo caterer, as they are answered: for the reference, and held to the running service by a
// test, which goes through them in this order. Numbers of declarations are then other ones.
import { loadDimonaCodes } from "../../codes/dimona-codes.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { RestExample } from "../../rest/operation.ts";
import { issue, problem } from "../../rest/problem.ts";
import { wordsOf } from "../../rest/words.ts";
import { restBase } from "../names.ts";
import { refusalWords } from "./refusal-words.ts";
import { withoutMandate } from "./refusals.ts";

const ticket = "01a20a95-8fcf-7746-a3e0-f077c5ffcf61";
const gardener = "90051996036";
const caterer = { employerId: 199903710, enterpriseNumber: "1999903735" };
const hired = { startDate: "2031-03-03", features: { jointCommissionNumber: "302", workerType: "OTH" } };
const moment = "2026-06-25T08:15:30.250Z";

/** Of the declarations below, in their order. */
const numbers = {
  hired: 700000000145,
  again: 700000000246,
  evening: 700000000347,
  helping: 700000000448,
  postponed: 700000000549,
  left: 700000000650,
  withdrawn: 700000000751,
} as const;

const taken = (declarationId: number) => ({ declarationId, href: `${restBase}/declarations/${declarationId}` });
const notFound = problem("resourceNotFound", ticket, {
  detail: wordsOf(statuses.MSG00100).meaning.en,
  code: "MSG00100",
  remedy: wordsOf(statuses.MSG00100).remedy.en,
});
const mandateMissing = problem("missingPermission", ticket, {
  detail: withoutMandate(loadDimonaCodes(), "en").detail,
  code: "MSG00016",
});
const othersFile = problem("missingPermission", ticket, {
  detail: refusalWords.fileOfOthers.detail.en,
  code: "MSG00016",
  remedy: refusalWords.fileOfOthers.remedy.en,
});

export const declareExamples: readonly RestExample[] = [
  {
    name: "hired",
    summary: "Somebody starts to work, and nobody knows until when",
    request: { employer: { employerId: caterer.employerId }, worker: { ssin: gardener }, dimonaIn: hired },
    status: 201,
    response: taken(numbers.hired),
  },
  {
    name: "hiredAgain",
    summary: "The same again: taken, and refused when it is decided on",
    request: { employer: { employerId: caterer.employerId }, worker: { ssin: gardener }, dimonaIn: hired },
    status: 201,
    response: taken(numbers.again),
  },
  {
    name: "evening",
    summary: "The hours of an evening of a permanent worker",
    request: {
      dailyRegistration: {
        attestationStatus: 0,
        periodId: numbers.hired,
        startDate: "2031-03-03",
        startHour: "1800",
        endDate: "2031-03-03",
        endHour: "2330",
      },
    },
    status: 201,
    response: taken(numbers.evening),
  },
  {
    name: "helping",
    summary: "The same worker gets other work beside it",
    request: {
      employer: { employerId: caterer.employerId },
      worker: { ssin: gardener },
      dimonaIn: { startDate: "2031-04-01", features: { jointCommissionNumber: "XXX", workerType: "OTH" } },
    },
    status: 201,
    response: taken(numbers.helping),
  },
  {
    name: "postponed",
    summary: "It begins on another day",
    request: { dimonaUpdate: { periodId: numbers.helping, startDate: "2031-04-07" } },
    status: 201,
    response: taken(numbers.postponed),
  },
  {
    name: "left",
    summary: "It ends: the last day is known",
    request: { dimonaOut: { periodId: numbers.helping, endDate: "2031-06-30" } },
    status: 201,
    response: taken(numbers.left),
  },
  {
    name: "withdrawn",
    summary: "It never came to be: the period is cancelled",
    request: { dimonaCancel: { periodId: numbers.helping } },
    status: 201,
    response: taken(numbers.withdrawn),
  },
  {
    name: "twoActions",
    summary: "An end and a cancellation in one declaration",
    request: {
      dimonaOut: { periodId: numbers.hired, endDate: "2031-03-31" },
      dimonaCancel: { periodId: numbers.hired },
    },
    status: 400,
    response: problem("badRequest", ticket, {
      detail: "The request does not meet the schema: see the issues.",
      code: "MSG00004",
      issues: [
        issue("schemaViolation", "", {
          detail: "expected exactly one of dimonaIn, dimonaOut, dimonaUpdate, dimonaCancel, dailyRegistration",
        }),
      ],
    }),
  },
  {
    name: "otherEmployer",
    summary: "For an employer that gave no mandate",
    request: { employer: { employerId: 199900897 }, worker: { ssin: gardener }, dimonaIn: hired },
    status: 403,
    response: mandateMissing,
  },
];

const actions = (refused: Readonly<Record<string, readonly string[]>>, inTimeUntil: Readonly<Record<string, string>>) =>
  ["out", "cancel", "earlier-start", "later-start", "earlier-end", "later-end", "no-end", "planned-hours"].map(
    (action) => {
      const codes = refused[action];
      const until = inTimeUntil[action];
      return {
        action,
        possible: codes === undefined,
        ...(codes === undefined ? {} : { refusedFor: codes }),
        ...(until === undefined ? {} : { inTimeUntil: until }),
      };
    },
  );

const accepted = {
  href: `${restBase}/declarations/${numbers.hired}`,
  employer: caterer,
  worker: { ssin: gardener, familyName: "Krônaert", givenName: "Els", birthDate: "1990-05-19", gender: "2" },
  dimonaIn: hired,
  declarationStatus: {
    declarationId: numbers.hired,
    result: "A",
    receivedAt: moment,
    decidedAt: moment,
    anomalies: [],
    period: { id: numbers.hired, href: `${restBase}/periods/${numbers.hired}` },
    after: { startDate: hired.startDate },
  },
};
const refused = {
  ...accepted,
  worker: { ssin: gardener },
  href: `${restBase}/declarations/${numbers.again}`,
  declarationStatus: {
    declarationId: numbers.again,
    result: "B",
    receivedAt: moment,
    decidedAt: moment,
    anomalies: [
      {
        code: "90373-333",
        severity: "B",
        element: "DimonaIn",
        descriptionNl: "Dubbele Dimonaperiode",
        descriptionFr: "Période Dimona en double",
        descriptionDe: "Doppelter Dimona-Zeitraum",
        descriptionEn: "Duplicate Dimona period",
        situation: "a period that is there already, with the same dates and the same features",
        remedy: "Nothing more is needed: the period that is named says the same already.",
        conflictingPeriods: [{ periodId: numbers.hired, startDate: "2031-03-03", workerType: "OTH" }],
      },
    ],
  },
};

export const declarationExamples: readonly RestExample[] = [
  {
    name: "accepted",
    summary: "Accepted: there is a period",
    parameters: { declarationId: String(numbers.hired) },
    status: 200,
    response: accepted,
  },
  {
    name: "refused",
    summary: "Refused: the period is there already",
    parameters: { declarationId: String(numbers.again) },
    status: 200,
    response: refused,
  },
  {
    name: "noDeclaration",
    summary: "A number that no declaration has",
    parameters: { declarationId: "600000000111" },
    status: 404,
    response: notFound,
  },
];

const period = {
  href: `${restBase}/periods/${numbers.hired}`,
  periodId: numbers.hired,
  employer: caterer,
  worker: { ssin: gardener },
  ...hired,
  isLocked: false,
  isCancelled: false,
  isLate: false,
  anomalies: [],
  quotaFeatures: [],
  lastUpdate: moment,
  lastAction: "in",
};

export const periodExamples: readonly RestExample[] = [
  {
    name: "openPeriod",
    summary: "A period without end: it can be closed, cancelled, and started on another day",
    parameters: { periodId: String(numbers.hired) },
    status: 200,
    response: {
      ...period,
      nextActions: actions(
        {
          "earlier-end": ["00913-359"],
          "later-end": ["00913-359"],
          "no-end": ["90378-444"],
          "planned-hours": ["90378-360", "01135-005"],
        },
        { cancel: "2031-03-03T23:59" },
      ),
    },
  },
  {
    name: "noPeriod",
    summary: "A number that no period has",
    parameters: { periodId: "600000000111" },
    status: 404,
    response: notFound,
  },
];

export const registrationExamples: readonly RestExample[] = [
  {
    name: "registeredEvening",
    summary: "An evening",
    parameters: { dailyRegistrationId: String(numbers.evening) },
    status: 200,
    response: {
      href: `${restBase}/dailyRegistrations/${numbers.evening}`,
      dailyRegistrationId: numbers.evening,
      periodId: numbers.hired,
      startDate: "2031-03-03",
      startHour: "1800",
      endDate: "2031-03-03",
      endHour: "2330",
      isCancelled: false,
      lastUpdate: moment,
    },
  },
  {
    name: "noRegistration",
    summary: "A number that no registration has",
    parameters: { dailyRegistrationId: "600000000111" },
    status: 404,
    response: notFound,
  },
];

export const declarationSearchExamples: readonly RestExample[] = [
  {
    name: "refusedOnes",
    summary: "What was refused of one worker",
    request: { employer: { employerId: caterer.employerId }, worker: { ssin: gardener }, results: ["B"] },
    parameters: { page: "1", pageSize: "50" },
    status: 200,
    response: { items: [refused] },
  },
];

export const periodSearchExamples: readonly RestExample[] = [
  {
    name: "atWork",
    summary: "When somebody is at work in a month",
    request: {
      employer: { enterpriseNumber: caterer.enterpriseNumber },
      worker: { ssin: gardener },
      period: { startDate: "2031-03-01", endDate: "2031-03-31" },
      states: ["open", "closed"],
    },
    status: 200,
    response: { items: [period] },
  },
  {
    name: "atWorkByName",
    summary: "The same of whoever is called so, in the employer's file",
    request: {
      employer: { enterpriseNumber: caterer.enterpriseNumber },
      worker: { familyName: "Krona", givenName: "Agnieszka" },
      period: { startDate: "2031-03-01", endDate: "2031-03-31" },
    },
    status: 200,
    response: { items: [period] },
  },
  {
    name: "numberAndName",
    summary: "By a number and a name at once",
    request: { employer: { employerId: caterer.employerId }, worker: { ssin: gardener, familyName: "Kronaert" } },
    status: 400,
    response: problem("badRequest", ticket, {
      detail: "The request does not meet the schema: see the issues.",
      code: "MSG00004",
      issues: [
        issue("schemaViolation", "/worker", {
          detail: "expected either ssin or familyName, and givenName only beside familyName",
        }),
      ],
    }),
  },
  {
    name: "fileOfOthers",
    summary: "In the file of an employer that gave no mandate",
    request: { employer: { employerId: 199900897 } },
    status: 403,
    response: othersFile,
  },
];

export const relationSearchExamples: readonly RestExample[] = [
  {
    name: "workers",
    summary: "From when to when somebody works for an employer",
    request: { employer: { employerId: caterer.employerId }, worker: { ssin: gardener } },
    status: 200,
    response: {
      items: [{ employer: caterer, worker: { ssin: gardener }, startDate: "2031-03-03" }],
    },
  },
  {
    name: "workersByName",
    summary: "Who is in the file of an employer under a name",
    request: { employer: { employerId: caterer.employerId }, worker: { familyName: "Krônaert", givenName: "Els" } },
    status: 200,
    response: {
      items: [{ employer: caterer, worker: { ssin: gardener }, startDate: "2031-03-03" }],
    },
  },
];
