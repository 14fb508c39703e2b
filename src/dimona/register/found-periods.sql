-- The periods of an employer ($1): of these workers ($2), sharing a day with $3 to $4, in these states ($5), late or not ($6), of a
-- sub-entity ($7), of these worker types ($8), of a joint committee ($9), for a using employer ($10); what is null does not matter.
-- $11 of them, after $12.
select p.*, (extract(epoch from p.known_from) * 1000000)::bigint as since
from   dimona.period p
where  p.employer = $1::bigint and p.known_until = 'infinity'
and    ($2::text[] is null or p.ssin = any ($2))
and    ($3::date is null or coalesce(p.end_date, 'infinity') >= $3)
and    ($4::date is null or p.start_date <= $4)
and    ($5::text[] is null
        or case when p.cancelled then 'cancelled' when p.end_date is null then 'open' else 'closed' end = any ($5))
and    ($6::boolean is null or p.late = $6)
and    ($7::text is null or p.sub_entity = $7)
and    ($8::text[] is null or p.worker_type = any ($8))
and    ($9::text is null or p.joint_committee = $9)
and    ($10::text is null or p.user_enterprise = $10)
order  by p.start_date desc, p.number desc
limit  $11 offset $12
