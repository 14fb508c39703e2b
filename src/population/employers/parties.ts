// Who has mandates and who gives them: employers of every kind, secretariats, providers and curators.
import type { Identifier } from "../../employers/identifier.ts";
import { addDays, type IsoDay } from "../../kernel/day.ts";
import { dayAt, dayNumber } from "../timeline.ts";
import type { QualityCode } from "./codes.ts";
import type { Draft, Party } from "./draft.ts";
import { administrationName, bureauName, enterpriseName, isCaterer, personName, secretariatName } from "./names.ts";
import { enterpriseNumber, finalNumber, localNumber, personalNumber, provisionalNumber } from "./numbers.ts";
import type { ContextRow, Dated, IdentifierRow } from "./rows.ts";

/**
 * private: with a final number of the RSZ; grown: since it took on staff, after years without; provisional: its final number has
 * not come yet; replaced: it has; public: a provincial or local administration; stopped: once private.
 */
export type EmployerKind = "private" | "grown" | "provisional" | "replaced" | "public" | "without-staff" | "stopped";

export interface Employer extends Party {
  readonly foundedOn: IsoDay;
  /** Of one that has stopped. */
  readonly endDate?: IsoDay;
  readonly enterprise: Identifier;
  /** Of who has one, or had one. */
  readonly provisional?: Identifier;
}

/** `place` says which numbers and which name it gets: no two employers may have the same one. */
export function addEmployer(draft: Draft, kind: EmployerKind, place: number): Employer {
  const enterprise = enterpriseNumber(place);
  const { beginDate, endDate, numbers, contexts, ...more } = standingOf(draft, kind, place);
  const end = endDate === undefined ? {} : { endDate };
  const key = draft.addEntity({
    kind: "enterprise",
    name: kind === "public" ? administrationName(place) : enterpriseName(place),
    beginDate,
    ...end,
    identifiers: [{ identifier: enterprise, beginDate }, ...numbers],
    contexts: contexts.map((context) => ({ ...context, ...end })),
    dailyRegistration: kind !== "public" && isCaterer(place),
  });
  const last = contexts.at(-1) ?? { quality: "QUAL_COMPANY", beginDate };
  const number = numbers.at(-1)?.identifier ?? enterprise;
  return {
    key,
    quality: last.quality,
    number,
    enterprise,
    beginDate: last.beginDate,
    foundedOn: beginDate,
    ...end,
    ...more,
  };
}

interface Standing extends Dated {
  /** As an employer. */
  readonly numbers: readonly IdentifierRow[];
  readonly contexts: readonly ContextRow[];
  readonly provisional?: Identifier;
}

function standingOf(draft: Draft, kind: EmployerKind, place: number): Standing {
  const beginDate = longAgo(draft);
  const asEmployer = { quality: "QUAL_EMP_NOSS", beginDate } as const;
  const numbered = { beginDate, numbers: [{ identifier: finalNumber(place), beginDate }], contexts: [asEmployer] };
  switch (kind) {
    case "private":
      return numbered;
    case "stopped":
      return { ...numbered, endDate: ago(draft, 30, 1500) };
    case "public":
      return {
        beginDate,
        numbers: [{ identifier: localNumber(place), beginDate }],
        contexts: [{ quality: "QUAL_EMP_NOSSPLA", beginDate }],
      };
    case "without-staff":
      return { beginDate, numbers: [], contexts: [{ quality: "QUAL_COMPANY", beginDate }] };
    case "grown": {
      const grownOn = ago(draft, 1600, 2900);
      return {
        beginDate,
        numbers: [{ identifier: finalNumber(place), beginDate: grownOn }],
        contexts: [
          { quality: "QUAL_COMPANY", beginDate, endDate: addDays(grownOn, -1) },
          { quality: "QUAL_EMP_NOSS", beginDate: grownOn },
        ],
      };
    }
    case "provisional":
      return withProvisional(ago(draft, 20, 200), place, undefined);
    case "replaced":
      return withProvisional(ago(draft, 900, 2000), place, ago(draft, 1, 800));
  }
}

function withProvisional(beginDate: IsoDay, place: number, replacedOn: IsoDay | undefined): Standing {
  const provisional = provisionalNumber(place);
  const contexts = [{ quality: "QUAL_EMP_NOSS", beginDate }] as const;
  if (replacedOn === undefined) {
    return { beginDate, numbers: [{ identifier: provisional, beginDate }], contexts, provisional };
  }
  const final = finalNumber(place);
  const numbers = [
    { identifier: provisional, beginDate, endDate: addDays(replacedOn, -1), replacedBy: final },
    { identifier: final, beginDate: replacedOn },
  ];
  return { beginDate, numbers, contexts, provisional };
}

/** Twenty who act for others in ordinary times, then the curators. */
export function addMandataries(draft: Draft): ReadonlyMap<QualityCode, readonly Party[]> {
  const places = mandataries.flatMap(([quality, count]) => Array.from({ length: count }, () => quality));
  return Map.groupBy(
    places.map((quality, place) => addMandatary(draft, quality, place)),
    ({ quality }) => quality,
  );
}

const mandataries: readonly (readonly [quality: QualityCode, count: number])[] = [
  ["QUAL_SSC", 8],
  ["QUAL_SP_LEG", 5],
  ["QUAL_SP_IND", 3],
  ["QUAL_SPPLA_LEG", 2],
  ["QUAL_FSC", 2],
  ["QUAL_CUR", 6],
];

function addMandatary(draft: Draft, quality: QualityCode, place: number): Party {
  const beginDate = longAgo(draft);
  const inPerson = quality === "QUAL_SP_IND" || quality === "QUAL_CUR";
  const number = inPerson ? personalNumber(draft.seed, place) : enterpriseNumber(placeOfMandataries + place);
  const name = inPerson ? personName(place) : quality === "QUAL_SSC" ? secretariatName(place) : bureauName(place);
  const key = draft.addEntity({
    kind: inPerson ? "natural-person" : "enterprise",
    name,
    beginDate,
    identifiers: [{ identifier: number, beginDate }],
    contexts: [{ quality, beginDate }],
  });
  return { key, quality, number, beginDate };
}

const placeOfMandataries = 600;

/** Before any mandate of the network begins: between 2003 and 2016. */
function longAgo({ random }: Draft): IsoDay {
  return dayAt(random.between(Date.UTC(2003, 0, 1) / 86_400_000, Date.UTC(2016, 11, 31) / 86_400_000));
}

function ago({ random, today }: Draft, least: number, most: number): IsoDay {
  return dayAt(dayNumber(today) - random.between(least, most));
}
