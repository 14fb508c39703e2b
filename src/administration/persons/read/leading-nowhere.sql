-- Those of these numbers ($1) that lead to no number in use or cancelled within ten steps from one replaced number to the next.
with recursive followed as (
  select asked.ssin as asked, p.state, p.replaced_by, 0 as hops
  from   unnest($1::text[]) asked (ssin)
  join   persons.person p on p.ssin = asked.ssin and p.known_until = 'infinity'
  union all
  select f.asked, p.state, p.replaced_by, f.hops + 1
  from   followed f
  join   persons.person p on p.ssin = f.replaced_by and p.known_until = 'infinity'
  where  f.state = 'replaced' and f.hops < 10
)
select ssin from unnest($1::text[]) asked (ssin)
where  not exists (select from followed f where f.asked = asked.ssin and f.state <> 'replaced')
