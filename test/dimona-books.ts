// What must hold in the register of Dimona, whatever happened to those who wrote it.
import type { Client } from "pg";
import type { Told } from "./dimona-declarants.ts";

/** What is wrong, a line each; nothing where all is well. */
export async function faultsInBooks(client: Client, told: ReadonlyMap<string, Told>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [fault, sql] of Object.entries(laws)) {
    const { rows } = await client.query<{ it: string }>(sql);
    if (rows.length > 0) faults.push(`${fault}: ${rows.length}, such as ${rows[0]?.it}`);
  }
  const { rows } = await client.query<{ key: string; number: string; result: string }>(kept);
  const register = new Map(rows.map((row) => [row.key, row]));
  for (const [key, { number, result }] of told) {
    const found = register.get(key);
    if (found === undefined) faults.push(`declaration ${number} was answered and is not there`);
    else if (found.number !== String(number)) faults.push(`${key} was answered ${number} and has ${found.number}`);
    else if (result !== undefined && found.result !== result)
      faults.push(`${number} was ${result} and is ${found.result}`);
  }
  return faults;
}

const kept = `
  select k.key, k.declaration as number, n.result
  from   dimona.idempotency_key k
  join   dimona.notification n on n.declaration = k.declaration`;

const living = "(select * from dimona.period where known_until = 'infinity' and not cancelled)";

/** Each finds what breaks it. */
const laws: Readonly<Record<string, string>> = {
  "declarations without a decision": `
    select d.number as it from dimona.declaration d
    where  not exists (select from dimona.notification n where n.declaration = d.number)`,
  "declarations under one key": `
    select declaration as it from dimona.idempotency_key group by declaration having count(*) > 1`,
  "declarations of a clerk without a key": `
    select d.number as it from dimona.declaration d
    where  d.received_at > (select min(received_at) from dimona.idempotency_key) and d.channel = 'REST'
    and    not exists (select from dimona.idempotency_key k where k.declaration = d.number)`,
  "keys of declarations that are not there": `
    select k.declaration as it from dimona.idempotency_key k
    where  not exists (select from dimona.declaration d where d.number = k.declaration)`,
  "living periods that stand together against the rules": `
    select p.number as it from ${living} p
    join   ${living} q
           on q.employer = p.employer and q.ssin = p.ssin and q.number < p.number and q.worker_type = p.worker_type
           and q.joint_committee is not distinct from p.joint_committee and q.sub_entity is not distinct from p.sub_entity
           and q.user_committee is not distinct from p.user_committee and q.user_name is not distinct from p.user_name
           and q.user_enterprise is not distinct from p.user_enterprise
    where  p.start_hour is null and q.start_hour is null
    and    daterange(p.start_date, p.end_date, '[]') && daterange(q.start_date, q.end_date, '[]')`,
  "periods that no accepted IN began": `
    select distinct p.number as it from dimona.period p
    where  not exists (select from dimona.declaration d join dimona.notification n on n.declaration = d.number
                       where d.number = p.number and d.action = 'in' and n.result in ('A', 'W'))`,
  "accepted INs without a period": `
    select d.number as it from dimona.declaration d join dimona.notification n on n.declaration = d.number
    where  d.action = 'in' and n.result in ('A', 'W')
    and    not exists (select from dimona.period p where p.number = d.number and p.known_until = 'infinity')`,
  "periods with versions that do not follow each other": `
    select number as it from dimona.period group by number
    having count(*) filter (where known_until = 'infinity') <> 1
        or count(*) <> 1 + (select count(*) from dimona.period p join dimona.period q
                            on q.number = p.number and q.known_from = p.known_until where p.number = dimona.period.number)`,
  "periods that are not what the last declaration made of them": `
    select p.number as it from dimona.period p
    join   lateral (select n.change from dimona.declaration d join dimona.notification n on n.declaration = d.number
                    where d.period = p.number and d.action <> 'daily' and n.change is not null
                    order by n.decided_at desc limit 1) last on true
    where  p.known_until = 'infinity' and not p.locked
    and    (p.start_date::text, coalesce(p.end_date::text, ''), p.cancelled, coalesce(p.planned_hours, 0))
           is distinct from (last.change #>> '{after,span,startDate}', coalesce(last.change #>> '{after,span,endDate}', ''),
                             (last.change #>> '{after,cancelled}')::boolean,
                             coalesce((last.change #>> '{after,span,plannedHours}')::int, 0))`,
  "relations that are not those of the periods": `
    with made as (
      select employer, ssin, min(start_date) as start_date,
             case when bool_or(end_date is null) then null else max(end_date) end as end_date
      from   ${living} p group by employer, ssin
    )
    select coalesce(m.employer, r.employer) as it from made m
    full   join (select * from dimona.relation where known_until = 'infinity') r using (employer, ssin)
    where  (m.start_date, m.end_date) is distinct from (r.start_date, r.end_date)`,
  "hours of students that are not those of the periods": `
    select coalesce(p.number, q.period) as it
    from   (select * from ${living} p where worker_type = 'STU' and planned_hours is not null) p
    full   join (select * from dimona.quota_use where known_until = 'infinity' and kind = 'STUDENT') q on q.period = p.number
    where  case when p.late then 0 else p.planned_hours end is distinct from q.amount`,
};
