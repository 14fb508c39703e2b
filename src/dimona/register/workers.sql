-- Whose these numbers ($1) are at moment $2, with the number of today where others took their place, and what is known beside it.
-- Unknown and cancelled numbers give no row.
with recursive followed as (
  select asked.ssin as asked, p.ssin, p.state, p.replaced_by, 0 as hops
  from   unnest($1::text[]) asked (ssin)
  join   persons.person p on p.ssin = asked.ssin and p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz
  union all
  select f.asked, p.ssin, p.state, p.replaced_by, f.hops + 1
  from   followed f
  join   persons.person p on p.ssin = f.replaced_by and p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz
  where  f.state = 'replaced' and f.hops < 10
)
select f.asked, f.ssin, i.last_name, i.first_names, i.birth_date, i.sex
from   followed f
left   join persons.identity i on i.ssin = f.ssin and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
where  f.state = 'active'
