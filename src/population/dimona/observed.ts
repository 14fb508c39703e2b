// What is particular about a worker's file, read from what was decided rather than from what was meant.
import type { Declaration } from "../../dimona/declaration.ts";
import { type DimonaPeriod, stateOf } from "../../dimona/dimona-period.ts";
import { isFlatRateDay, isShift } from "../../dimona/employment.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import type { Performed } from "./file.ts";
import { type DimonaTrait, dimonaTraits } from "./traits.ts";

export interface Observer {
  declared(about: Ssin, declaration: Declaration, performed: Performed): void;
  identified(about: Ssin, performed: Performed): void;
  files(): readonly DimonaPersona[];
}

/** A person by what is particular about the personnel files. */
export interface DimonaPersona {
  readonly ssin: Ssin;
  readonly traits: readonly DimonaTrait[];
  /** The enterprise numbers of those that have declared the person. */
  readonly employers: readonly string[];
}

interface File {
  readonly seen: Set<DimonaTrait>;
  readonly periods: Map<string, DimonaPeriod>;
  readonly employers: Set<string>;
}

export function createObserver(today: IsoDay): Observer {
  const files = new Map<Ssin, File>();
  const fileOf = (about: Ssin): File => {
    const found = files.get(about);
    if (found !== undefined) return found;
    const file = { seen: new Set<DimonaTrait>(), periods: new Map(), employers: new Set<string>() };
    files.set(about, file);
    return file;
  };
  const note = (file: File, { result, anomalies, change, employer }: Performed): void => {
    if (employer?.enterpriseNumber !== undefined) file.employers.add(employer.enterpriseNumber);
    if (change?.kind === "registration") file.seen.add("dimona-daily-registration");
    if (change?.kind === "period") file.periods.set(change.after.id, change.after);
    if (result === "B") file.seen.add("dimona-refused");
    for (const { code } of anomalies) {
      const trait = byCode[code];
      if (trait !== undefined) file.seen.add(trait);
      // Of others it is a warning.
      if (code === "90017-369" && result === "B") file.seen.add("dimona-article17-quota");
    }
  };
  return {
    declared: (about, declaration, performed) => {
      const file = fileOf(about);
      note(file, performed);
      const { result, change } = performed;
      if (result === "S") file.seen.add("dimona-waiting");
      if (declaration.action === "in" && result !== "B" && result !== "S") {
        if (declaration.worker.ssin !== about) file.seen.add("dimona-replaced-ssin");
        if (declaration.employer.provisionalNumber !== undefined) file.seen.add("dimona-provisional");
      }
      if (declaration.action === "update" && change?.kind === "period") {
        file.seen.add("dimona-updated");
        if (change.before?.span.endDate !== undefined && change.after.span.endDate === undefined) {
          file.seen.add("dimona-reopened");
        }
      }
      if (declaration.action === "out" && result !== "B") file.seen.add("dimona-closed");
    },
    identified: (about, performed) => {
      const file = fileOf(about);
      note(file, performed);
      file.seen.delete("dimona-waiting");
      file.seen.add("dimona-identified");
    },
    files: () =>
      [...files].map(([ssin, file]) => ({ ssin, traits: traitsOf(file, today), employers: [...file.employers] })),
  };
}

const byCode: Readonly<Record<string, DimonaTrait>> = {
  "90373-460": "dimona-late",
  "90373-333": "dimona-overlap",
  "90373-334": "dimona-overlap",
  "90256-369": "dimona-employer-quota",
  "90017-151": "dimona-unknown",
  "00913-362": "dimona-locked",
};

const all = Object.keys(dimonaTraits) as DimonaTrait[]; // its keys are the traits

function traitsOf({ seen, periods }: File, today: IsoDay): readonly DimonaTrait[] {
  const found = new Set(seen);
  const living = [...periods.values()].filter(({ cancelled }) => !cancelled);
  for (const period of periods.values()) if (period.cancelled) found.add("dimona-cancelled");
  for (const period of living) for (const trait of traitsOfPeriod(period, today)) found.add(trait);
  const now = living.filter(({ span }) => span.startDate <= today && (span.endDate ?? today) >= today);
  if (new Set(now.map(({ employer }) => employer)).size > 1) found.add("dimona-several-employers");
  return all.filter((trait) => found.has(trait));
}

function traitsOfPeriod(period: DimonaPeriod, today: IsoDay): readonly DimonaTrait[] {
  const { span, features, anomalies, exceeding } = period;
  const ofType = all.find((trait) => trait === `dimona-${features.workerType.toLowerCase()}`);
  const when = (trait: DimonaTrait, is: boolean): readonly DimonaTrait[] => (is ? [trait] : []);
  const beyond = (kind: string) => exceeding.some((one) => one.kind === kind);
  const remembers = (code: string) => anomalies.some((one) => one.code === code);
  return [
    ...(ofType === undefined ? [] : [ofType]),
    ...when("dimona-open", stateOf(period) === "open"),
    ...when("dimona-anomaly-kept", anomalies.length > 0),
    ...when("dimona-student-quota", beyond("STUDENT") && remembers("90017-369")),
    ...when("dimona-horeca-quota", beyond("HORECA_WORKER")),
    ...when("dimona-shift", isShift(span)),
    ...when("dimona-flat-rate", isFlatRateDay(period)),
    ...when("dimona-flexi-refused", period.flexiJob === "refused"),
    ...when("dimona-agency", features.user !== undefined),
    ...when("dimona-control-cards", period.controlCards !== undefined),
    ...when("dimona-place-of-work", period.placeOfWork !== undefined),
    ...when("dimona-small-statute", period.smallStatute !== undefined),
    ...when("dimona-sub-entity", features.subEntity !== undefined),
    ...when("dimona-future", span.startDate > today),
  ];
}
