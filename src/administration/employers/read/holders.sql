-- Who else than entity $1 (null for nobody) has the numbers $2 on days between $3 and $4.
select i.identifier as number, i.entity::text, i.begin_date::text as "from", i.end_date::text as "to"
from   unnest($2::text[], $3::date[], $4::date[]) wanted (number, begin_date, end_date)
join   employers.identifier i
       on  i.identifier = wanted.number
       and daterange(i.begin_date, i.end_date, '[]') && daterange(wanted.begin_date, wanted.end_date, '[]')
where  i.known_until = 'infinity' and i.entity is distinct from $1::bigint
order  by wanted.begin_date, i.identifier
