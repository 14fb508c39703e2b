-- The daily registrations of these periods ($1), as they are known now.
select r.*, (extract(epoch from r.known_from) * 1000000)::bigint as since
from   dimona.daily_registration r
where  r.period = any ($1::bigint[]) and r.known_until = 'infinity'
