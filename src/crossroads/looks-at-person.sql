-- The last entries ($4 of them) from one moment ($2) until before another ($3) that are about one of these numbers of a person
-- ($1): asked about, or shown where nobody was named; or that showed everybody, by their subjects ($5).
select entry::text as entry, coalesce(subject = any ($1), false) as named
from   crossroads.audit
where  (subject = any ($1) or subject = any ($5) or persons && $1)
and    received_at >= $2::timestamptz and received_at < $3::timestamptz
order  by received_at desc, ticket desc
limit  $4
