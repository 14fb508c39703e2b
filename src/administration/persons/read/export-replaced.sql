-- The numbers that were replaced, as known at moment $1: those first by which others were replaced in their turn, so that a number
-- is there before it is named.
select p.ssin, p.state, p.replaced_by, p.deceased_on::text, i.last_name, i.first_names, i.birth_date, i.sex
from   persons.person p
left   join persons.identity i
       on i.ssin = p.ssin and i.known_until > $1::timestamptz and i.known_from <= $1::timestamptz
cross  join lateral (
  with recursive followed (next, hops) as (
    select p.replaced_by, 1
    union all
    select n.replaced_by, f.hops + 1
    from   followed f
    join   persons.person n
           on n.ssin = f.next and n.state = 'replaced' and n.known_until > $1::timestamptz and n.known_from <= $1::timestamptz
    where  f.hops < 10
  )
  select max(hops) as hops from followed
) way
where  p.state = 'replaced' and p.known_until > $1::timestamptz and p.known_from <= $1::timestamptz
order  by way.hops, p.ssin
