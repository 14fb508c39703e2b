// Situations that are decided by whose the entity is, by mandates and by what was delegated of them.
import { addDays, type IsoDay, parseDay } from "../../kernel/day.ts";
import { certain } from "../../kernel/outcome.ts";
import { quarterAt, quarterNumber } from "../timeline.ts";
import type { ApplicationCode, GroupCode } from "./codes.ts";
import { giveMandate, transferMandate } from "./giving.ts";
import type { Employer } from "./parties.ts";
import type { PersonaQuestion } from "./personas.ts";
import type { DelegationRow } from "./rows.ts";
import { asks, type Gift, mandated, type Part, type Scene } from "./scene.ts";
import { addWorker } from "./users.ts";

export const mandateSituations = {
  "own-entity": (scene) => {
    const kind = (["private", "public", "without-staff", "provisional"] as const)[scene.round % 4];
    const code = kind === "without-staff" ? "LEARNING_ACCOUNT" : "DMFA";
    const employer = scene.employer(kind);
    return asks(scene.clerk(employer, code), employer, code);
  },
  "own-entity-as-manager": (scene) => {
    const role = (["HTB", "CO_HTB", "TB", "GROUP_MANAGER"] as const)[scene.round % 4] ?? "HTB";
    const employer = scene.employer(scene.round % 2 === 0 ? "private" : "public");
    return asks(addWorker(scene.draft, [{ at: employer, role }]), employer, "PERSONNEL_FILE");
  },
  "through-mandate": (scene) => asMandatary(scene, toSecretariat, "DMFA"),
  "mandate-to-provider": (scene) => {
    const to = (["QUAL_SP_LEG", "QUAL_SP_IND", "QUAL_SPPLA_LEG"] as const)[scene.round % 3] ?? "QUAL_SP_LEG";
    const by = to === "QUAL_SPPLA_LEG" ? "public" : "private";
    return asMandatary(scene, { to, by, group: "TEMP_UNEMPLOYMENT" }, "TEMP_UNEMP_NOTICE");
  },
  "mandate-to-full-service-centre": (scene) =>
    asMandatary(scene, { to: "QUAL_FSC", by: "public", group: "DMFA_DIMONA" }, "DIMONA"),
  curatorship: (scene) => asMandatary(scene, { to: "QUAL_CUR", group: "CURATORSHIP" }, "DMFA_CONSULT"),
  "whole-group": (scene) =>
    asMandatary(scene, toSecretariat, "DMFA", { object: { type: "GROUP", code: toSecretariat.group } }),
  "past-taken-over": (scene) => {
    const { employer, successor } = transferred(scene, "DMFA_DIMONA");
    return asks(scene.clerk(successor, "DMFA"), employer, "DMFA", beforeTransfer(scene));
  },
  "own-time": (scene) => {
    const { employer, predecessor } = transferred(scene, "DMFA_DIMONA");
    return asks(scene.clerk(predecessor, "DMFA"), employer, "DMFA", beforeTransfer(scene));
  },
  "group-has-grown": (scene) => aboutGrowth(scene, grownOn),
  "through-delegation": (scene) => {
    const agent = scene.mandatary("QUAL_SP_LEG");
    const to = { entity: agent.key, quality: agent.quality };
    const begin = quarterAt(scene.draft.now - 3);
    return asks(scene.clerk(agent, "DMFA"), delegated(scene, { to, begin, status: "ACTIVE" }));
  },
  "delegated-in-person": (scene) => {
    const clerk = scene.clerk(scene.mandatary("QUAL_SP_IND"), "DMFA");
    const to = { technicalId: clerk.technicalId };
    const begin = quarterAt(scene.draft.now - 3);
    return asks(clerk, delegated(scene, { to, groups: [toSecretariat.group], begin, status: "ACTIVE" }));
  },
  "no-mandate": (scene) => {
    const { employer } = mandated(scene, toSecretariat);
    // In two contexts, neither of which opens anything.
    const secretariat = { at: scene.mandatary("QUAL_SSC", 1), applications: ["DMFA"] } as const;
    const bureau = { at: scene.mandatary("QUAL_SP_LEG"), applications: ["DMFA"] } as const;
    return asks(addWorker(scene.draft, [secretariat, bureau]), employer);
  },
  "past-not-taken-over": (scene) => {
    const { employer, successor } = transferred(scene, "ASR_UNEMPLOYMENT");
    return asks(scene.clerk(successor, "ASR_UNEMPLOYMENT"), employer, "ASR_UNEMPLOYMENT", beforeTransfer(scene));
  },
  "mandate-run-out": (scene) => {
    const { now } = scene.draft;
    return asMandatary(scene, { ...toSecretariat, begin: now - 10, end: now - 2 }, "DMFA");
  },
  "mandate-not-begun": (scene) => {
    const { now } = scene.draft;
    return asMandatary(scene, { ...forUnemployment, begin: now + 1 }, "ASR_UNEMPLOYMENT", { quarter: quarterAt(now) });
  },
  "other-application": (scene) => asMandatary(scene, toSecretariat, "VALIDATION_BOOK"),
  "group-had-not-grown": (scene) => aboutGrowth(scene, addDays(grownOn, -1)),
  "mandate-to-be-finalised": (scene) =>
    asMandatary(scene, { ...forUnemployment, status: "TO_BE_FINALISED" }, "ASR_UNEMPLOYMENT"),
  "mandate-pending": (scene) => {
    const { employer } = mandated(scene, toSecretariat);
    const waiting = scene.mandatary("QUAL_SSC", 1);
    const { draft } = scene;
    giveMandate(draft, {
      by: employer,
      to: waiting,
      groups: [toSecretariat.group],
      begin: draft.now,
      status: "PENDING",
    });
    return asks(scene.clerk(waiting, "DMFA"), employer);
  },
  "mandate-rejected": (scene) => asMandatary(scene, { ...toSecretariat, status: "REJECTED" }, "DMFA"),
  "mandate-closed": (scene) => {
    const { employer, predecessor } = transferred(scene, "DMFA_DIMONA");
    return asks(scene.clerk(predecessor, "DMFA"), employer);
  },
  "mandate-dormant": (scene) => asMandatary(scene, { ...toSecretariat, by: "without-staff" }, "DMFA"),
  "delegation-closed": (scene) => {
    const agent = scene.mandatary("QUAL_SP_LEG");
    const to = { entity: agent.key, quality: agent.quality };
    const { now } = scene.draft;
    const quarters = { begin: quarterAt(now - 6), end: quarterAt(now - 2) };
    return asks(scene.clerk(agent, "DMFA"), delegated(scene, { to, ...quarters, status: "CLOSED" }));
  },
} as const satisfies Readonly<Record<string, (scene: Scene) => Part>>;

const toSecretariat = { to: "QUAL_SSC", group: "DMFA_DIMONA" } as const;
const forUnemployment = { to: "QUAL_SSC", group: "ASR_UNEMPLOYMENT" } as const;

/** Somebody of the mandatary asks for an application, which is in the profile. */
function asMandatary(scene: Scene, gift: Gift, code: ApplicationCode, more?: Partial<PersonaQuestion>): Part {
  const { employer, mandatary } = mandated(scene, gift);
  return asks(scene.clerk(mandatary, code), employer, code, more);
}

const quartersSinceTransfer = 4;

function transferred(scene: Scene, group: GroupCode) {
  const { draft } = scene;
  const employer = scene.employer();
  const [predecessor, successor] = [scene.mandatary("QUAL_SSC"), scene.mandatary("QUAL_SSC", 1)] as const;
  const quarters = { begin: draft.now - 16, takenOver: draft.now - quartersSinceTransfer };
  transferMandate(draft, { by: employer, from: predecessor, to: successor, groups: [group], ...quarters });
  return { employer, predecessor, successor };
}

function beforeTransfer({ draft }: Scene): Pick<PersonaQuestion, "quarter"> {
  return { quarter: quarterAt(draft.now - 2 * quartersSinceTransfer) };
}

/** An employer whose mandatary delegated what it may. */
function delegated(scene: Scene, delegation: DelegationRow): Employer {
  return mandated(scene, { ...toSecretariat, delegations: [delegation] }).employer;
}

/** When the unemployment groups gained the fifth scenario. */
const grownOn = certain(parseDay("2020-03-13"));

/** A mandate that is older than what its group gained. */
function aboutGrowth(scene: Scene, date: IsoDay): Part {
  const begin = quarterNumber(grownOn) - 7;
  const group = scene.round % 2 === 0 ? "ASR_UNEMPLOYMENT" : "TEMP_UNEMPLOYMENT";
  return asMandatary(scene, { to: "QUAL_SP_LEG", group, begin }, "ASR_SCENARIO_5", { date });
}
