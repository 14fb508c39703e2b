-- How many declarations wait for their worker, since when the oldest does, and since when the longest overdue one is due at moment $1
-- (milliseconds since the epoch, null for none).
select count(*)::int as waiting,
       (extract(epoch from min(w.since)) * 1000)::bigint as oldest,
       (extract(epoch from min(greatest(w.due_at, w.since)) filter (where w.due_at <= $1::timestamptz)) * 1000)::bigint as due
from   dimona.waiting w
