-- What these entities are called on day $2, or were last before it, as known at moment $3: name, and the identifiers by which
-- they are found then. The number of an enterprise goes first, that of a person last.
select e.entity::text, e.kind,
       (select a.name
        from   employers.activity a
        where  a.entity = e.entity and a.known_until > $3::timestamptz and a.known_from <= $3::timestamptz
        order  by a.begin_date <= $2::date desc, a.begin_date desc
        limit  1) as name,
       (select string_agg(i.identifier, ' ' order by array_position(array['cbe', 'nsso', 'ppl', 'provisional', 'ssin'],
                                                                     split_part(i.identifier, ':', 1)), i.identifier)
        from   employers.identifier i
        where  i.entity = e.entity and i.begin_date <= $2::date
        and    i.known_until > $3::timestamptz and i.known_from <= $3::timestamptz
        and    not exists (
          select from employers.identifier later
          where  later.identifier = i.identifier and later.begin_date > i.begin_date and later.begin_date <= $2::date
          and    later.known_until > $3::timestamptz and later.known_from <= $3::timestamptz
        )) as numbers
from   unnest($1::bigint[]) asked (entity)
join   employers.entity e on e.entity = asked.entity
