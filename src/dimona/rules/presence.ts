// Which fields an IN must have and may not have, by worker type, committee and employer: anomalies 001 and 005.
import { yearOf } from "../../kernel/day.ts";
import type { Zone } from "../anomaly.ts";
import type { PlannedIn } from "../circumstances.ts";
import { agency, committeeAtWork } from "../employment.ts";
import { type Rule, rule } from "../rule.ts";

type Need = "mandatory" | "optional" | "forbidden";

/** Glossary Dimona 2023/3, presence of each zone in block 90373. */
export const fieldsOfIn: readonly Rule<PlannedIn>[] = [
  ...field("00911", {
    is: (it) => it.after.span.endDate,
    missing: "an IN without an end date where the type needs one, for one shift of a flexi-job, or in committee 322",
    need: ({ type, after: { span, features } }) => {
      const isShiftOfFlexi = type.hours === "by-choice" && (span.startHour ?? span.endHour) !== undefined;
      return type.endDate === "mandatory" || isShiftOfFlexi || features.jointCommittee === agency
        ? "mandatory"
        : "optional";
    },
  }),
  ...field("00777", {
    is: (it) => it.after.span.startHour,
    missing: "occasional work without a start hour, or a flexi-job with an end hour alone",
    forbidden: "a start hour where the type counts by the day",
    need: ({ type, after: { span } }) => {
      if (type.hours === "mandatory") return "mandatory";
      if (type.hours === "none") return "forbidden";
      return span.endHour === undefined ? "optional" : "mandatory";
    },
  }),
  ...field("00778", {
    is: (it) => it.after.span.endHour,
    missing: "occasional work outside horeca without an end hour, or a flexi-job with a start hour alone",
    forbidden: "an end hour where the type counts by the day",
    need: ({ type, after: { span, features } }) => {
      // In horeca its absence says that the daily flat rate is meant.
      if (type.hours === "mandatory") return committeeAtWork(features) === "302" ? "optional" : "mandatory";
      if (type.hours === "none") return "forbidden";
      return span.startHour === undefined ? "optional" : "mandatory";
    },
  }),
  ...field("01135", {
    is: (it) => it.after.span.plannedHours,
    missing: "a student or article 17 by the hour without planned hours",
    forbidden: "planned hours where the type has none, or of a student until 2016",
    need: (it) => (it.type.plannedHours && !countsStudentDays(it) ? "mandatory" : "forbidden"),
  }),
  ...field("01017", {
    is: (it) => it.after.span.plannedDays,
    missing: "a student until 2016 without planned days",
    forbidden: "planned days of anybody but a student until 2016",
    need: (it) => (countsStudentDays(it) ? "mandatory" : "forbidden"),
  }),
  ...field("00046", {
    is: (it) => it.after.features.jointCommittee,
    missing: "an IN without a joint committee",
    forbidden: "a joint committee of a provincial or local administration",
    need: ({ employer: { local } }) => (local ? "forbidden" : "mandatory"),
  }),
  ...field("00652", {
    is: (it) => it.after.features.subEntity,
    missing: "a public employer that works with sub-entities, and none is named",
    forbidden: "a sub-entity of an employer that has none",
    need: ({ employer: { subEntities } }) => (subEntities === undefined ? "forbidden" : "mandatory"),
  }),
  ...field("00663", {
    is: (it) => it.after.controlCards?.firstMonth,
    missing: "construction work without the control card of the first month",
    forbidden: "the control card of the first month outside construction",
    need: needOfCards,
  }),
  ...field("00664", {
    is: (it) => it.after.controlCards?.nextMonth,
    missing: "construction work without the control card of the next month",
    forbidden: "the control card of the next month outside construction",
    need: needOfCards,
  }),
  ...field("01231", {
    is: (it) => it.after.smallStatute?.nature,
    missing: "training or a traineeship from 2020 on without employment nature",
    forbidden: "an employment nature outside training and traineeships",
    need: needOfSmallStatute,
  }),
  ...field("00053", {
    is: (it) => it.after.smallStatute?.status,
    missing: "training or a traineeship from 2020 on without worker status",
    forbidden: "a worker status outside training and traineeships",
    need: needOfSmallStatute,
  }),
  /** A risk activity has no 005 of its own (zone 00041), nor has the block: the nature is the part that it must have. */
  rule(
    "01231-005",
    "a risk activity alone, or nothing, about a small statute outside training and traineeships",
    "glossary",
    (it) => {
      const { smallStatute } = it.after;
      const isThere = smallStatute !== undefined && needOfSmallStatute(it) === "forbidden";
      return isThere && smallStatute.nature === undefined && smallStatute.status === undefined;
    },
  ),
  ...field("00776", {
    is: (it) => it.after.placeOfWork?.name,
    forbidden: "the name of a place of work of anybody but a student",
    need: ({ type }) => (type.code === "STU" ? "optional" : "forbidden"),
  }),
  ...(["00517", "00518", "00520", "00522", "00523"] as const).flatMap((zone) =>
    field(zone, {
      is: (it) => it.after.placeOfWork?.address,
      missing: "a student's place of work with a name and without an address",
      forbidden: "the address of a place of work of anybody but a student",
      need: ({ type, after: { placeOfWork } }) => {
        if (type.code !== "STU") return "forbidden";
        return placeOfWork?.name === undefined ? "optional" : "mandatory";
      },
    }),
  ),
  rule(
    "00024-001",
    "occasional work of somebody without an INSS",
    "glossary",
    ({ type, declaration: { worker } }) => type.ssin === "mandatory" && worker.ssin === undefined,
  ),
];

interface Field {
  readonly is: (given: PlannedIn) => unknown;
  readonly need: (given: PlannedIn) => Need;
  /** In which situation 001 says that it is missing; absent where it never is. */
  readonly missing?: string;
  /** In which situation 005 says that it must not be there. */
  readonly forbidden?: string;
}

function field(zone: Zone, { is, need, missing, forbidden }: Field): readonly Rule<PlannedIn>[] {
  const broken = (when: string | undefined, number: "001" | "005", test: (given: PlannedIn) => boolean) =>
    when === undefined ? [] : [rule<PlannedIn>(`${zone}-${number}`, when, "glossary", test)];
  return [
    ...broken(missing, "001", (given) => need(given) === "mandatory" && is(given) === undefined),
    ...broken(forbidden, "005", (given) => need(given) === "forbidden" && is(given) !== undefined),
  ];
}

function countsStudentDays({ type, after: { span } }: PlannedIn): boolean {
  return type.code === "STU" && yearOf(span.startDate) <= 2016;
}

const withOptionalCards = new Set(["DWD", "IVT", "TRI", "STU"]);

function needOfCards({ type, after: { features } }: PlannedIn): Need {
  if (committeeAtWork(features) === "124") return "mandatory";
  const isAgencyWithoutCommittee = features.jointCommittee === agency && features.user?.jointCommittee === undefined;
  if (!isAgencyWithoutCommittee) return "forbidden";
  if (type.code === "BCW") return "mandatory";
  return withOptionalCards.has(type.code) ? "optional" : "forbidden";
}

function needOfSmallStatute({ type, after: { span } }: PlannedIn): Need {
  if (!type.smallStatute) return "forbidden";
  return yearOf(span.startDate) >= 2020 ? "mandatory" : "optional";
}
