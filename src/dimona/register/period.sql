-- The period with this number ($1), as it is known now.
select p.*, (extract(epoch from p.known_from) * 1000000)::bigint as since
from   dimona.period p
where  p.number = $1::bigint and p.known_until = 'infinity'
