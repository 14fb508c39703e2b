-- The relations of an employer ($1): with these workers ($2), sharing a day with $3 to $4; what is null does not matter. $5 of them,
-- after $6.
select r.ssin, r.start_date, r.end_date
from   dimona.relation r
where  r.employer = $1::bigint and r.known_until = 'infinity'
and    ($2::text[] is null or r.ssin = any ($2))
and    ($3::date is null or coalesce(r.end_date, 'infinity') >= $3)
and    ($4::date is null or r.start_date <= $4)
order  by r.ssin
limit  $5 offset $6
