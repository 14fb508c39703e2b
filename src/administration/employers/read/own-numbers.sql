-- The numbers of these entities ($1) that no other has or had, as known at moment $2: that of an enterprise first, that of a person
-- last, and of a kind the newest.
select asked.entity::text, own.number
from   unnest($1::bigint[]) asked (entity)
cross  join lateral (
  select i.identifier as number
  from   employers.identifier i
  where  i.entity = asked.entity and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
  and    (
    select count(*)
    from   employers.identifier other
    where  other.identifier = i.identifier and other.entity <> i.entity
    and    other.known_until > $2::timestamptz and other.known_from <= $2::timestamptz
  ) = 0
  order  by array_position(array['cbe', 'nsso', 'ppl', 'provisional', 'ssin'], split_part(i.identifier, ':', 1)),
         i.begin_date desc, i.identifier
  limit  1
) own
