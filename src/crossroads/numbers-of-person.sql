-- All numbers that are known to be this person's ($1): it, those that it took the place of, and those that took its place.
with recursive own (ssin, hops) as (
  select $1::text collate "C", 0
  union
  select linked.ssin, own.hops + 1
  from   own
  cross  join lateral (
    select p.replaced_by as ssin from persons.person p
    where  p.ssin = own.ssin and p.known_until = 'infinity' and p.replaced_by is not null
    union  all
    select p.ssin from persons.person p where p.replaced_by = own.ssin and p.known_until = 'infinity'
  ) linked
  where  own.hops < 10
)
select distinct ssin from own order by ssin
