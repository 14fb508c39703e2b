-- The periods of these persons ($1), those under numbers that were replaced too, as they are known now; with the moment at which each
-- was made, and the identifiers that its employer has on day $3 as known at moment $2.
with recursive number (asked, ssin, hops) as (
  select asked.ssin, asked.ssin collate "C", 0 from unnest($1::text[]) asked (ssin)
  union all
  select n.asked, p.ssin, n.hops + 1
  from   number n
  join   persons.person p on p.replaced_by = n.ssin and p.known_until = 'infinity'
  where  n.hops < 10
)
select n.asked, p.number, p.employer, p.ssin, p.start_date, p.start_hour, p.end_date, p.end_hour, p.planned_hours, p.planned_days,
       p.worker_type, p.joint_committee, p.sub_entity, p.user_committee, p.user_enterprise, p.user_name, p.details,
       p.cancelled, p.last_action,
       (extract(epoch from p.known_from) * 1000000)::bigint as since,
       (select (extract(epoch from min(first.known_from)) * 1000)::bigint
        from   dimona.period first
        where  first.number = p.number) as created,
       array_to_string(array(
         select i.identifier
         from   employers.identifier i
         where  i.entity = p.employer and i.begin_date <= $3::date and coalesce(i.end_date, 'infinity') >= $3::date
         and    i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz), ' ') as identifiers
from   number n
join   dimona.period p on p.ssin = n.ssin and p.known_until = 'infinity'
order  by n.asked, p.start_date desc, p.number desc
