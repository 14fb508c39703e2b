-- From these moments ($2) on these periods ($1) take something else of their quotas.
update dimona.quota_use q
set    known_until = closed.at
from   unnest($1::bigint[], $2::timestamptz[]) closed (period, at)
where  q.period = closed.period and q.known_until = 'infinity'
