-- The periods of an employer ($1) that share a day with $2 to $3 (null: no limit), behind a number ($4), $5 of them, as known now; with
-- what the register of persons knows of their workers.
select p.*, (extract(epoch from p.known_from) * 1000000)::bigint as since,
       i.last_name, i.first_names, i.birth_date, i.sex
from   dimona.period p
left   join persons.identity i on i.ssin = p.ssin and i.known_until = 'infinity'
where  p.employer = $1::bigint and p.known_until = 'infinity' and p.number > $4::bigint
and    ($2::date is null or coalesce(p.end_date, 'infinity') >= $2)
and    ($3::date is null or p.start_date <= $3)
order  by p.number
limit  $5
