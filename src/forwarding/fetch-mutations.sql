-- What comes behind a number ($2) for a receiver ($1), at most $3. That it asks for these says that it has all up to that number ($4).
with had as (
  update forwarding.delivery set delivered_at = $4::timestamptz where receiver = $1 and number <= $2 and delivered_at is null
)
select d.number::text as number, d.content
from   forwarding.delivery d
where  d.receiver = $1 and d.number > $2
order  by d.number
limit  $3
