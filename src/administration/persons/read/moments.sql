-- When something about a number ($1), or about who bears it, became known, or no longer was.
select distinct moment::text
from (
  select unnest(array[known_from, known_until]) as moment from persons.person where ssin = $1
  union all
  select unnest(array[known_from, known_until]) from persons.identity where ssin = $1
) known
where moment <> 'infinity'
