-- The entry of one ticket, and only where it is this customer's ($4; null for an operator, who sees every one).
-- The range of moments ($2, $3) follows from the ticket itself and leaves one month to be read. A replayed message has
-- two entries, of which the one that ended later tells what was answered.
select entry::text as entry
from   crossroads.audit
where  ticket = $1::uuid
and    received_at >= $2::timestamptz and received_at < $3::timestamptz
and    ($4::text is null or entry ->> 'customer' = $4::text)
order  by (entry -> 'timings' ->> 'ready')::bigint desc
limit  1
