-- From these moments ($2) on something else is known of these periods ($1).
update dimona.period p
set    known_until = closed.at
from   unnest($1::bigint[], $2::timestamptz[]) closed (number, at)
where  p.number = closed.number and p.known_until = 'infinity'
