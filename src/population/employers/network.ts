// The employers of the synthetic network, who acts for them, and their users: the same for everybody with the same seed and day.
import { type IdentifierKind, kindOf } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { ApplicationCode, QualityCode } from "./codes.ts";
import { createDraft } from "./draft.ts";
import { addEveryday } from "./everyday.ts";
import { mandateSituations } from "./mandate-situations.ts";
import { addMandataries } from "./parties.ts";
import { type UserPersona, userPersona } from "./personas.ts";
import type { EmployerRows, EntityRows } from "./rows.ts";
import { createScene, type Part, type Scene } from "./scene.ts";
import type { Situation } from "./traits.ts";
import { userSituations } from "./user-situations.ts";
import { addOffice } from "./users.ts";

export interface EmployerNetwork {
  readonly rows: EmployerRows;
  readonly employers: readonly NumberedEmployer[];
  /** Several of every situation. */
  readonly personas: readonly UserPersona[];
}

/** The numbers by which an employer can be asked about today, without their kind. */
export interface NumberedEmployer {
  readonly name: string;
  readonly enterpriseNumber: string;
  readonly nssoNumber?: string;
  readonly provisionalNumber?: string;
  readonly pplNumber?: string;
  /** Its last day, where it has stopped. */
  readonly endDate?: IsoDay;
}

/** Of today only dates depend, never a number or an id. Takes the seeds and the days that synthesizePerson takes. */
export function synthesizeEmployers(seed: number, today: IsoDay): EmployerNetwork {
  const draft = createDraft(seed, today);
  const mandataries = addMandataries(draft);
  for (const party of [...mandataries.values()].flat()) addOffice(draft, party, profileOf(party.quality));
  const firstEmployer = draft.rows.entities.length;
  let places = 0;
  const sceneOf = (round: number): Scene => createScene({ draft, mandataries, nextPlace: () => places++ }, round);

  const parts: (Part & { readonly situation: Situation })[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const scene = sceneOf(round);
    for (const situation of names) parts.push({ situation, ...plays[situation](scene) });
  }
  while (places < employers) addEveryday(sceneOf(draft.random.below(1000)));

  const users = new Map(draft.rows.users.map((user) => [user.technicalId, user]));
  return {
    rows: draft.rows,
    employers: draft.rows.entities.slice(firstEmployer).map(numbered),
    personas: parts.map(({ situation, technicalId, question }) =>
      userPersona(situation, technicalId, users.get(technicalId), question),
    ),
  };
}

const employers = 300;
/** How many personas of every situation. */
const rounds = 4;

const plays: Readonly<Record<Situation, (scene: Scene) => Part>> = { ...mandateSituations, ...userSituations };
// Keys of plays are situations, all of them.
const names = Object.keys(plays) as Situation[];

function profileOf(quality: QualityCode): readonly ApplicationCode[] {
  if (quality === "QUAL_CUR") return ["DMFA", "DIMONA"];
  return ["DMFA", "DIMONA", "ASR_UNEMPLOYMENT", "TEMP_UNEMP_NOTICE", "SIDE_ACTIVITIES", "LEARNING_ACCOUNT"];
}

function numbered({ name, identifiers, endDate }: EntityRows): NumberedEmployer {
  const numbers = new Map<IdentifierKind, string>();
  for (const { identifier, endDate } of identifiers) {
    if (endDate === undefined) numbers.set(kindOf(identifier), identifier.slice(identifier.indexOf(":") + 1));
  }
  const entry = (key: string, kind: IdentifierKind) => (numbers.has(kind) ? { [key]: numbers.get(kind) } : {});
  return {
    name,
    enterpriseNumber: numbers.get("cbe") ?? "",
    ...entry("nssoNumber", "nsso"),
    ...entry("provisionalNumber", "provisional"),
    ...entry("pplNumber", "ppl"),
    ...(endDate === undefined ? {} : { endDate }),
  };
}
