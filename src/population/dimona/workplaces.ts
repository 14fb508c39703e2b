// The employers of the network as places of work: what is done there, how many work there, and who declares for them.

import type { EmployerNumbers } from "../../dimona/declaration.ts";
import type { Employer } from "../../dimona/employer.ts";
import { toEmployer } from "../../dimona/register/parties.ts";
import type { Sender } from "../../dimona/register/submission.ts";
import type { EntityId } from "../../employers/entity.ts";
import { type Identifier, kindOf } from "../../employers/identifier.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { EmployerRows, EntityRows, MandateRows } from "../employers/rows.ts";
import { type Random, randomStream } from "../random.ts";
import { dayNumber, quarterAt, quarterNumber } from "../timeline.ts";

export interface Workplace {
  readonly entity: EntityId;
  /** The joint committee of the place, as in zone 00046; none in a provincial or local administration. */
  readonly committee: string | undefined;
  /** Day numbers between which it is an employer. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly subEntities: readonly string[] | undefined;
  readonly dailyRegistration: boolean;
  /** How many work there, compared with others; 0 for none. */
  readonly weight: number;
  /** By which using employers are named. */
  readonly enterpriseNumber: string;
  /** All that it has ever had. */
  readonly identifiers: EntityRows["identifiers"];
  /** The register knew it like this on a day. */
  employerOn(day: IsoDay): Employer;
  /** By which a declaration of that day names it. */
  numbersOn(day: IsoDay): EmployerNumbers;
  senderOn(day: IsoDay): WorkplaceSender;
}

export interface WorkplaceSender extends Sender {
  readonly entity: EntityId;
  readonly channel: "REST" | "XML" | "WEB";
}

/** Everybody who is or was an employer, in the order of the network. */
export function workplacesOf(seed: number, rows: EmployerRows): readonly Workplace[] {
  const random = randomStream(seed, streamOfWorkplaces);
  const mandates = Map.groupBy(rows.mandates, ({ mandator }) => mandator);
  return rows.entities.flatMap((entity, place) => {
    const key = rows.firstKey + place;
    if (!entity.identifiers.some(({ identifier }) => isOfEmployer(identifier))) return [];
    return [workplaceOf(entity, key, rows, mandates.get(key) ?? [], random)];
  });
}

/** Of persons and of the employers themselves, streams have other numbers (see createDraft and diaryStream). */
const streamOfWorkplaces = 2 ** 31 + 1;

/** The demo's own customers, who declare in JSON; nobody else can look like them. */
const customers: ReadonlyMap<string, string> = new Map([
  ["cbe:1999903735", "caterer"],
  ["cbe:1999960054", "payroll-provider"],
]);

function isOfEmployer(identifier: Identifier): boolean {
  return kindOf(identifier) !== "cbe" && kindOf(identifier) !== "ssin";
}

function workplaceOf(
  entity: EntityRows,
  key: number,
  { entities, firstKey }: EmployerRows,
  mandates: readonly MandateRows[],
  random: Random,
): Workplace {
  const local = entity.identifiers.some(({ identifier }) => kindOf(identifier) === "ppl");
  const begins = entity.identifiers.filter(({ identifier }) => isOfEmployer(identifier)).map((row) => row.beginDate);
  const firstWord = entity.name.split(" ")[0] ?? "";
  const own = entity.identifiers.find(({ identifier }) => kindOf(identifier) === "cbe")?.identifier;
  const customer = customers.get(own ?? "");
  const subEntities = local && !towns.has(firstWord) ? ["17", "23", "4051"] : undefined;
  const drawn = weightOf(random);
  const numbersAt = (day: IsoDay) =>
    entity.identifiers.filter(({ beginDate, endDate }) => beginDate <= day && (endDate ?? day) >= day);
  const known = new Map<string, Employer>();
  const employerOn = (day: IsoDay): Employer => {
    const identifiers = numbersAt(day).map(({ identifier }) => identifier);
    const found = known.get(identifiers.join());
    if (found !== undefined) return found;
    const employer = toEmployer({
      entity: entityId(key),
      asked: [],
      identifiers,
      active: [`${entity.beginDate}/${entity.endDate ?? ""}`],
      sub_entities: subEntities ?? null,
      secured_only: false,
      daily_registration: entity.dailyRegistration === true,
    });
    known.set(identifiers.join(), employer);
    return employer;
  };
  const sender = (entity: number, identifier: Identifier | undefined, name: string | undefined): WorkplaceSender => ({
    entity: entityId(entity),
    identifier,
    customer: name ?? (entity === key ? "portal" : "other-secretariat"),
    channel: name !== undefined ? "REST" : entity === key ? "WEB" : "XML",
    secured: true,
    unmandated: "turned-away",
  });
  return {
    entity: entityId(key),
    committee: local ? undefined : (committees.get(firstWord) ?? "XXX"),
    firstDay: Math.min(...begins.map(dayNumber)),
    lastDay: entity.endDate === undefined ? Number.POSITIVE_INFINITY : dayNumber(entity.endDate),
    subEntities,
    dailyRegistration: entity.dailyRegistration === true,
    weight: customer === undefined ? drawn : weightOfCustomer,
    identifiers: entity.identifiers,
    enterpriseNumber: own?.slice("cbe:".length) ?? "",
    employerOn,
    numbersOn: (day) => {
      const { nssoNumber, provisionalNumber, enterpriseNumber } = employerOn(day);
      // A number is sent as an integer, without leading zeros.
      if (nssoNumber !== undefined) return { nssoNumber: String(Number(nssoNumber)) };
      return provisionalNumber === undefined ? { enterpriseNumber } : { provisionalNumber };
    },
    senderOn: (day) => {
      const mandatary = customer === undefined ? mandataryOn(mandates, day) : undefined;
      if (mandatary === undefined) return sender(key, own, customer);
      const number = entities[mandatary - firstKey]?.identifiers[0]?.identifier;
      return sender(mandatary, number, customers.get(number ?? ""));
    },
  };
}

/** Committees by trade; where bicycles are rented out, couriers are sent to others. */
const committees: ReadonlyMap<string, string> = new Map([
  ["Traiteur", "302"],
  ["Tuincentrum", "145"],
  ["Fromagerie", "144"],
  ["Transport", "140"],
  ["Fietsen", "322"],
  ...["Menuiserie", "Schrijnwerkerij", "Dakwerken", "Toitures", "Plomberie", "Steenhouwerij"].map(
    (trade) => [trade, "124"] as const,
  ),
]);

/** Other administrations divide themselves into sub-entities. */
const towns = new Set(["Gemeente", "Commune"]);

/** More than any other has, so that there is something to look at. */
const weightOfCustomer = 240;

function weightOf(random: Random): number {
  const drawn = random.below(1000);
  if (drawn < 60) return 0;
  if (drawn < 650) return random.between(1, 4);
  return drawn < 930 ? random.between(5, 20) : random.between(60, 200);
}

/** Who declares for the employer in the quarter of a day; undefined where it does so itself. */
function mandataryOn(mandates: readonly MandateRows[], day: IsoDay): number | undefined {
  const quarter = quarterAt(quarterNumber(day));
  return mandates.find(({ objects }) =>
    objects.some(
      ({ group, status, knownUntil, begin, end = quarter }) =>
        group === "DMFA_DIMONA" &&
        (status === "ACTIVE" || status === "CLOSED") &&
        knownUntil === undefined &&
        begin <= quarter &&
        end >= quarter,
    ),
  )?.mandatary;
}

function entityId(key: number): EntityId {
  return String(key) as EntityId; // a key of the register, which gives them out in the order of the rows
}
