-- What is known of the users $2 in contexts, the entities $3 in the qualities $4, is replaced by these roles and profiles, the
-- applications of each with a blank between them. What was known is counted so that it is closed before anything is written.
with known as (
  update employer_mandate.user_context c set known_until = $1
  from   unnest($2::text[], $3::bigint[], $4::text[]) changed (technical_id, entity, quality_code)
  where  c.technical_id = changed.technical_id and c.entity = changed.entity and c.quality_code = changed.quality_code
  and    c.known_until = 'infinity'
  returning 1
)
insert into employer_mandate.user_context
       (technical_id, entity, quality_code, role_code, applications, begin_date, end_date, known_from)
select technical_id, entity, quality_code, role_code, string_to_array(applications, ' '), begin_date, end_date, $1
from   unnest($5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::date[], $11::date[])
       given (technical_id, entity, quality_code, role_code, applications, begin_date, end_date),
       (select count(*) from known) closed
returning technical_id
