-- The relations of these persons ($1), those under numbers that were replaced too, as they are known now; with the identifiers that each
-- employer has on day $3 as known at moment $2.
with recursive number (asked, ssin, hops) as (
  select asked.ssin, asked.ssin collate "C", 0 from unnest($1::text[]) asked (ssin)
  union all
  select n.asked, p.ssin, n.hops + 1
  from   number n
  join   persons.person p on p.replaced_by = n.ssin and p.known_until = 'infinity'
  where  n.hops < 10
)
select n.asked, r.employer, r.ssin, r.start_date, r.end_date,
       array_to_string(array(
         select i.identifier
         from   employers.identifier i
         where  i.entity = r.employer and i.begin_date <= $3::date and coalesce(i.end_date, 'infinity') >= $3::date
         and    i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz), ' ') as identifiers
from   number n
join   dimona.relation r on r.ssin = n.ssin and r.known_until = 'infinity'
order  by n.asked, r.start_date desc, r.employer
