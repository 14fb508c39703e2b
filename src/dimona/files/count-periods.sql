-- How many periods of an employer ($1) share a day with $2 to $3 (null: no limit), counted no further than $4.
select count(*)::integer as count
from  (select 1
       from   dimona.period p
       where  p.employer = $1::bigint and p.known_until = 'infinity'
       and    ($2::date is null or coalesce(p.end_date, 'infinity') >= $2)
       and    ($3::date is null or p.start_date <= $3)
       limit  $4) as found
