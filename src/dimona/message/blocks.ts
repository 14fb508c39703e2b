// Periods, registrations and what belongs to them as blocks of the RSZ's XML messages.
import { localStamp } from "../../kernel/local-time.ts";
import type {
  AddressType,
  DailyRegistrationType,
  DimonaFeatures,
  DimonaImpactReport,
  DimonaPeriodAfter,
  DimonaPeriod as DimonaPeriodBlock,
  QuotaFeatures,
  WorkerType,
} from "../../schema/generated/notification-20223.ts";
import type { Address, Employment, Features, Span, WorkedDay } from "../declaration.ts";
import type { DailyRegistration, DimonaPeriod } from "../dimona-period.ts";
import type { Exceeding } from "../quota.ts";
import { workerType } from "../worker-type.ts";

/** Blocks 90395 and 90396. */
export function spanOf({ startDate, startHour, endDate, endHour, plannedHours, plannedDays }: Span): DimonaPeriodAfter {
  return { ...dayOf({ startDate, startHour, endDate, endHour }), ...plannedOf({ plannedHours, plannedDays }) };
}

export function dayOf({ startDate, startHour, endDate, endHour }: Partial<WorkedDay> | Span) {
  return {
    ...(startDate === undefined ? {} : { StartingDate: startDate }),
    ...(startHour === undefined ? {} : { StartingHour: Number(startHour) }),
    ...(endDate === undefined ? {} : { EndingDate: endDate }),
    ...(endHour === undefined ? {} : { EndingHour: Number(endHour) }),
  };
}

/** Block 90393. */
export function periodOf(period: DimonaPeriod): DimonaPeriodBlock {
  const { SmallStatutesInformation: _, ...blocks } = optionalBlocks(period);
  const { span, anomalies } = period;
  return {
    DimonaPeriodId: Number(period.id),
    IsLocked: period.locked ? 1 : 0,
    IsCancelled: period.cancelled ? 1 : 0,
    IsLate: period.late,
    ...dayOf(span),
    ...plannedOf(span),
    ...lastUpdate(period.updatedAt),
    ...(anomalies.length === 0 ? {} : { ErrorID: anomalies.map(({ code }) => code) }),
    DimonaFeatures: featuresOf(period.features),
    ...blocks,
  };
}

/** Block 90481. */
export function registrationOf({ id, periodId, day, cancelled, updatedAt }: DailyRegistration): DailyRegistrationType {
  return {
    DailyRegistrationId: Number(id),
    DimonaPeriodId: Number(periodId),
    ...dayOf(day),
    IsCancelled: cancelled ? 1 : 0,
    ...lastUpdate(updatedAt),
  };
}

/** Block 90374. */
export function featuresOf({ jointCommittee, workerType, subEntity, user }: Features): DimonaFeatures {
  return {
    ...(jointCommittee === undefined ? {} : { JointCommissionNbr: jointCommittee }),
    ...(isNotified(workerType) ? { WorkerType: workerType } : {}),
    ...(subEntity === undefined ? {} : { SubEntityNbr: Number(subEntity) }),
    ...(user === undefined
      ? {}
      : {
          UsingEmployer: {
            ...(user.jointCommittee === undefined ? {} : { JointCommissionNbr: user.jointCommittee }),
            ...(user.name === undefined ? {} : { UsingEmployerName: user.name }),
            ...(user.enterpriseNumber === undefined ? {} : { UsingEmployerCompanyID: Number(user.enterpriseNumber) }),
            ...(user.address === undefined ? {} : { Address: addressOf(user.address) }),
          },
        }),
  };
}

type OptionalBlocks = Pick<
  DimonaImpactReport,
  "ConstructionControlCards" | "StudentPlaceOfWork" | "SmallStatutesInformation"
>;

/** Blocks 90375, 90376 and 90594, as far as they are there. */
export function optionalBlocks({ controlCards, placeOfWork, smallStatute }: Employment): OptionalBlocks {
  return {
    ...(controlCards === undefined
      ? {}
      : {
          ConstructionControlCards: {
            FirstMonthC32ANbr: Number(controlCards.firstMonth),
            NextMonthC32ANbr: Number(controlCards.nextMonth),
          },
        }),
    ...(placeOfWork === undefined
      ? {}
      : {
          StudentPlaceOfWork: {
            ...(placeOfWork.name === undefined ? {} : { Denomination: placeOfWork.name }),
            ...(placeOfWork.address === undefined ? {} : { Address: addressOf(placeOfWork.address) }),
          },
        }),
    ...(smallStatute === undefined
      ? {}
      : {
          SmallStatutesInformation: {
            ...(smallStatute.nature === "EMPLOYEE" || smallStatute.nature === "WORKER"
              ? { EmploymentNature: smallStatute.nature }
              : {}),
            ...(smallStatute.riskActivity === undefined ? {} : { ActivityWithRisk: Number(smallStatute.riskActivity) }),
            ...(smallStatute.status === undefined ? {} : { WorkerStatus: smallStatute.status }),
          },
        }),
  };
}

/** Block 90432. */
export function quotaFeatures({ kind, unit, amount }: Exceeding): QuotaFeatures {
  return unit === "hours"
    ? { QuotaType: kind, ExceedingHoursNbr: amount }
    : { QuotaType: kind, ExceedingDaysNbr: amount };
}

function plannedOf({ plannedHours, plannedDays }: Pick<Span, "plannedHours" | "plannedDays">) {
  if (plannedHours !== undefined) return { PlannedHoursNbr: plannedHours };
  return plannedDays === undefined ? {} : { PlannedDaysNbr: plannedDays };
}

function lastUpdate(updatedAt: number | undefined) {
  if (updatedAt === undefined) throw new Error("a period that the register does not have cannot be written");
  const { day, hour } = localStamp(updatedAt);
  return { LastUpdateDate: day, LastUpdateHour: hour };
}

function addressOf({ street, houseNumber, box, postCode, city, country }: Address): AddressType {
  return {
    Street: street,
    HouseNbr: houseNumber,
    ...(box === undefined ? {} : { PostBox: box }),
    ZIPCode: postCode,
    City: city,
    Country: Number(country),
  };
}

/** The message of 2022/3 is older than the type ALT: a period of it is written without its type. */
function isNotified(code: string): code is WorkerType {
  return code !== "ALT" && workerType(code) !== undefined;
}
