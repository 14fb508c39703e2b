-- The entities that these identifiers name on day $2, or named last before it, as known at moment $3, with the days on which
-- they are active.
select asked.identifier, e.entity::text, e.kind,
       (select string_agg(a.begin_date || '/' || coalesce(a.end_date::text, ''), ' ')
        from   employers.activity a
        where  a.entity = e.entity and a.known_until > $3::timestamptz and a.known_from <= $3::timestamptz) as active
from   unnest($1::text[]) asked (identifier)
cross  join lateral (
  select i.entity
  from   employers.identifier i
  where  i.identifier = asked.identifier and i.begin_date <= $2::date
  and    i.known_until > $3::timestamptz and i.known_from <= $3::timestamptz
  order  by i.begin_date desc
  limit  1
) named
join   employers.entity e on e.entity = named.entity
