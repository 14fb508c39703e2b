// The decision on a daily registration: a day is registered, corrected or withdrawn.
import type { Incoming, PlannedDay } from "./circumstances.ts";
import { accept, type Decision, refuse } from "./decision.ts";
import type { DailyRegistrationDeclaration, WorkedDay } from "./declaration.ts";
import type { DimonaNumber } from "./dimona-number.ts";
import type { DailyRegistration } from "./dimona-period.ts";
import { examine, refuses } from "./rule.ts";
import { stages } from "./stages.ts";

export function decideOnDay(incoming: Incoming<DailyRegistrationDeclaration>, number: DimonaNumber): Decision {
  const { declaration, given, employer } = incoming;
  const { period, registration } = given;
  const first = examine(stages.incomingDaily, incoming);
  if (first.some(refuses) || employer === undefined || period === undefined) return refuse(first, employer);
  if (declaration.operation === "cancel" && registration !== undefined) {
    const after: DailyRegistration = { ...registration, cancelled: true };
    return accept(first, employer, { kind: "registration", before: registration, after, period });
  }
  const before = declaration.operation === "create" ? undefined : registration;
  const after = dayOf(declaration, before);
  if (after === undefined) throw new Error("a day without start, which the rules of its fields refuse");
  const planned: PlannedDay = { declaration, given, employer, period, before, after };
  const anomalies = [...first, ...examine(stages.day, planned)];
  if (anomalies.some(refuses)) return refuse(anomalies, employer);
  const kept: DailyRegistration = { id: before?.id ?? number, periodId: period.id, day: after, cancelled: false };
  return accept(anomalies, employer, { kind: "registration", before, after: kept, period });
}

function dayOf({ day }: DailyRegistrationDeclaration, before: DailyRegistration | undefined): WorkedDay | undefined {
  const { startDate = before?.day.startDate, startHour = before?.day.startHour, endDate = before?.day.endDate } = day;
  const endHour = day.endHour ?? before?.day.endHour;
  if (startDate === undefined || startHour === undefined || endDate === undefined) return undefined;
  return { startDate, startHour, endDate, ...(endHour === undefined ? {} : { endHour }) };
}
