-- When something about a user became known, or no longer was.
select distinct moment::text
from (
  select unnest(array[known_from, known_until]) as moment from employer_mandate.user_state where technical_id = $1
  union all
  select unnest(array[known_from, known_until]) from employer_mandate.user_context where technical_id = $1
  union all
  select unnest(array[known_from, known_until]) from employer_mandate.delegation where to_user = $1
) known
where moment <> 'infinity'
