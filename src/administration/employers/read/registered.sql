-- When these entities ($1) are active under which names, and when they have which numbers, as known at moment $2. Looked up one by
-- one: the plan for all of them together reads the whole register.
select e.entity::text, e.kind, known.name, known.number, known.replaced_by as "replacedBy", known.begin_date::text as "from",
       known.end_date::text as "to", (extract(epoch from known.known_from) * 1000)::float8 as "knownFrom"
from   unnest($1::bigint[]) asked (entity)
join   employers.entity e on e.entity = asked.entity
cross  join lateral (
  select a.name, null as number, null as replaced_by, a.begin_date, a.end_date, a.known_from
  from   employers.activity a
  where  a.entity = asked.entity and a.known_until > $2::timestamptz and a.known_from <= $2::timestamptz
  union  all
  select null, i.identifier, i.replaced_by, i.begin_date, i.end_date, i.known_from
  from   employers.identifier i
  where  i.entity = asked.entity and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  offset 0
) known
order  by e.entity, known.number is not null, known.begin_date, known.number
