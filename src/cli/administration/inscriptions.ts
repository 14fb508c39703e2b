// `kruispunt inscriptions ...`: who knows whom as what. The number of the person is never shown.
import { addInscription, endInscription, removeInscription } from "../../administration/inscriptions/inscriptions.ts";
import type { Inscription, InscriptionKey } from "../../administration/inscriptions/put.ts";
import {
  changesOfInscriptions,
  type InscriptionBefore,
  inscriptionsOf,
  knownBefore,
} from "../../administration/inscriptions/registered.ts";
import { statesOf } from "../../administration/persons/numbers.ts";
import { periodOf } from "../../administration/registered.ts";
import type { Holder } from "../../crossroads/holder.ts";
import type { Settings } from "../../http/settings.ts";
import type { IsoDay } from "../../kernel/day.ts";
import type { Period } from "../../kernel/period.ts";
import { inColumns } from "../columns.ts";
import { notesOnHolders } from "./holders.ts";
import { lookAtPerson } from "./look.ts";
import { type ByOptions, change, type Told } from "./office.ts";
import { daysText, jsonText, linesText } from "./text.ts";
import { changesText, type ShowOptions } from "./users.ts";
import { ssinGiven } from "./values.ts";

interface KeyOptions extends ByOptions {
  readonly ssin: string;
  readonly holder: Holder;
  readonly qualityCode: number;
}

export async function addInscriptionBy(settings: Settings, options: KeyOptions & Partial<Period>): Promise<void> {
  const work = addInscription(await keyGiven(options), options);
  await change(settings, options, "inscriptions add", work, (inscription) => ({
    ...told(inscription),
    notes: notesOnHolders(settings, [options.holder]),
  }));
}

export async function endInscriptionBy(
  settings: Settings,
  options: KeyOptions & { readonly on?: IsoDay },
): Promise<void> {
  await change(settings, options, "inscriptions end", endInscription(await keyGiven(options), options.on), told);
}

export async function removeInscriptionBy(
  settings: Settings,
  options: KeyOptions & { readonly from: IsoDay },
): Promise<void> {
  await change(
    settings,
    options,
    "inscriptions remove",
    removeInscription(await keyGiven(options), options.from),
    told,
  );
}

export async function showInscriptions(
  settings: Settings,
  options: ShowOptions & ByOptions & { readonly ssin: string },
): Promise<void> {
  const ssin = await ssinGiven(options.ssin);
  await lookAtPerson(settings, options, { operation: "inscriptions show", ssin }, async ({ client, clock }) => {
    const view = { client, at: options.asKnownOn ?? clock.now() };
    const state = (await statesOf(view, [ssin])).get(ssin) ?? "unknown";
    const found = await inscriptionsOf(view, ssin);
    const before = await knownBefore(view, ssin);
    const changes = options.changes === true ? await changesOfInscriptions(client, ssin) : undefined;
    if (options.json === true) {
      const data = {
        state,
        inscriptions: found.map(({ holder, qualityCode, periods }) => ({ holder, qualityCode, periods })),
        before: before.map(({ holder, qualityCode, knownFrom, knownUntil, ...days }) => {
          return { knownFrom, knownUntil, holder, qualityCode, ...periodOf(days) };
        }),
        ...(changes === undefined ? {} : { changes }),
      };
      return { text: jsonText(data) };
    }
    return {
      text: linesText([
        `${stateTexts[state]}${found.length === 0 ? "; nobody has inscribed the person" : ""}`,
        ...inColumns(found.flatMap(rowsOf).map((row) => ["", ...row])),
        ...(before.length === 0 ? [] : ["known before"]),
        ...inColumns(before.map((one) => ["", ...beforeRow(one)])),
        ...(changes === undefined ? [] : changesText(changes)),
      ]),
    };
  });
}

const stateTexts = {
  active: "a number in use",
  replaced: "a replaced number: what is inscribed under it counts for nobody",
  cancelled: "a cancelled number: what is inscribed under it counts for nobody",
  unknown: "a number that the register of persons does not know",
} as const;

async function keyGiven({ ssin, holder, qualityCode }: KeyOptions): Promise<InscriptionKey> {
  return { ssin: await ssinGiven(ssin), holder, qualityCode };
}

function told(inscription: Inscription): Told {
  const { holder, qualityCode, periods } = inscription;
  const none = `${holder}  ${qualityCode}  no inscription any more`;
  return { line: periods.length === 0 ? none : inColumns(rowsOf(inscription)).join("\n") };
}

function rowsOf({ holder, qualityCode, periods }: Inscription): readonly (readonly string[])[] {
  return periods.map((period) => [holder, String(qualityCode), daysText(period)]);
}

function beforeRow({ holder, qualityCode, knownFrom, knownUntil, ...days }: InscriptionBefore): readonly string[] {
  return [holder, String(qualityCode), daysText(periodOf(days)), `known ${knownFrom} .. ${knownUntil}`];
}
