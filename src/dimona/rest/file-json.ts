// The personnel file as JSON: periods with what may be done with them, relations, daily registrations.
import type { z } from "zod";
import type { DimonaCodes } from "../../codes/dimona-codes.ts";
import { numberOf } from "../anomaly.ts";
import type { EmployerNumbers } from "../declaration.ts";
import type { DailyRegistration, DimonaPeriod } from "../dimona-period.ts";
import type { NextAction } from "../next-actions.ts";
import type { FoundRelation } from "../register/reader.ts";
import type { nextActionSchema, periodSchema, registrationSchema, relationSchema } from "./file-schemas.ts";
import { employerJson, employmentJson, hrefOf, idOf, quotaJson, spanJson } from "./to-json.ts";

type Json<Schema extends z.ZodType> = z.input<Schema>;

export function periodJson(
  period: DimonaPeriod,
  employer: EmployerNumbers,
  codes: DimonaCodes,
): Json<typeof periodSchema> {
  const { id, ssin, span, flexiJob } = period;
  return {
    href: hrefOf("periods", id),
    periodId: idOf(id),
    employer: employerJson(employer),
    worker: { ssin },
    ...spanJson(span),
    startDate: span.startDate,
    ...employmentJson(period),
    isLocked: period.locked,
    isCancelled: period.cancelled,
    isLate: period.late,
    anomalies: period.anomalies.map(({ code, severity }) => {
      const label = codes.anomaly(numberOf(code))?.label;
      return { code, severity, descriptionNl: label?.nl ?? "", descriptionFr: label?.fr ?? "" };
    }),
    quotaFeatures: period.exceeding.map(quotaJson),
    ...(flexiJob === undefined ? {} : { flexiJob }),
    lastUpdate: momentJson(period.updatedAt),
    lastAction: period.lastAction,
  };
}

export function nextActionJson({
  action,
  refusedFor,
  takenUntil,
  inTimeUntil,
}: NextAction): Json<typeof nextActionSchema> {
  return {
    action,
    possible: refusedFor.length === 0,
    ...(refusedFor.length === 0 ? {} : { refusedFor: [...refusedFor] }),
    ...(takenUntil === undefined ? {} : { takenUntil }),
    ...(inTimeUntil === undefined ? {} : { inTimeUntil }),
  };
}

export function relationJson(
  { ssin, startDate, endDate }: FoundRelation,
  employer: EmployerNumbers,
): Json<typeof relationSchema> {
  return {
    employer: employerJson(employer),
    worker: { ssin },
    startDate,
    ...(endDate === undefined ? {} : { endDate }),
  };
}

export function registrationJson({
  id,
  periodId,
  day,
  cancelled,
  updatedAt,
}: DailyRegistration): Json<typeof registrationSchema> {
  const { startDate, startHour, endDate, endHour } = day;
  return {
    href: hrefOf("dailyRegistrations", id),
    dailyRegistrationId: idOf(id),
    periodId: idOf(periodId),
    startDate,
    startHour,
    endDate,
    ...(endHour === undefined ? {} : { endHour }),
    isCancelled: cancelled,
    lastUpdate: momentJson(updatedAt),
  };
}

function momentJson(updatedAt: number | undefined): string {
  if (updatedAt === undefined) throw new Error("something that the register does not have cannot be shown");
  return new Date(updatedAt).toISOString();
}
