-- The relations of an employer ($3) that share a day with $4 to $5: $6 of them, with the identifiers that the employer has on day $2 as known at
-- moment $1.
select r.employer, r.ssin, r.start_date, r.end_date,
       array_to_string(array(
         select i.identifier
         from   employers.identifier i
         where  i.entity = r.employer and i.begin_date <= $2::date and coalesce(i.end_date, 'infinity') >= $2::date
         and    i.known_until > $1::timestamptz and i.known_from <= $1::timestamptz), ' ') as identifiers
from   dimona.relation r
where  r.known_until = 'infinity' and r.employer = $3::bigint
and    coalesce(r.end_date, 'infinity') >= $4::date and r.start_date <= $5::date
order  by r.start_date desc, r.ssin
limit  $6
