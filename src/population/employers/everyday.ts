// Employers as most are: somebody who manages access, perhaps a clerk, and mandates in every state.
import type { MandateStatus } from "../../employer-mandate/register/mandates.ts";
import { quarterAt, quarterNumber } from "../timeline.ts";
import type { GroupCode, QualityCode } from "./codes.ts";
import { giveMandate, transferMandate } from "./giving.ts";
import type { Employer, EmployerKind } from "./parties.ts";
import type { Scene } from "./scene.ts";
import { addWorker } from "./users.ts";

/** The round of the scene says who the mandataries are. */
export function addEveryday(scene: Scene): void {
  const { draft } = scene;
  const { random } = draft;
  const drawn = random.below(1000);
  const kind = weights.find(([, end]) => drawn < end)?.[0] ?? "private";
  const employer = scene.employer(kind);
  if (kind === "stopped") {
    addWorker(draft, [{ at: employer, role: "HTB" }], "DELETED");
    const drawnEnd = draft.now - random.between(2, 12);
    const end = employer.endDate === undefined ? drawnEnd : Math.min(drawnEnd, quarterNumber(employer.endDate));
    mandate(scene, employer, "QUAL_SSC", ["DMFA_DIMONA"], { begin: end - 8, end, status: "CLOSED" });
    return;
  }
  addWorker(draft, [{ at: employer, role: random.pick(["HTB", "TB"]) }]);
  if (random.perMille(500)) scene.clerk(employer, random.pick(["DMFA", "DIMONA", "PERSONNEL_FILE"]), "MANDATE_CONSULT");
  mandatesOf[kind](scene, employer);
}

/** Per thousand, added up. */
const weights: readonly (readonly [kind: EmployerKind, end: number])[] = [
  ["grown", 60],
  ["provisional", 120],
  ["replaced", 180],
  ["public", 270],
  ["without-staff", 380],
  ["stopped", 440],
];

const mandatesOf: Readonly<Record<Exclude<EmployerKind, "stopped">, (scene: Scene, employer: Employer) => void>> = {
  private: ofPrivate,
  grown: ofPrivate,
  provisional: (scene, employer) => {
    mandate(scene, employer, "QUAL_SSC", ["DMFA_DIMONA"], { begin: scene.draft.now, status: undecided(scene) });
  },
  replaced: (scene, employer) => mandate(scene, employer, "QUAL_SSC", ["DMFA_DIMONA"], { begin: scene.draft.now - 3 }),
  public: (scene, employer) => {
    const to = scene.draft.random.perMille(600) ? "QUAL_FSC" : "QUAL_SPPLA_LEG";
    mandate(scene, employer, to, ["DMFA_DIMONA"], { begin: scene.draft.now - scene.draft.random.between(4, 24) });
  },
  "without-staff": (scene, employer) => {
    if (scene.draft.random.perMille(600)) return;
    mandate(scene, employer, "QUAL_SP_LEG", ["SIDE_ACTIVITIES", "LEARNING_ACCOUNT"], { begin: scene.draft.now - 5 });
  },
};

function ofPrivate(scene: Scene, employer: Employer): void {
  const { draft } = scene;
  const { random, now } = draft;
  if (random.perMille(700)) withSecretariat(scene, employer);
  if (random.perMille(350)) {
    const groups = ["ASR_UNEMPLOYMENT", "TEMP_UNEMPLOYMENT"] as const;
    const to = random.pick(["QUAL_SP_LEG", "QUAL_SP_IND", "QUAL_SSC"]);
    mandate(scene, employer, to, groups, { begin: now - random.between(2, 12) });
  }
  if (random.perMille(200)) {
    mandate(scene, employer, "QUAL_SP_LEG", ["SIDE_ACTIVITIES"], { begin: now + 1, status: undecided(scene) });
  }
  if (random.perMille(30)) mandate(scene, employer, "QUAL_CUR", ["CURATORSHIP"], { begin: now - 1 });
}

function withSecretariat(scene: Scene, employer: Employer): void {
  const { draft } = scene;
  const { random, now } = draft;
  const groups = ["DMFA_DIMONA"] as const;
  const begin = now - random.between(10, 20);
  if (random.perMille(300)) {
    const [from, to] = [scene.mandatary("QUAL_SSC"), scene.mandatary("QUAL_SSC", 1)] as const;
    transferMandate(draft, { by: employer, from, to, groups, begin, takenOver: now - random.between(0, 8) });
    return;
  }
  const { key: entity, quality } = scene.mandatary("QUAL_SP_LEG");
  const delegation = { to: { entity, quality }, begin: quarterAt(now - 2), status: "ACTIVE" } as const;
  const delegations = random.perMille(200) ? [delegation] : [];
  giveMandate(draft, { by: employer, to: scene.mandatary("QUAL_SSC"), groups, begin, delegations });
}

function mandate(
  { draft, mandatary }: Scene,
  by: Employer,
  to: QualityCode,
  groups: readonly GroupCode[],
  more: { readonly begin: number; readonly end?: number; readonly status?: MandateStatus },
): void {
  giveMandate(draft, { by, to: mandatary(to), groups, ...more });
}

function undecided({ draft }: Scene): MandateStatus {
  return draft.random.pick(["TO_BE_FINALISED", "PENDING", "REJECTED"]);
}
