-- What was declared under these numbers ($1) and how it was decided last, with the identifiers that the employer has on day $3 as known
-- at moment $2, and with what the register of persons knows now of the worker of an accepted declaration.
select asked.number, (extract(epoch from d.received_at) * 1000)::bigint as received_at, d.customer, d.sender, d.content,
       d.employer, array_to_string(array(
         select i.identifier
         from   employers.identifier i
         where  i.entity = d.employer and i.begin_date <= $3::date and coalesce(i.end_date, 'infinity') >= $3::date
         and    i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
         order  by i.identifier), ' ') as identifiers,
       d.ssin, (extract(epoch from n.decided_at) * 1000)::bigint as decided_at, n.result, n.anomalies, n.change,
       i.last_name, i.first_names, i.birth_date, i.sex
from   unnest($1::text[]) asked (number)
join   dimona.declaration d on d.number = asked.number::bigint
cross  join lateral (
  select * from dimona.notification n where n.declaration = d.number order by n.ordinal desc limit 1
) n
left   join persons.identity i on i.ssin = d.ssin and i.known_until = 'infinity' and n.result in ('A', 'W')
