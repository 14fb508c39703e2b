// What each kind of work must say beside its dates: cards, small statutes, places of work, using employers, hours.
import type { ControlCards, Features, PlaceOfWork, SmallStatute } from "../../dimona/declaration.ts";
import { type Hour, parseHour } from "../../kernel/local-time.ts";
import { certain } from "../../kernel/outcome.ts";
import type { Random } from "../random.ts";
import type { Workplace } from "./workplaces.ts";

export const hour = (text: string): Hour => certain(parseHour(text));

/** Ordinary workers are declared in committee XXX, except where hours are registered, in construction and for agencies. */
export function featuresAt(workplace: Workplace, random: Random, workerType = "OTH", committee?: string): Features {
  const { subEntities } = workplace;
  const own = committee ?? (ownCommittee.has(workplace.committee ?? "") ? workplace.committee : "XXX");
  return {
    workerType,
    ...(workplace.committee === undefined ? {} : { jointCommittee: own }),
    ...(subEntities === undefined ? {} : { subEntity: subEntities[random.below(subEntities.length)] }),
  };
}

const ownCommittee = new Set(["124", "140", "302"]);

export function agencyFeatures(user: Workplace | string, committee: string, workerType = "OTH"): Features {
  const whose = typeof user === "string" ? { name: user } : { enterpriseNumber: user.enterpriseNumber };
  return { workerType, jointCommittee: "322", user: { jointCommittee: committee, ...whose } };
}

export function controlCards(random: Random): ControlCards {
  const first = random.between(100_000, 999_000);
  const rest = String(random.between(100_000, 999_999));
  return { firstMonth: `${first}${rest}`, nextMonth: `${first + 1}${rest}` };
}

/** Construction asks for cards, whoever works there. */
export function cardsWhereNeeded(workplace: Workplace, random: Random): { readonly controlCards?: ControlCards } {
  return workplace.committee === "124" ? { controlCards: controlCards(random) } : {};
}

export function smallStatute(random: Random): SmallStatute {
  const nature = random.pick(["EMPLOYEE", "WORKER"]);
  const risk = nature === "WORKER" && random.perMille(300) ? { riskActivity: "001" } : {};
  return { nature, status: random.pick(["F1", "F2"]), ...risk };
}

export function placeOfWork(random: Random): PlaceOfWork {
  const [postCode, city] = random.pick(towns);
  const address = {
    street: "Nergensstraat",
    houseNumber: String(random.between(1, 140)),
    postCode,
    city,
    country: "150",
  };
  return random.perMille(500) ? { address } : { name: random.pick(["Festivalterrein", "Filiale", "Werf"]), address };
}

export const towns = [
  ["1000", "Brussel"],
  ["9000", "Gent"],
  ["4000", "Liège"],
  ["2000", "Antwerpen"],
] as const;
