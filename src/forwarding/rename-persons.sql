-- Whoever has another number now ($2) than the one by which something still waits ($1) waits under the new one.
with renamed as (
  select former, current from unnest($1::text[], $2::text[]) as renamed (former, current)
), troubled as (
  -- Where both numbers are in trouble, the one of the new number counts.
  delete from forwarding.trouble using renamed where person = former
  returning receiver, current, attempts, due_at, dead_since, reason
), moved as (
  insert into forwarding.trouble (receiver, person, attempts, due_at, dead_since, reason)
  select distinct on (receiver, current) receiver, current, attempts, due_at, dead_since, reason from troubled
  on conflict (receiver, person) do nothing
)
update forwarding.delivery set person = current from renamed where person = former and delivered_at is null
