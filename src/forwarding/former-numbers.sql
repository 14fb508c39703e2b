-- The numbers that these ($1) took the place of, as is known now, the last ones first.
with recursive former (current, ssin, hops) as (
  select asked.ssin, p.ssin, 1
  from   unnest($1::text[]) asked (ssin)
  join   persons.person p on p.replaced_by = asked.ssin and p.known_until = 'infinity'
  union  all
  select f.current, p.ssin, f.hops + 1
  from   former f
  join   persons.person p on p.replaced_by = f.ssin and p.known_until = 'infinity'
  where  f.hops < 10
)
select current, ssin from former order by hops, ssin
