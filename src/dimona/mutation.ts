// A change of a period as institutions are told of it.
import type { Mutation } from "../forwarding/mutation.ts";
import type { Decision } from "./decision.ts";
import type { DimonaNumber } from "./dimona-number.ts";
import { type DimonaPeriod, stateOf } from "./dimona-period.ts";

/**
 * Undefined where no period changed: a daily registration is between the employer and the RSZ. `recordedAt` is a moment as the
 * database reads it.
 */
export function mutationOf(
  number: DimonaNumber,
  { change, employer }: Decision,
  recordedAt: string,
): Mutation | undefined {
  if (change?.kind !== "period") return undefined;
  const { before, after } = change;
  const { id, ssin, features, smallStatute, late, locked } = after;
  const { workerType, jointCommittee, subEntity, user } = features;
  return {
    kind: kinds[after.lastAction],
    declarationId: number,
    periodId: id,
    recordedAt,
    employer: {
      nssoNumber: employer?.nssoNumber,
      provisionalNumber: employer?.provisionalNumber,
      enterpriseNumber: employer?.enterpriseNumber,
    },
    worker: { ssin },
    features: {
      workerType,
      jointCommissionNumber: jointCommittee,
      subEntityNumber: subEntity,
      ...(user === undefined
        ? {}
        : {
            usingEmployer: {
              jointCommissionNumber: user.jointCommittee,
              enterpriseNumber: user.enterpriseNumber,
              name: user.name,
            },
          }),
    },
    ...(before === undefined ? {} : { before: situationOf(before) }),
    after: situationOf(after),
    ...(smallStatute === undefined
      ? {}
      : {
          smallStatute: {
            employmentNature: smallStatute.nature,
            riskActivity: smallStatute.riskActivity,
            workerStatus: smallStatute.status,
          },
        }),
    isLate: late,
    isLocked: locked,
  };
}

const kinds = { in: "I", out: "O", update: "U", cancel: "C" } as const;

function situationOf(period: DimonaPeriod): Mutation["after"] {
  const { startDate, startHour, endDate, endHour, plannedHours } = period.span;
  return { state: stateOf(period), startDate, startHour, endDate, endHour, plannedHoursNumber: plannedHours };
}
