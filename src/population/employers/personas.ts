// Users to ask about, each with a question and its answer: the way into S298 for people, tests and examples.
import type { Identifier } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Quarter } from "../../kernel/quarter.ts";
import { qualities, roles } from "./codes.ts";
import type { UserContextRow, UserRows } from "./rows.ts";
import { type Situation, situations, type standings, type UserTrait } from "./traits.ts";

export interface UserPersona {
  readonly technicalId: string;
  readonly traits: readonly UserTrait[];
  /** Gives the code, on the day for which the network was made and on later ones. */
  readonly question: PersonaQuestion;
  readonly code: string;
}

export interface PersonaQuestion {
  /** The numbers of the entity asked about, in the order in which the service looks at them. */
  readonly employer: readonly [Identifier, ...Identifier[]];
  readonly object: { readonly type: "APPLICATION" | "GROUP"; readonly code: string };
  /** Neither: the present quarter. */
  readonly quarter?: Quarter;
  readonly date?: IsoDay;
  /** Absent: any of the user. */
  readonly context?: { readonly number: Identifier; readonly quality: string };
}

/** What the user is comes from the rows, not from what was meant. `user` is undefined where nobody has the id. */
export function userPersona(
  situation: Situation,
  technicalId: string,
  user: UserRows | undefined,
  question: PersonaQuestion,
): UserPersona {
  const traits = [situation, ...standingsOf(user)];
  return { technicalId, traits, question, code: situations[situation].code };
}

type Standing = keyof typeof standings;

function standingsOf(user: UserRows | undefined): readonly Standing[] {
  const contexts = user?.contexts ?? [];
  const found = new Set<Standing>(contexts.map(placeOf));
  if (contexts.some(({ role }) => roles[role])) found.add("access-manager");
  if (contexts.length > 1) found.add("several-contexts");
  return [...found];
}

function placeOf({ quality }: UserContextRow): Standing {
  if (quality === "QUAL_EMP_NOSS") return "of-employer";
  if (quality === "QUAL_EMP_NOSSPLA") return "of-administration";
  if (quality === "QUAL_COMPANY") return "of-company";
  return places[qualities[quality]];
}

const places = {
  SSC: "of-secretariat",
  SP: "of-provider",
  FSS: "of-full-service-centre",
  CURATOR: "is-curator",
} as const;
