// A period as the RSZ's answer about a personnel file has it (PersonnelFileConsultationAnswer 2022/3, block 90393).
import { firstNameOf, type PersonIdentity } from "../../persons/identity.ts";
import type { DimonaFeatures as NotifiedFeatures } from "../../schema/generated/notification-20223.ts";
import type {
  DimonaFeatures,
  DimonaPeriod as PeriodBlock,
} from "../../schema/generated/personnel-file-consultation-answer-20223.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { jointCommittees } from "../employment.ts";
import { optionalBlocks, periodOf, quotaFeatures } from "./blocks.ts";
import { workerNames } from "./worker-names.ts";

export interface FiledPeriod {
  readonly period: DimonaPeriod;
  /** As the register of persons has the worker, where it knows more than the number. */
  readonly worker: PersonIdentity | undefined;
}

export function answeredPeriod(
  { period, worker }: FiledPeriod,
  { withQuotas }: { readonly withQuotas: boolean },
): PeriodBlock {
  const { DimonaFeatures: features, ...own } = periodOf(period);
  return {
    ...own,
    ...(features === undefined ? {} : { DimonaFeatures: featuresIn(features) }),
    // Nothing is remembered on a period but warnings.
    ...(period.anomalies.length === 0 ? {} : { AnomalyClass: "NP" }),
    NaturalPerson: { INSS: Number(period.ssin), ...(worker === undefined ? {} : describedWorker(worker)) },
    ...optionalBlocks(period),
    ...(withQuotas && period.exceeding.length > 0 ? { QuotaFeatures: period.exceeding.map(quotaFeatures) } : {}),
    ...(period.flexiJob === undefined
      ? {}
      : { EmploymentMeasureInfo: [{ CareerMeasure: 99, ResultCode: period.flexiJob === "accepted" ? 1 : 0 }] }),
  };
}

function describedWorker(worker: PersonIdentity) {
  const { lastName, birthDate, sex } = worker;
  return {
    ...workerNames({ lastName, firstName: firstNameOf(worker) }),
    WorkerBirthdate: birthDate,
    ...(sex === undefined ? {} : { WorkerSex: Number(sex) }),
  };
}

/** This message knows the committees of Dimona alone; the register has no others. */
function featuresIn({ JointCommissionNbr, UsingEmployer, ...others }: NotifiedFeatures): DimonaFeatures {
  const committeeIn = (text: string | undefined) => jointCommittees.find((committee) => committee === text);
  return {
    ...others,
    JointCommissionNbr: committeeIn(JointCommissionNbr),
    ...(UsingEmployer === undefined
      ? {}
      : { UsingEmployer: { ...UsingEmployer, JointCommissionNbr: committeeIn(UsingEmployer.JointCommissionNbr) } }),
  };
}
