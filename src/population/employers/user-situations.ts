// Situations that are decided before any mandate is looked at: by the user, by the entity asked about, by the question itself.
import { certain } from "../../kernel/outcome.ts";
import { parseQuarter } from "../../kernel/quarter.ts";
import { finalNumber, placesForEmployers } from "./numbers.ts";
import type { PersonaQuestion } from "./personas.ts";
import { asks, type Gift, mandated, type Part, type Scene } from "./scene.ts";
import { addWorker, type Fate, lately } from "./users.ts";

export const userSituations = {
  "unknown-user": (scene) => asks({ technicalId: scene.draft.nobody() }, mandated(scene, toSecretariat).employer),
  "blocked-user": (scene) => ofFate(scene, "BLOCKED"),
  "deleted-user": (scene) => ofFate(scene, "DELETED"),
  "expired-user": (scene) => ofFate(scene, "EXPIRED"),
  "left-context": (scene) => {
    const { employer, mandatary } = mandated(scene, toSecretariat);
    const endDate = lately(scene.draft, mandatary.beginDate);
    return asks(addWorker(scene.draft, [{ at: mandatary, applications: ["DMFA"], endDate }]), employer);
  },
  "closed-context": (scene) => {
    // Nobody took the user along when the entity became an employer.
    const employer = scene.employer("grown");
    return asks(scene.clerk({ ...employer, quality: "QUAL_COMPANY", beginDate: employer.foundedOn }, "DMFA"), employer);
  },
  "foreign-context": (scene) => {
    const { number, quality } = scene.mandatary("QUAL_SSC", 1);
    return asClerk(scene, "DMFA", { context: { number, quality } });
  },
  "outside-profile": (scene) => {
    const { employer, mandatary } = mandated(scene, toSecretariat);
    return asks(scene.clerk(mandatary, "DIMONA", "PERSONNEL_FILE"), employer);
  },
  "unknown-employer": (scene) => {
    const nobody = finalNumber(placesForEmployers - 1 - scene.round);
    return asks(scene.clerk(scene.mandatary("QUAL_SSC"), "DMFA"), nobody);
  },
  "stopped-employer": (scene) => asks(scene.clerk(scene.mandatary("QUAL_SSC"), "DMFA"), scene.employer("stopped")),
  "replaced-number": (scene) => {
    const employer = scene.employer("replaced");
    return asks(scene.clerk(employer, "DMFA"), employer.provisional ?? employer.number);
  },
  "numbers-of-two-entities": (scene) => {
    const { employer, mandatary } = mandated(scene, toSecretariat);
    const numbers = [employer.number, scene.employer().enterprise] as const;
    return asks(scene.clerk(mandatary, "DMFA"), employer, "DMFA", { employer: numbers });
  },
  "unknown-application": (scene) => asClerk(scene, "DMFB"),
  "quarter-not-kept": (scene) => asClerk(scene, "DMFA", { quarter: certain(parseQuarter("2002Q4")) }),
} as const satisfies Readonly<Record<string, (scene: Scene) => Part>>;

const toSecretariat: Gift = { to: "QUAL_SSC", group: "DMFA_DIMONA" };

function ofFate(scene: Scene, fate: Fate): Part {
  const { employer, mandatary } = mandated(scene, toSecretariat);
  return asks(addWorker(scene.draft, [{ at: mandatary, applications: ["DMFA"] }], fate), employer);
}

/** The clerk of a secretariat, who would have access, were the question not what it is. */
function asClerk(scene: Scene, code: string, more?: Partial<PersonaQuestion>): Part {
  const { employer, mandatary } = mandated(scene, toSecretariat);
  return asks(scene.clerk(mandatary, "DMFA", "DIMONA"), employer, code, more);
}
