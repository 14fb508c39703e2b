-- A number ends on a day, and may be replaced by another.
with known as (
  update employers.identifier set known_until = $1
  where  entity = $2 and identifier = $3 and known_until = 'infinity' and begin_date <= $4 and coalesce(end_date, 'infinity') > $4
  returning identifier, entity, begin_date
)
insert into employers.identifier (identifier, entity, begin_date, end_date, replaced_by, known_from)
select identifier, entity, begin_date, $4, $5, $1 from known
returning entity
