-- When an inscription of a person ($1) became known, or no longer was.
select distinct moment::text
from   crossroads.inscription i
cross  join unnest(array[i.known_from, i.known_until]) moment
where  i.ssin = $1 and moment <> 'infinity'
