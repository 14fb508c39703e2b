-- What a user is in a context ends on a day.
with known as (
  update employer_mandate.user_context set known_until = $1
  where  technical_id = $2 and entity = $3 and quality_code = $4 and known_until = 'infinity'
  and    coalesce(end_date, 'infinity') > $5
  returning technical_id, entity, quality_code, role_code, applications, begin_date
), ended as (
  insert into employer_mandate.user_context
         (technical_id, entity, quality_code, role_code, applications, begin_date, end_date, known_from)
  select technical_id, entity, quality_code, role_code, applications, begin_date, $5, $1 from known where begin_date <= $5
)
select technical_id from known
