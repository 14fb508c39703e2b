-- An entity is no longer active after a day: what went on is ended there, what was to begin later is forgotten.
with known as (
  update employers.activity set known_until = $1
  where  entity = $2 and known_until = 'infinity' and coalesce(end_date, 'infinity') > $3
  returning entity, name, begin_date
), ended as (
  insert into employers.activity (entity, name, begin_date, end_date, known_from)
  select entity, name, begin_date, $3, $1 from known where begin_date <= $3
)
select entity from known
