// Whose data are asked about: one entity, that is active, and to which all the numbers of the question belong.

import { statuses } from "../../crossroads/statuses.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import { contains } from "../../kernel/period.ts";
import type { KnownTarget } from "../known.ts";
import { type Finding, held, noAccess, unfit } from "./finding.ts";

/**
 * R7: the number names an active entity (EMC00106), and so does the other number beside it (EMC10002). A provisional number
 * may not be used once the final one is there (glossary, zone 00948); any other names its entity also after its end, until
 * another has it.
 */
export function targetIsOneEntity(
  target: KnownTarget | undefined,
  [number, ...others]: readonly [Identifier, ...Identifier[]],
  today: IsoDay,
): Finding {
  const expected = "the number of an active entity";
  if (target === undefined) return noAccess("target", statuses.EMC00106, expected, "a number that names nobody");
  const numbers = new Set(target.numbers.flatMap(({ identifier, passedOn }) => (passedOn ? [] : [identifier])));
  if (!others.every((other) => numbers.has(other))) {
    return unfit("target", statuses.EMC10002, {
      expected: "two numbers of one entity",
      found: `a number of kind ${kindOf(number)}, and another that is not of the same entity`,
      information: [],
    });
  }
  // A number that ended and was given again has several rows: they come in no order.
  const rows = target.numbers.filter(({ identifier }) => identifier === number);
  if (rows.some(({ replaced }) => replaced) && !rows.some(({ period }) => contains(period, today))) {
    return noAccess("target", statuses.EMC00106, expected, "a provisional number that a final one replaced");
  }
  if (target.active.some((period) => contains(period, today))) return held("target");
  return noAccess("target", statuses.EMC00106, expected, "the number of a stopped entity");
}
