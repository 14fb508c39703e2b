-- Of the entities $1, and of those that have or had one of the numbers $2: those without a number that no other has or had. Looked
-- up one by one, and counted: a plan for all together, or for the first of many, reads a register of which little is known yet.
select meant.entity
from   (
  select unnest($1::bigint[])
  union
  select bearer.entity
  from   unnest($2::text[]) asked (number)
  cross  join lateral (
    select i.entity from employers.identifier i where i.identifier = asked.number and i.known_until = 'infinity' offset 0
  ) bearer
) meant (entity)
where  (
  select count(*)
  from   employers.identifier own
  where  own.entity = meant.entity and own.known_until = 'infinity'
  and    (
    select count(*)
    from   employers.identifier other
    where  other.identifier = own.identifier and other.entity <> own.entity and other.known_until = 'infinity'
  ) = 0
) = 0
