// What the forms of fields are made of: anomaly 003 of a zone, and the zones of an address.
import type { Zone } from "../anomaly.ts";
import type { Circumstances, Incoming } from "../circumstances.ts";
import type { Address, DimonaIn } from "../declaration.ts";
import { type Rule, rule } from "../rule.ts";

/** Anomaly 003 of a zone: a field that is there and not as it must be. The sources say of each zone that it may be wrong. */
export function form<Case extends { readonly given: Circumstances }>(
  zone: Zone,
  when: string,
  read: (given: Case) => string | undefined,
  isRight: (text: string, given: Circumstances) => boolean,
): Rule<Case> {
  return rule(`${zone}-003`, when, "glossary", (given) => {
    const text = read(given);
    return text !== undefined && !isRight(text, given.given);
  });
}

/** The parts of an address: that of the worker and those of places of work have zones of their own. */
export function addressForms(
  read: (given: Incoming<DimonaIn>) => Address | undefined,
  whose: string,
  zones: {
    readonly street: readonly [Zone, number];
    readonly houseNumber: readonly [Zone, number];
    readonly box: readonly [Zone, number];
    readonly postCode: Zone;
    readonly city: readonly [Zone, number];
    readonly country: Zone;
  },
): readonly Rule<Incoming<DimonaIn>>[] {
  const text = (
    [zone, most]: readonly [Zone, number],
    part: "street" | "houseNumber" | "box" | "city",
    named: string,
  ) =>
    form<Incoming<DimonaIn>>(
      zone,
      `${named} in ${whose} that is empty or longer than ${most} characters`,
      (it) => read(it)?.[part],
      upTo(most),
    );
  return [
    text(zones.street, "street", "a street"),
    text(zones.houseNumber, "houseNumber", "a house number"),
    text(zones.box, "box", "a box"),
    text(zones.city, "city", "a town"),
    form(zones.country, `a country in ${whose} that is not in annex 5`, (it) => read(it)?.country, isCountry),
    rule(`${zones.postCode}-003`, `a Belgian post code in ${whose} that is not in annex 23`, "glossary", (it) => {
      const address = read(it);
      if (address === undefined) return false;
      if (address.country !== belgium) return !upTo(9)(address.postCode);
      return !it.given.codes.isPostCode(address.postCode);
    }),
    rule(`${zones.city[0]}-003`, `a Belgian town in ${whose} that does not have this post code`, "glossary", (it) => {
      const address = read(it);
      if (address?.country !== belgium || !it.given.codes.isPostCode(address.postCode)) return false;
      return !it.given.codes.isTownOf(address.postCode, address.city);
    }),
  ];
}

/** Annex 5. */
export function isCountry(text: string, { codes }: Circumstances): boolean {
  return codes.isCountry(text);
}

/** Not blank, and no longer than a field may be. */
export function upTo(most: number): (text: string) => boolean {
  return (text) => text.trim() !== "" && text.length <= most;
}

const belgium = "150";
