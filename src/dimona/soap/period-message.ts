// Periods and relations of the register as the contract carries them.
import { intersection, type Period } from "../../kernel/period.ts";
import type { PeriodType, RelationType } from "../../schema/generated/dimona-types-v1.ts";
import type { Span } from "../declaration.ts";
import type { ConsultedPeriod, ConsultedRelation } from "../register/consulted-rows.ts";
import { cardsElement, employerElement, optionally, placeElement, spanElement, userElement } from "./blocks.ts";
import { daysOf, sourceOf } from "./criteria.ts";

export interface Shown {
  /** Cut to these days. */
  readonly clip: Required<Period> | undefined;
  /** Cancelled periods whole; otherwise they carry their number and their mark alone. */
  readonly cancelledWhole: boolean;
}

export function periodElement(consulted: ConsultedPeriod, { clip, cancelledWhole }: Shown): PeriodType {
  const { id, ssin, employer, cancelled, features, controlCards, placeOfWork } = consulted;
  const { createdAt, updatedAt, lastAction } = consulted;
  if (cancelled && !cancelledWhole) return { dimonaPeriodId: id, isCancelled: true };
  return {
    dimonaPeriodId: id,
    isCancelled: cancelled,
    employer: employerElement(employer),
    ssin,
    source: sourceOf(employer),
    ...spanElement(clip === undefined ? consulted.span : clipped(consulted.span, clip)),
    jointCommissionNbr: features.jointCommittee,
    workerType: features.workerType,
    subEntityNbr: features.subEntity,
    creationTimestamp: new Date(createdAt).toISOString(),
    lastUpdateTimestamp: new Date(updatedAt).toISOString(),
    lastAction: lastActions[lastAction],
    constructionControlCards: optionally(cardsElement, controlCards),
    usingEmployer: optionally(userElement, features.user),
    placeOfWork: optionally(placeElement, placeOfWork),
  };
}

export function relationElement({ ssin, employer, days }: ConsultedRelation, clip: Period | undefined): RelationType {
  const { from, to } = clip === undefined ? days : (intersection(days, clip) ?? days);
  return {
    employer: employerElement(employer),
    ssin,
    source: sourceOf(employer),
    startingDate: from,
    endingDate: to,
  };
}

/** Hours belong to the first and the last day: to another one they would say nothing. */
function clipped(span: Span, days: Period): Span {
  const cut = intersection(daysOf({ span }), days);
  if (cut === undefined) return span;
  const { startHour, endHour, ...rest } = span;
  return {
    ...rest,
    startDate: cut.from,
    endDate: cut.to,
    ...(cut.from === span.startDate ? { startHour } : {}),
    ...(cut.to === span.endDate ? { endHour } : {}),
  };
}

const lastActions = { in: "I", out: "O", update: "U", cancel: "C" } as const;
