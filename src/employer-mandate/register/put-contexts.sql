-- What is known of when there are contexts, the entities $2 in the qualities $3, is replaced by these periods. What was known
-- is counted so that it is closed before anything is written.
with context as (
  insert into employer_mandate.context (entity, quality_code)
  select * from unnest($2::bigint[], $3::text[]) on conflict do nothing
), known as (
  update employer_mandate.context_period p set known_until = $1
  from   unnest($2::bigint[], $3::text[]) changed (entity, quality_code)
  where  p.entity = changed.entity and p.quality_code = changed.quality_code and p.known_until = 'infinity'
  returning 1
)
insert into employer_mandate.context_period (entity, quality_code, begin_date, end_date, known_from)
select entity, quality_code, begin_date, end_date, $1
from   unnest($4::bigint[], $5::text[], $6::date[], $7::date[]) given (entity, quality_code, begin_date, end_date),
       (select count(*) from known) closed
returning entity
