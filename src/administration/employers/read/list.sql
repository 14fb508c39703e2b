-- Entities by their last name, those alone of which a name or a number has $1 in it (null for all), as known at moment $2; at
-- most $3. Nobody is found by the number of a person.
select e.entity::text
from   employers.entity e
cross  join lateral (
  select a.name
  from   employers.activity a
  where  a.entity = e.entity and a.known_until > $2::timestamptz and a.known_from <= $2::timestamptz
  order  by a.begin_date desc
  limit  1
) last
where  $1::text is null
or     exists (
  select from employers.activity a
  where  a.entity = e.entity and a.known_until > $2::timestamptz and a.known_from <= $2::timestamptz
  and    strpos(lower(a.name), lower($1)) > 0
)
or     exists (
  select from employers.identifier i
  where  i.entity = e.entity and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  and    i.identifier not like 'ssin:%' and strpos(i.identifier, lower($1)) > 0
)
order  by lower(last.name), last.name, e.entity
limit  $3
