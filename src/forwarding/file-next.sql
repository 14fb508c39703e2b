-- The file that a receiver ($1) gets next: one that was begun, or else a new one where at least $2 mutations wait, or the oldest
-- since before $3. At most $2 go in.
with begun as (
  select min(file) as file from forwarding.delivery where receiver = $1 and delivered_at is null and file is not null
), waiting as (
  select number, routed_at from forwarding.delivery
  where  receiver = $1 and delivered_at is null and file is null and (select file from begun) is null
  order  by number limit $2
), ripe as (
  select from waiting having count(*) >= $2 or min(routed_at) <= $3::timestamptz
), taken as (
  update forwarding.receiver set last_file = last_file + 1 where customer = $1 and exists (select from ripe) returning last_file
), filled as (
  update forwarding.delivery d set file = last_file from taken, waiting where d.receiver = $1 and d.number = waiting.number
)
select coalesce((select last_file from taken), (select file from begun))::text as file
