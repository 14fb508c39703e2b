// Does RSVZ know the person? Only then may it be asked.
import { type Gate, passed, personOf, refusedBecause } from "../crossroads/passage.ts";
import { statuses } from "../crossroads/statuses.ts";

/** RSVZ, which keeps the careers. */
export const holder = "sector:15";
const socialStatute = 2;

/** The person must be inscribed by RSVZ (sector 15) in quality 2, now or before: a career stays known after its end (MSG00021). */
export const supplierGate: Gate = {
  name: "supplier-integration",
  check: (passage) => {
    const known = personOf(passage).inscriptions.some(
      (inscription) => inscription.holder === holder && inscription.qualityCode === socialStatute,
    );
    if (known) return passed();
    return refusedBecause(statuses.MSG00021, { expected: "an inscription by RSVZ in quality 2", found: "none" });
  },
};
