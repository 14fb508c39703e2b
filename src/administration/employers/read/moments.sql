-- When something about an entity ($1) became known, or no longer was.
select distinct moment::text
from (
  select unnest(array[known_from, known_until]) as moment from employers.activity where entity = $1
  union all
  select unnest(array[known_from, known_until]) from employers.identifier where entity = $1
) known
where moment <> 'infinity'
