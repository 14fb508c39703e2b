-- Who is in the file of an employer ($1) under a family name that begins with these letters ($2), as names are compared: the number of
-- today and the first names. Of those with a period; where $3 is true, of those with a declaration too. What the register of persons
-- knows of somebody stands under the number of today, or under one that gave way to it.
with worker as (
  select p.ssin from dimona.period p where p.employer = $1::bigint and p.known_until = 'infinity'
  union
  select d.ssin from dimona.declaration d where $3::boolean and d.employer = $1::bigint and d.ssin is not null
)
select w.ssin, known.first_names
from   worker w
-- One by one, so that it is the employer's workers who are gone through, and never all persons.
cross  join lateral (
  select i.name_key, i.first_names
  from   persons.identity i
  where  i.ssin = w.ssin and i.known_until = 'infinity'
  union  all
  (with recursive number (ssin, hops) as (
     select w.ssin, 0
     union all
     select p.ssin, n.hops + 1
     from   number n
     join   persons.person p on p.replaced_by = n.ssin and p.known_until = 'infinity'
     where  n.hops < 10
   )
   select i.name_key, i.first_names
   from   number n
   join   persons.identity i on i.ssin = n.ssin and i.known_until = 'infinity'
   where  n.hops > 0
   order  by n.hops)
  limit  1
) known
where  starts_with(known.name_key, $2)
