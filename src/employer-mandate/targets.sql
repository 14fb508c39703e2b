-- What was known at moment $2 of the entities that these identifiers name on day $3, or named last before it: their numbers,
-- when they are active, the mandates that they gave with their objects, and what was delegated of those. A list a column, its
-- items apart by a space and their parts by a slash, as no value in them has one: rows of their own cost the reader three
-- times as much.
select asked.identifier, named.entity::text,
       (select string_agg(concat_ws('/', i.identifier, i.begin_date, coalesce(i.end_date::text, ''),
                                    case when i.replaced_by is not null then 'replaced'
                                         when i.end_date < $3::date and exists (
                                           select from employers.identifier o
                                           where  o.identifier = i.identifier and o.entity <> i.entity
                                           and    o.begin_date > i.end_date and o.begin_date <= $3::date
                                           and    o.known_until > $2::timestamptz and o.known_from <= $2::timestamptz)
                                         then 'passed-on' else '' end), ' ')
        from   employers.identifier i
        where  i.entity = named.entity and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz) as numbers,
       (select string_agg(concat_ws('/', a.begin_date, coalesce(a.end_date::text, '')), ' ')
        from   employers.activity a
        where  a.entity = named.entity and a.known_until > $2::timestamptz and a.known_from <= $2::timestamptz) as active,
       (select string_agg(concat_ws('/', m.reference, m.mandatary, m.mandate_type), ' ')
        from   employer_mandate.mandate m
        where  m.mandator = named.entity) as mandates,
       (select string_agg(concat_ws('/', o.reference, o.group_code, o.status, o.begin_quarter, coalesce(o.end_quarter, '')), ' ')
        from   employer_mandate.mandate_object o
        where  o.mandator = named.entity and o.known_until > $2::timestamptz and o.known_from <= $2::timestamptz) as objects,
       -- Technical ids may hold anything, so they stand apart.
       (select json_agg(json_build_array(d.reference, d.group_codes, d.status, d.begin_quarter, d.end_quarter,
                                         d.to_entity::text, d.to_quality, d.to_user))::text
        from   employer_mandate.delegation d
        where  d.mandator = named.entity and d.known_until > $2::timestamptz and d.known_from <= $2::timestamptz) as delegations
from   unnest($1::text[]) asked (identifier)
cross  join lateral (
  select i.entity
  from   employers.identifier i
  where  i.identifier = asked.identifier and i.begin_date <= $3::date
  and    i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  order  by i.begin_date desc
  limit  1
) named
