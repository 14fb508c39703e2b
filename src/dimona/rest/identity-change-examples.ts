// What the demo caterer is told once the register of persons has replaced the number of somebody it has hired.
import { statuses } from "../../crossroads/statuses.ts";
import type { RestExample } from "../../rest/operation.ts";
import { problem } from "../../rest/problem.ts";
import { wordsOf } from "../../rest/words.ts";
import { restBase } from "../names.ts";

const caterer = { employerId: 199903710, enterpriseNumber: "1999903735" };
const told = {
  href: `${restBase}/identityChanges/1`,
  identityChangeId: 1,
  justificationCode: 90,
  effectiveStartingDate: "2026-06-25",
  employer: caterer,
  validSituation: {
    ssin: "90451996040",
    familyName: "Verzinsel",
    givenNames: "Noor",
    birthDate: "1990-05-19",
    gender: "2",
  },
  outdatedSituation: { ssin: "90251996038" },
  toldAt: "2026-06-25T08:15:30.250Z",
};

export const identityChangeSearchExamples: readonly RestExample[] = [
  {
    name: "told",
    summary: "What the employer was told since a day",
    request: { employer: { employerId: caterer.employerId }, period: { startDate: "2026-06-01" } },
    parameters: { page: "1", pageSize: "50" },
    status: 200,
    response: { items: [told] },
  },
];

export const identityChangeExamples: readonly RestExample[] = [
  {
    name: "replacedNumber",
    summary: "A worker has another number",
    parameters: { identityChangeId: "1" },
    status: 200,
    response: told,
  },
  {
    name: "notTold",
    summary: "Something that nobody was told, or another employer",
    parameters: { identityChangeId: "999999" },
    status: 404,
    response: problem("resourceNotFound", "01a20a95-8fcf-7746-a3e0-f077c5ffcf61", {
      detail: wordsOf(statuses.MSG00100).meaning.en,
      code: "MSG00100",
      remedy: wordsOf(statuses.MSG00100).remedy.en,
    }),
  },
];
