-- The periods of an employer ($1): of a worker ($2), sharing a day with $3 to $4, in these states ($5), late or not ($6), of these
-- worker types ($7), of a joint committee ($8), for a using employer ($9); what is null does not matter. $10 of them, after $11.
select p.*, (extract(epoch from p.known_from) * 1000000)::bigint as since
from   dimona.period p
where  p.employer = $1::bigint and p.known_until = 'infinity'
and    ($2::text is null or p.ssin = $2)
and    ($3::date is null or coalesce(p.end_date, 'infinity') >= $3)
and    ($4::date is null or p.start_date <= $4)
and    ($5::text[] is null
        or case when p.cancelled then 'cancelled' when p.end_date is null then 'open' else 'closed' end = any ($5))
and    ($6::boolean is null or p.late = $6)
and    ($7::text[] is null or p.worker_type = any ($7))
and    ($8::text is null or p.joint_committee = $8)
and    ($9::text is null or p.user_enterprise = $9)
order  by p.start_date desc, p.number desc
limit  $10 offset $11
