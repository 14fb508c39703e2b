-- The periods with these numbers, or with a daily registration that has one of them ($1), and by which number each was named.
select asked.number::text as named, p.*, (extract(epoch from p.known_from) * 1000000)::bigint as since
from   unnest($1::bigint[]) asked (number)
left   join dimona.daily_registration r on r.number = asked.number and r.known_until = 'infinity'
join   dimona.period p on p.number = coalesce(r.period, asked.number) and p.known_until = 'infinity'
