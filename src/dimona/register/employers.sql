-- The entities that these identifiers ($1) name on day $4, or named last before it, and those with these keys ($2): by which of the
-- identifiers they were asked, which ones they have on that day, when they are active and how they use Dimona, as known at moment $3.
with named as (
  select asked.identifier, i.entity
  from   unnest($1::text[]) asked (identifier)
  cross  join lateral (
    select i.entity
    from   employers.identifier i
    where  i.identifier = asked.identifier and i.begin_date <= $4::date
    and    i.known_until > $3::timestamptz and i.known_from <= $3::timestamptz
    order  by i.begin_date desc
    limit  1
  ) i
),
meant as (select entity from named union select entity from unnest($2::bigint[]) asked (entity))
select m.entity,
       coalesce((select array_agg(n.identifier) from named n where n.entity = m.entity), '{}') as asked,
       coalesce((select array_agg(i.identifier)
                 from   employers.identifier i
                 where  i.entity = m.entity and i.begin_date <= $4::date and coalesce(i.end_date, 'infinity') >= $4::date
                 and    i.known_until > $3::timestamptz and i.known_from <= $3::timestamptz), '{}') as identifiers,
       coalesce((select array_agg(a.begin_date || '/' || coalesce(a.end_date::text, ''))
                 from   employers.activity a
                 where  a.entity = m.entity and a.known_until > $3::timestamptz and a.known_from <= $3::timestamptz), '{}') as active,
       s.sub_entities, coalesce(s.secured_only, false) as secured_only, coalesce(s.daily_registration, false) as daily_registration
from   meant m
left   join dimona.employer_setting s
       on s.employer = m.entity and s.known_until > $3::timestamptz and s.known_from <= $3::timestamptz
