// Questions as they are answered: for the reference, and held to the running service by a test.
import { accessCodes } from "../crossroads/access-codes.ts";
import { refusedBecause } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";
import type { RestExample } from "../rest/operation.ts";
import { issue, problem } from "../rest/problem.ts";
import { problemOf } from "../rest/refusal.ts";
import { pointers } from "./rest-pointers.ts";

const ticket = "01a20a95-8fcf-7746-a3e0-f077c5ffcf61";
const timestamp = "2026-02-10T10:15:30.250Z";
const technicalId = "UM-clerk-0001";
const entity = { nssoNumber: "499999982" };
const dmfa = { object: "DMFA", objectType: "APPLICATION" } as const;

const decided = (code: keyof typeof accessCodes) => ({ code, meaning: accessCodes[code].meaning });

const unreadable = problem("badRequest", ticket, {
  detail: "The request does not meet the schema: see the issues.",
  code: "SOA-03006",
  issues: [
    issue("schemaViolation", "/accessCriteria/objectCriteria", { detail: "expected at least 1 item" }),
    issue("unknownInput", "/userId", { detail: "expected only what the reference names" }),
  ],
});

export const accessExamples: readonly RestExample[] = [
  {
    name: "mandate",
    summary: "A clerk of a social secretariat about an employer that gave it a mandate, with the basis",
    request: {
      technicalId,
      entity: { nssoNumber: "499999982", enterpriseNumber: "1000000021" },
      accessCriteria: { objectCriteria: [dmfa], period: { startQuarter: "2021Q1", endQuarter: "2021Q4" } },
      includeBasis: true,
      reference: "case 42",
    },
    status: 200,
    response: {
      ticket,
      timestamp,
      reference: "case 42",
      access: true,
      entity: { nssoNumber: "499999982", enterpriseNumber: "1000000021" },
      accessResults: [
        {
          ...dmfa,
          access: true,
          decision: decided("EMC00002"),
          basis: {
            type: "MANDATE",
            qualityCode: "QUAL_SSC",
            mandateReference: "M-2020-001",
            mandateType: "SSC",
            validity: { startQuarter: "2020Q1" },
          },
        },
      ],
    },
  },
  {
    name: "noMandate",
    summary: "The same clerk about an entity that gave no mandate: a no is an answer too",
    request: {
      technicalId,
      context: { entity: { enterpriseNumber: "1000000120" }, qualityCode: "QUAL_SSC" },
      entity: { enterpriseNumber: "1000000219" },
      accessCriteria: { objectCriteria: [dmfa] },
    },
    status: 200,
    response: {
      ticket,
      timestamp,
      access: false,
      entity: { enterpriseNumber: "1000000219" },
      accessResults: [{ ...dmfa, access: false, decision: decided("EMC00105") }],
    },
  },
  {
    name: "unknownApplication",
    summary: "An application that is none",
    request: {
      technicalId,
      entity,
      accessCriteria: { objectCriteria: [{ object: "DMFB", objectType: "APPLICATION" }] },
    },
    status: 400,
    response: problemOf(
      statuses.EMC10003,
      refusedBecause(statuses.EMC10003, { expected: "a code that stands in the table of its type", found: "" }),
      ticket,
      "en",
    ),
  },
  {
    name: "checkDigits",
    summary: "A number with wrong check digits",
    request: { technicalId, entity: { enterpriseNumber: "1000000022" }, accessCriteria: { objectCriteria: [dmfa] } },
    status: 400,
    response: problemOf(
      statuses["SOA-03007"],
      refusedBecause(statuses["SOA-03007"], {
        expected: "in Entity/CompanyID a number in its range, with check digits that fit",
        found: "",
        information: [{ fieldName: "Entity/CompanyID", fieldValue: "" }],
      }),
      ticket,
      "en",
      pointers,
    ),
  },
  {
    name: "notTheSchema",
    summary: "A question that does not meet the schema",
    request: { technicalId, userId: 7, entity, accessCriteria: { objectCriteria: [] } },
    status: 400,
    response: unreadable,
  },
];
