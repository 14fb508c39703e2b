-- What became of an attempt at a receiver ($1) at $2: delivered numbers ($3), persons without trouble ($4), and trouble about
-- others: persons ($5), attempts ($6), when it is tried again ($7, null for never) and why ($8).
with back as (
  update forwarding.receiver set failures = 0, reason = null where customer = $1 and failures > 0
), done as (
  update forwarding.delivery set delivered_at = $2 where receiver = $1 and number = any ($3::bigint[]) and delivered_at is null
), over as (
  delete from forwarding.trouble where receiver = $1 and person = any ($4::text[])
)
insert into forwarding.trouble (receiver, person, attempts, due_at, dead_since, reason)
select $1, person, attempts, coalesce(due_at, $2::timestamptz), case when due_at is null then $2::timestamptz end, reason
from   unnest($5::text[], $6::integer[], $7::timestamptz[], $8::text[]) as trouble (person, attempts, due_at, reason)
on     conflict (receiver, person) do update
set    attempts = excluded.attempts, due_at = excluded.due_at, dead_since = excluded.dead_since, reason = excluded.reason
