-- These entities, as known at moment $2, with the days on which they are active.
select e.entity::text, e.kind,
       (select string_agg(a.begin_date || '/' || coalesce(a.end_date::text, ''), ' ')
        from   employers.activity a
        where  a.entity = e.entity and a.known_until > $2::timestamptz and a.known_from <= $2::timestamptz) as active
from   employers.entity e
where  e.entity = any ($1::bigint[])
