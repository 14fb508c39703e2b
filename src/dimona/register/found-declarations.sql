-- The numbers of the declarations for an employer ($1): of these workers ($2), received from $3 to before $4, with these results ($5),
-- of these worker types ($6), of a joint committee ($7), for a using employer ($8); what is null does not matter. $9 of them, after $10.
select d.number
from   dimona.declaration d
where  d.employer = $1::bigint
and    ($2::text[] is null or d.ssin = any ($2))
and    ($3::timestamptz is null or d.received_at >= $3)
and    ($4::timestamptz is null or d.received_at < $4)
and    ($5::text[] is null or (
         select n.result from dimona.notification n where n.declaration = d.number order by n.ordinal desc limit 1) = any ($5))
and    ($6::text[] is null or d.worker_type = any ($6))
and    ($7::text is null or d.joint_committee = $7)
and    ($8::text is null or d.user_enterprise = $8)
order  by d.number desc
limit  $9 offset $10
