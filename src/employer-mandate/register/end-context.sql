-- A context ends on a day.
with known as (
  update employer_mandate.context_period set known_until = $1
  where  entity = $2 and quality_code = $3 and known_until = 'infinity' and coalesce(end_date, 'infinity') > $4
  returning entity, quality_code, begin_date
), ended as (
  insert into employer_mandate.context_period (entity, quality_code, begin_date, end_date, known_from)
  select entity, quality_code, begin_date, $4, $1 from known where begin_date <= $4
)
select entity from known
