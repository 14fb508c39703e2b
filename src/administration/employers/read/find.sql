-- The entities that these numbers ($1) name on day $3, or named last before it, or are to name first after it, as known at moment $2.
select asked.number, named.entity::text
from   unnest($1::text[]) asked (number)
cross  join lateral (
  select i.entity
  from   employers.identifier i
  where  i.identifier = asked.number and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  order  by i.begin_date <= $3::date desc, abs(i.begin_date - $3::date)
  limit  1
) named
