// The decision on a declaration: accepted, accepted with a warning, refused or waiting, and what it makes of the period.
import type { Anomaly } from "./anomaly.ts";
import type { Circumstances, Incoming, OnPeriod, Planned, PlannedIn, PlannedUpdate } from "./circumstances.ts";
import { decideOnDay } from "./decide-day.ts";
import { accept, type Decision, refuse, wait } from "./decision.ts";
import type { Declaration, DimonaCancel, DimonaIn, DimonaOut, DimonaUpdate, Employment } from "./declaration.ts";
import type { DimonaNumber } from "./dimona-number.ts";
import type { DimonaPeriod, RememberedAnomaly } from "./dimona-period.ts";
import { employerOf } from "./employer.ts";
import { changed } from "./employment.ts";
import { exceedingsOf } from "./exceedings.ts";
import { examine, refuses } from "./rule.ts";
import { stages } from "./stages.ts";
import { workerType } from "./worker-type.ts";

/**
 * Decides by the rules, in the light of what is given. `number` is that of the declaration, and of the period or registration that
 * it begins. A refused declaration changes nothing. Never throws on what was declared.
 */
export function decide(declaration: Declaration, given: Circumstances, number: DimonaNumber): Decision {
  switch (declaration.action) {
    case "in":
      return decideIn({ declaration, given, employer: employerOf(declaration.employer, given.employers) }, number);
    case "daily":
      return decideOnDay({ declaration, given, employer: given.employerOfPeriod }, number);
    default:
      return decideOnPeriod({ declaration, given, employer: given.employerOfPeriod });
  }
}

function decideIn(incoming: Incoming<DimonaIn>, number: DimonaNumber): Decision {
  const { declaration, given, employer } = incoming;
  const { worker } = given;
  // By a number that leads nowhere any more, nobody can be told what became of it: that is judged anew.
  const hasPassed = given.waited === true && employer !== undefined;
  const first = hasPassed ? examine(stages.waitedIn, incoming) : examine(stages.incomingIn, incoming);
  const type = workerType(declaration.features.workerType);
  if (first.some(refuses) || employer === undefined || type === undefined) return refuse(first, employer);
  const { span, features, controlCards, placeOfWork, smallStatute } = declaration;
  const after: Employment = { span, features, controlCards, placeOfWork, smallStatute };
  const planned: PlannedIn = {
    block: "90373",
    declaration,
    given,
    employer,
    type,
    after,
    before: undefined,
    others: living(given),
  };
  const content = hasPassed ? first : [...first, ...examine(stages.contentOfIn, planned)];
  if (content.some(refuses)) return refuse(content, employer);
  // Who the worker is decides the rest, by a later decision on the same declaration.
  if (worker.kind !== "known") return wait(content, employer);
  const anomalies = [...content, ...examine(stages.standingOfIn, planned)];
  if (anomalies.some(refuses)) return refuse(anomalies, employer);
  const period: DimonaPeriod = {
    ...after,
    id: number,
    employer: employer.key,
    ssin: worker.ssin,
    cancelled: false,
    locked: false,
    late: anomalies.some(({ code }) => code === "90373-460"),
    anomalies: remembered([], anomalies),
    exceeding: exceedingsOf(planned).map(({ exceeding }) => exceeding),
    flexiJob: flexiJobOf(planned, anomalies),
    lastAction: "in",
  };
  return accept(anomalies, employer, { kind: "period", before: undefined, after: period });
}

function decideOnPeriod(incoming: Incoming<DimonaOut | DimonaUpdate | DimonaCancel>): Decision {
  const { declaration, given, employer } = incoming;
  const { period } = given;
  const first = examine(stages.incomingOnPeriod, incoming);
  if (first.some(refuses) || employer === undefined || period === undefined) return refuse(first, employer);
  const free = [...first, ...examine(stages.onPeriod, { declaration, given, employer, period })];
  if (free.some(refuses)) return refuse(free, employer);
  const found = { given, employer, period };
  switch (declaration.action) {
    case "out":
      return decideOut({ ...found, declaration }, free);
    case "cancel":
      return decideCancel({ ...found, declaration }, free);
    case "update":
      return decideUpdate({ ...found, declaration }, free);
  }
}

function decideOut(found: OnPeriod<DimonaOut>, first: readonly Anomaly[]): Decision {
  const { declaration, employer, period } = found;
  const anomalies = [...first, ...examine(stages.out, found)];
  if (anomalies.some(refuses)) return refuse(anomalies, employer);
  const after: DimonaPeriod = {
    ...period,
    span: { ...period.span, endDate: declaration.endDate },
    anomalies: remembered(period.anomalies, anomalies),
    lastAction: "out",
  };
  return accept(anomalies, employer, { kind: "period", before: period, after });
}

function decideCancel(found: OnPeriod<DimonaCancel>, first: readonly Anomaly[]): Decision {
  const { employer, period } = found;
  const anomalies = [...first, ...examine(stages.cancel, found)];
  if (anomalies.some(refuses)) return refuse(anomalies, employer);
  const after: DimonaPeriod = { ...period, cancelled: true, lastAction: "cancel" };
  return accept(anomalies, employer, { kind: "period", before: period, after });
}

function decideUpdate(found: OnPeriod<DimonaUpdate>, first: readonly Anomaly[]): Decision {
  const { declaration, given, employer, period } = found;
  const type = workerType(period.features.workerType);
  if (type === undefined) throw new Error("a period of a worker type that never existed");
  const span = changed(period.span, declaration.changes);
  const planned: PlannedUpdate = {
    block: "90378",
    declaration,
    given,
    employer,
    type,
    after: { ...period, span },
    before: period,
    others: living(given),
  };
  const anomalies = [...first, ...examine(stages.update, planned)];
  if (anomalies.some(refuses)) return refuse(anomalies, employer);
  const after: DimonaPeriod = {
    ...period,
    span,
    anomalies: remembered(period.anomalies, anomalies),
    exceeding: exceedingsOf(planned).map(({ exceeding }) => exceeding),
    lastAction: "update",
  };
  return accept(anomalies, employer, { kind: "period", before: period, after });
}

function living({ periods, period }: Circumstances): readonly DimonaPeriod[] {
  return periods.filter(({ id, cancelled }) => !cancelled && id !== period?.id);
}

function remembered(before: readonly RememberedAnomaly[], now: readonly Anomaly[]): readonly RememberedAnomaly[] {
  const all = new Map([...before, ...now].map(({ code, severity }) => [code, { code, severity }]));
  return [...all.values()];
}

const againstFlexi = new Set(["90017-058", "90017-510", "90017-535", "90373-460"]);

/** A warning says that the work is ordinary work; without one, only who could be asked can say that it is a flexi-job. */
function flexiJobOf({ type, given }: Planned, anomalies: readonly Anomaly[]): DimonaPeriod["flexiJob"] {
  if (type.code !== "FLX") return undefined;
  if (anomalies.some(({ code }) => againstFlexi.has(code))) return "refused";
  return given.flexiAccess === "open" ? "accepted" : undefined;
}
