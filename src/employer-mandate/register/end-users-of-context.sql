-- What everybody is in a context ends on a day, and what was to begin later is forgotten. Gives those it ended for.
with known as (
  update employer_mandate.user_context set known_until = $1
  where  entity = $2 and quality_code = $3 and known_until = 'infinity' and coalesce(end_date, 'infinity') > $4
  returning technical_id, entity, quality_code, role_code, applications, begin_date
), ended as (
  insert into employer_mandate.user_context
         (technical_id, entity, quality_code, role_code, applications, begin_date, end_date, known_from)
  select technical_id, entity, quality_code, role_code, applications, begin_date, $4, $1 from known where begin_date <= $4
)
select distinct technical_id from known
