// A period as the RSZ's answer about a personnel file has it (PersonnelFileConsultationAnswer 2022/3, block 90393).
import type { DimonaFeatures as NotifiedFeatures } from "../../schema/generated/notification-20223.ts";
import type {
  DimonaFeatures,
  DimonaPeriod as PeriodBlock,
} from "../../schema/generated/personnel-file-consultation-answer-20223.ts";
import type { DimonaPeriod } from "../dimona-period.ts";
import { optionalBlocks, periodOf, quotaFeatures } from "./blocks.ts";

export function answeredPeriod(period: DimonaPeriod, { withQuotas }: { readonly withQuotas: boolean }): PeriodBlock {
  const { DimonaFeatures: features, ...own } = periodOf(period);
  return {
    ...own,
    ...(features === undefined ? {} : { DimonaFeatures: featuresIn(features) }),
    // Nothing is remembered on a period but warnings.
    ...(period.anomalies.length === 0 ? {} : { AnomalyClass: "NP" }),
    NaturalPerson: { INSS: Number(period.ssin) },
    ...optionalBlocks(period),
    ...(withQuotas && period.exceeding.length > 0 ? { QuotaFeatures: period.exceeding.map(quotaFeatures) } : {}),
    ...(period.flexiJob === undefined
      ? {}
      : { EmploymentMeasureInfo: [{ CareerMeasure: 99, ResultCode: period.flexiJob === "accepted" ? 1 : 0 }] }),
  };
}

/** This message knows the committees of Dimona alone; the register has no others. */
function featuresIn({ JointCommissionNbr, UsingEmployer, ...others }: NotifiedFeatures): DimonaFeatures {
  const committeeIn = (text: string | undefined) => committees.find((committee) => committee === text);
  return {
    ...others,
    JointCommissionNbr: committeeIn(JointCommissionNbr),
    ...(UsingEmployer === undefined
      ? {}
      : { UsingEmployer: { ...UsingEmployer, JointCommissionNbr: committeeIn(UsingEmployer.JointCommissionNbr) } }),
  };
}

const committees = ["124", "140", "144", "145", "149", "302", "320", "322", "XXX"] as const;
