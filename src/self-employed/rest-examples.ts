// Questions that the demo network answers as shown: for the reference, and held to the running service by a test.
import { refusedBecause } from "../crossroads/passage.ts";
import { type StatusCode, statuses } from "../crossroads/statuses.ts";
import type { RestExample } from "../rest/operation.ts";
import { issue, problem } from "../rest/problem.ts";
import { problemOf } from "../rest/refusal.ts";

const ticket = "01a20a95-8fcf-7746-a3e0-f077c5ffcf61";
const legalContext = "DEMO:SOCIAL_INSPECTION";
const gardener = "90051996036";

const treated = (code: StatusCode) => ({ code, value: statuses[code].value, meaning: statuses[code].meaning });

const ownName = {
  code: 100,
  description: { nl: "Activiteit in eigen naam", fr: "Activité en nom propre", de: "Tätigkeit in eigenem Namen" },
};
const mainActivity = {
  code: 100,
  description: { nl: "Hoofdberoep", fr: "Activité principale", de: "Haupttätigkeit" },
};
const paid = {
  code: "01",
  description: {
    nl: "Bijdragen van het kwartaal betaald",
    fr: "Cotisations du trimestre payées",
    de: "Beiträge des Quartals gezahlt",
  },
};
const insuredByMainActivity = {
  code: 1,
  description: {
    nl: "Zelfstandige in hoofdberoep",
    fr: "Indépendant à titre principal",
    de: "Selbständiger im Hauptberuf",
  },
};

const unreadable = problem("badRequest", ticket, {
  detail: "The request does not meet the schema: see the issues.",
  code: "MSG00004",
  issues: [
    issue("schemaViolation", "/ssin", { detail: "expected a string, which is missing" }),
    issue("unknownInput", "/inss", { detail: "expected only what the reference names" }),
  ],
});

export const careerExamples: readonly RestExample[] = [
  {
    name: "career",
    summary: "A gardener who went from one fund to another",
    request: { ssin: gardener, legalContext, ticket: "file 2026/0815" },
    status: 200,
    response: {
      ticket,
      status: treated("MSG00000"),
      ssin: gardener,
      items: [
        {
          nisseReference: "000000000000009",
          selfEmployedEnterpriseNumber: "1999000843",
          occupation: { code: "102103", description: { nl: "Tuinbouwer", fr: "Horticulteur", de: "Gärtner" } },
          affiliations: [
            {
              socialInsuranceFund: { code: "019" },
              signatureDate: "2010-09-30",
              careerSegments: [
                {
                  period: { startDate: "2010-10-01", endDate: "2022-12-31" },
                  selfEmployedQuality: ownName,
                  contribution: mainActivity,
                },
              ],
            },
            {
              socialInsuranceFund: { code: "900" },
              signatureDate: "2022-05-01",
              careerSegments: [
                { period: { startDate: "2023-01-01" }, selfEmployedQuality: ownName, contribution: mainActivity },
              ],
            },
          ],
        },
      ],
    },
  },
  {
    name: "careerBeforePeriod",
    summary: "Nothing in the period asked about",
    request: { ssin: gardener, period: { startDate: "1999-01-01", endDate: "1999-12-31" }, legalContext },
    status: 200,
    response: { ticket, status: treated("SES00200"), ssin: gardener, items: [] },
  },
  {
    name: "noCareer",
    summary: "Somebody who never was self-employed",
    request: { ssin: "42050975716", legalContext },
    status: 200,
    response: { ticket, status: treated("SES00100"), ssin: "42050975716", items: [] },
  },
  {
    name: "wrongCheckDigits",
    summary: "A typing error in the number",
    request: { ssin: "90051996037", legalContext },
    status: 400,
    response: problemOf(
      statuses.MSG00011,
      refusedBecause(statuses.MSG00011, {
        expected: "eleven digits with a possible birth date and check digits that fit",
        found: "other check digits",
      }),
      ticket,
      "en",
    ),
  },
  {
    name: "replacedNumber",
    summary: "A number that another one replaced, for a customer whose annex does not follow it",
    request: { ssin: "69450193354", period: { startDate: "2024-01-01" }, legalContext: "DEMO:WORK_PERMIT" },
    status: 400,
    response: problemOf(
      statuses.MSG00006,
      refusedBecause(statuses.MSG00006, {
        expected: "the current number of the person",
        found: "a replaced number",
        information: [{ fieldName: "newSSIN", fieldValue: "69050193365" }],
      }),
      ticket,
      "en",
    ),
  },
  {
    name: "notTheSchema",
    summary: "A property that does not exist, in the place of one that must",
    request: { inss: gardener, legalContext },
    status: 400,
    response: unreadable,
  },
  {
    name: "anotherPurpose",
    summary: "A purpose that the annex does not grant",
    request: { ssin: gardener, legalContext: "DEMO:CURIOSITY" },
    status: 403,
    response: problemOf(statuses.MSG00013, undefined, ticket, "en"),
  },
];

export const contributionExamples: readonly RestExample[] = [
  {
    name: "contributions",
    summary: "Two quarters, paid",
    request: { ssin: gardener, period: { startQuarter: "2021Q1", endQuarter: "2021Q2" }, legalContext },
    status: 200,
    response: {
      ticket,
      status: treated("MSG00000"),
      ssin: gardener,
      items: ["2021Q1", "2021Q2"].map((quarter) => ({
        quarter,
        socialInsuranceFund: { code: "019" },
        contributionSituation: paid,
        ziv: insuredByMainActivity,
      })),
    },
  },
  {
    name: "reversedPeriod",
    summary: "A last quarter that lies before the first",
    request: { ssin: gardener, period: { startQuarter: "2021Q2", endQuarter: "2021Q1" }, legalContext },
    status: 400,
    response: problemOf(
      statuses.SES00300,
      refusedBecause(statuses.SES00300, {
        expected: "a quarter that does not lie before startQuarter",
        found: "another endQuarter",
        information: [{ fieldName: "endQuarter", fieldValue: "" }],
      }),
      ticket,
      "en",
      { endQuarter: "/period/endQuarter" },
    ),
  },
];
