// Whom the receivers of mutations in the demo network know: without an inscription for a person they are told nothing.
import { withClient } from "../database/client.ts";

/**
 * Sector 11 knows nine of ten persons as insured (quality 1: all but those whose ninth digit is 7), sector 6 every second one for an
 * occupational risk (quality 10: an even ninth digit), sector 53 three of ten as job seekers (quality 1); all for good. Where a sector has inscriptions already, nothing is added for it.
 */
export async function inscribeForReceivers(connectionString: string): Promise<void> {
  await withClient(connectionString, (client) => client.query(inscribe));
}

const inscribe = `
  insert into crossroads.inscription (ssin, holder, quality_code, begin_date, known_from)
  select ssin, holder, quality_code, '2010-01-01', '2010-01-01'
  from   persons.person,
         (values ('sector:53', 1, '{3,6,9}'::int[]), ('sector:11', 1, '{0,1,2,3,4,5,6,8,9}'::int[]), ('sector:6', 10, '{0,2,4,6,8}')) known (holder, quality_code, digits)
  where  state = 'active' and known_until = 'infinity' and substr(ssin, 9, 1)::int = any (digits)
  and    not exists (select from crossroads.inscription i where i.holder = known.holder)
  on conflict do nothing`;
