-- The daily registration with this number ($1), as it is known now.
select r.*, (extract(epoch from r.known_from) * 1000000)::bigint as since
from   dimona.daily_registration r
where  r.number = $1::bigint and r.known_until = 'infinity'
