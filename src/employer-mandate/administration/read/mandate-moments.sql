-- When something about a mandate became known, or no longer was.
select distinct moment::text
from (
  select unnest(array[known_from, known_until]) as moment from employer_mandate.mandate_object where reference = $1
  union all
  select unnest(array[d.known_from, d.known_until])
  from   employer_mandate.mandate m
  join   employer_mandate.delegation d on d.mandator = m.mandator and d.reference = m.reference
  where  m.reference = $1
) known
where moment <> 'infinity'
