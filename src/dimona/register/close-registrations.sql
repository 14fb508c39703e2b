-- From these moments ($2) on something else is known of these daily registrations ($1).
update dimona.daily_registration r
set    known_until = closed.at
from   unnest($1::bigint[], $2::timestamptz[]) closed (number, at)
where  r.number = closed.number and r.known_until = 'infinity'
