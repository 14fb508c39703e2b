-- The declarations that wait for their worker, the oldest first, at most $1: for which employer, and why nobody was found.
select w.declaration::text as number, to_char(w.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since,
       w.tried, w.reason, w.candidates, d.customer,
       (select i.identifier
        from   employers.identifier i
        where  i.entity = d.employer and i.known_until = 'infinity' and i.identifier not like 'ssin:%'
        order  by i.end_date desc nulls first, i.identifier desc
        limit  1) as employer
from   dimona.waiting w
join   dimona.declaration d on d.number = w.declaration
order  by w.since, w.declaration
limit  $1
