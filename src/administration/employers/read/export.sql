-- All entities, a line for each name and each number, as known at moment $1.
select e.entity::text as employer, e.kind, known.name, known.number, known.replaced_by, known.begin_date::text as "from",
       known.end_date::text as "to"
from   employers.entity e
join   (
  select entity, name, null as number, null as replaced_by, begin_date, end_date
  from   employers.activity where known_until > $1::timestamptz and known_from <= $1::timestamptz
  union  all
  select entity, null, identifier, replaced_by, begin_date, end_date
  from   employers.identifier where known_until > $1::timestamptz and known_from <= $1::timestamptz
) known on known.entity = e.entity
order  by e.entity, known.number is not null, known.begin_date, known.number
