// Can the question be decided at all: are its objects known, do its quarters lie within what is kept?
import type { EmployerMandateCodes } from "../../codes/employer-mandate-codes.ts";
import { statuses } from "../../crossroads/statuses.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { addQuarters, parseQuarter, type Quarter, quarterOf } from "../../kernel/quarter.ts";
import { type AskedObject, type AskedPeriod, endOf } from "../question.ts";
import { type Finding, held, unfit } from "./finding.ts";

/** R3: every object is an application, a group or a sector of today; one of them that is not stops the question (EMC10003). */
export function objectsAreKnown(objects: readonly AskedObject[], codes: EmployerMandateCodes, today: IsoDay): Finding {
  const stranger = objects.find((object) => !isKnown(object, codes, today));
  if (stranger === undefined) return held("objects");
  return unfit("objects", statuses.EMC10003, {
    expected: "a code that stands in the table of its type",
    found: `${stranger.type} ${stranger.code}`,
    information: [{ fieldName: "Object", fieldValue: `${stranger.type} ${stranger.code}` }],
  });
}

/** The period lies between the first quarter of the DmfA and the fourth after the present one (EMC10004). */
export function quartersAreKept(period: AskedPeriod, today: IsoDay): Finding {
  const [first, last] = endsOf(period, today);
  const latest = addQuarters(quarterOf(today), quartersAhead);
  if (first >= earliest && last <= latest) return held("quarters");
  return unfit("quarters", statuses.EMC10004, {
    expected: `quarters from ${earliest} to ${latest}`,
    found: first === last ? first : `${first} to ${last}`,
    information: [{ fieldName: "expected", fieldValue: `quarters from ${earliest} to ${latest}` }],
  });
}

const earliest = certain(parseQuarter("2003Q1"));
const quartersAhead = 4;

function endsOf(period: AskedPeriod, today: IsoDay): readonly [first: Quarter, last: Quarter] {
  const present = quarterOf(today);
  switch (period.kind) {
    case "none":
      return [present, present];
    case "day":
      return [quarterOf(period.day), quarterOf(period.day)];
    case "quarters":
      return [period.begin, endOf(period, present)];
  }
}

function isKnown({ type, code }: AskedObject, codes: EmployerMandateCodes, today: IsoDay): boolean {
  switch (type) {
    case "APPLICATION":
      return codes.applicationOn(code, today) !== undefined;
    case "GROUP":
      return codes.groupOn(code, today) !== undefined;
    case "SECTOR":
      return codes.sector.lookup(code, today) !== undefined;
  }
}
