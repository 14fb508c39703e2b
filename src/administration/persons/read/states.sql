-- What is known of these numbers ($1) at moment $2.
select p.ssin, p.state
from   persons.person p
where  p.ssin = any ($1::text[]) and p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz
