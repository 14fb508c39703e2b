-- How many periods count for these days ($5) of these workers ($4) in these quotas (kind $1, holder $2, span $3).
select asked.kind, asked.holder, asked.span, asked.ssin, asked.day, count(*)::int as periods
from   unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[]) asked (kind, holder, span, ssin, day)
join   dimona.quota_use q
       on q.holder = asked.holder and q.kind = asked.kind and q.span = asked.span and q.ssin = asked.ssin
       and q.day = asked.day and q.known_until = 'infinity'
group  by asked.kind, asked.holder, asked.span, asked.ssin, asked.day
