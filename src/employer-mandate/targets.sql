-- What was known at moment $2 of the entities that these identifiers name on day $3, or named last before it: their numbers,
-- when they are active, the mandates that they gave, and what was delegated of those. The columns after the kind of a row hold
-- what that kind has.
select asked.identifier, named.entity::text, part.kind, part.name, part.begins, part.ends, part.state, part.detail,
       part.other, part.quality, part.user_id
from   unnest($1::text[]) asked (identifier)
cross  join lateral (
  select i.entity
  from   employers.identifier i
  where  i.identifier = asked.identifier and i.begin_date <= $3::date
  and    i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  order  by i.begin_date desc
  limit  1
) named
cross  join lateral (
  select 'number' as kind, i.identifier as name, i.begin_date::text as begins, i.end_date::text as ends,
         case when i.replaced_by is null then '' else 'replaced' end as state,
         null as detail, null as other, null as quality, null as user_id
  from   employers.identifier i
  where  i.entity = named.entity and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  union  all
  select 'activity', '', a.begin_date::text, a.end_date::text, '', null, null, null, null
  from   employers.activity a
  where  a.entity = named.entity and a.known_until > $2::timestamptz and a.known_from <= $2::timestamptz
  union  all
  select 'mandate', o.reference, o.begin_quarter, o.end_quarter, o.status, o.group_code, m.mandatary::text, m.mandate_type, null
  from   employer_mandate.mandate_object o
  join   employer_mandate.mandate m on m.reference = o.reference
  where  o.mandator = named.entity and o.known_until > $2::timestamptz and o.known_from <= $2::timestamptz
  union  all
  select 'delegation', d.reference, d.begin_quarter, d.end_quarter, d.status, array_to_string(d.group_codes, ' '),
         d.to_entity::text, d.to_quality, d.to_user
  from   employer_mandate.delegation d
  where  d.mandator = named.entity and d.known_until > $2::timestamptz and d.known_from <= $2::timestamptz
) part
