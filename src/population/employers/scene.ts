// What situations are set up with: employers of their own, and mandataries that all share.
import type { Identifier } from "../../employers/identifier.ts";
import type { ApplicationCode, GroupCode, QualityCode } from "./codes.ts";
import type { Draft, Party } from "./draft.ts";
import { type Given, giveMandate } from "./giving.ts";
import { addEmployer, type Employer, type EmployerKind } from "./parties.ts";
import type { PersonaQuestion } from "./personas.ts";
import type { UserRows } from "./rows.ts";
import { addWorker } from "./users.ts";

/** One staging of a situation; the same situation is staged several times, each time with others in it. */
export interface Scene {
  readonly draft: Draft;
  /** Which staging it is, from 0 on. */
  readonly round: number;
  /** Another one at every call. */
  employer(kind?: EmployerKind): Employer;
  /** Another one in every round, and for every `other` from 0 on. */
  mandatary(quality: QualityCode, other?: number): Party;
  /** A plain user with these applications in the profile. */
  clerk(at: Party, ...applications: readonly ApplicationCode[]): UserRows;
}

/** Who asks, and what. */
export interface Part {
  readonly technicalId: string;
  readonly question: PersonaQuestion;
}

export interface Cast {
  readonly draft: Draft;
  readonly mandataries: ReadonlyMap<QualityCode, readonly Party[]>;
  /** The place of the next employer (see addEmployer). */
  nextPlace(): number;
}

export function createScene({ draft, mandataries, nextPlace }: Cast, round: number): Scene {
  return {
    draft,
    round,
    employer: (kind = "private") => addEmployer(draft, kind, nextPlace()),
    mandatary: (quality, other = 0) => {
      const all = mandataries.get(quality) ?? [];
      const found = all[(round + other) % all.length];
      if (found === undefined) throw new Error(`nobody acts as ${quality}`);
      return found;
    },
    clerk: (at, ...applications) => addWorker(draft, [{ at, applications }]),
  };
}

export interface Gift extends Pick<Given, "end" | "status" | "delegations"> {
  readonly to: QualityCode;
  readonly group: GroupCode;
  readonly by?: EmployerKind;
  /** More than two years ago when absent. */
  readonly begin?: number;
}

/** An employer that gave a mandate, and to whom. */
export function mandated(scene: Scene, { to, group, by, begin = scene.draft.now - 9, ...more }: Gift) {
  const employer = scene.employer(by);
  const mandatary = scene.mandatary(to);
  giveMandate(scene.draft, { by: employer, to: mandatary, groups: [group], begin, ...more });
  return { employer, mandatary };
}

/** A user asks for an application of an employer, in the present quarter unless told otherwise. */
export function asks(
  { technicalId }: Pick<UserRows, "technicalId">,
  about: Party | Identifier,
  code: string = "DMFA",
  more: Partial<PersonaQuestion> = {},
): Part {
  const number = typeof about === "string" ? about : about.number;
  return { technicalId, question: { employer: [number], object: { type: "APPLICATION", code }, ...more } };
}
