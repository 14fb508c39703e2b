// At the NSSO everybody is inscribed for whom a Dimona was made, for as long as somebody employs them.
import type { IsoDay } from "../../kernel/day.ts";
import type { Ssin } from "../../kernel/ssin.ts";
import { knownSince } from "../careers.ts";
import { copyTables } from "../copy-text.ts";
import { laterOf } from "../timeline.ts";
import type { Row } from "./rows.ts";

/** Quality 30, DIMONA, in the sectors of the NSSO and of the provincial and local administrations. */
const dimona = { qualityCode: 30, national: "sector:12", local: "sector:13" } as const;

interface Extent {
  readonly ssin: Ssin;
  readonly holder: string;
  readonly beginDate: IsoDay;
  readonly endDate: IsoDay | undefined;
}

export interface WorkerInscriptions {
  /** A relation that is known now. */
  add(relation: Row): void;
  /** One for each worker and sector, for COPY. */
  lines(): string;
}

export function createInscriptions(today: IsoDay, localEmployers: ReadonlySet<string>): WorkerInscriptions {
  const extents = new Map<string, Extent>();
  return {
    add: ({ employer, ssin, start_date, end_date }) => {
      const holder = localEmployers.has(String(employer)) ? dimona.local : dimona.national;
      const key = `${String(ssin)} ${holder}`;
      // As the register has them.
      const begin = start_date as IsoDay;
      const end = (end_date ?? undefined) as IsoDay | undefined;
      const before = extents.get(key);
      extents.set(key, {
        ssin: ssin as Ssin,
        holder,
        beginDate: before === undefined || begin < before.beginDate ? begin : before.beginDate,
        endDate: before === undefined ? end : laterEnd(before.endDate, end),
      });
    },
    lines: () => {
      let text = "";
      for (const { ssin, holder, beginDate, endDate } of extents.values()) {
        const knownFrom = laterOf(knownSince(today), beginDate < today ? beginDate : today);
        const until = endDate === undefined ? {} : { endDate };
        const inscription = { holder, qualityCode: dimona.qualityCode, beginDate, knownFrom, ...until };
        text += copyTables.inscriptions.lines({ ssin, inscriptions: [inscription] });
      }
      return text;
    },
  };
}

function laterEnd(a: IsoDay | undefined, b: IsoDay | undefined): IsoDay | undefined {
  return a === undefined || b === undefined ? undefined : laterOf(a, b);
}
