-- What is taken of these quotas (kind $1, holder $2, span $3): hours, and days of workers.
select asked.kind, asked.holder, asked.span,
       coalesce(sum(q.amount) filter (where q.day is null), 0)::int as hours,
       count(distinct (q.ssin, q.day)) filter (where q.day is not null)::int as days
from   unnest($1::text[], $2::text[], $3::text[]) asked (kind, holder, span)
left   join dimona.quota_use q
       on q.holder = asked.holder and q.kind = asked.kind and q.span = asked.span and q.known_until = 'infinity'
group  by asked.kind, asked.holder, asked.span
