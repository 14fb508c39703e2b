-- What an employer ($1) was told: of these workers ($2), from moment $3 to before $4; what is null does not matter. $5 of them,
-- after $6.
select c.number, c.employer, c.code, c.effective::text, c.valid, c.outdated, (extract(epoch from c.known_at) * 1000)::bigint as known_at
from   dimona.identity_change c
where  c.employer = $1::bigint
and    ($2::text[] is null or c.ssin = any ($2))
and    ($3::timestamptz is null or c.known_at >= $3)
and    ($4::timestamptz is null or c.known_at < $4)
order  by c.number desc
limit  $5 offset $6
