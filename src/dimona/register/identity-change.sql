-- One thing that an employer was told, by its number ($1).
select c.number, c.employer, c.code, c.effective::text, c.valid, c.outdated, (extract(epoch from c.known_at) * 1000)::bigint as known_at
from   dimona.identity_change c
where  c.number = $1::bigint
