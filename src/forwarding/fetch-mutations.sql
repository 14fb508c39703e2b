-- What comes behind a number ($2) for a receiver ($1), at most $3. That it asks for these says that it has all up to that number ($4).
with had as (
  update forwarding.delivery set delivered_at = $4::timestamptz where receiver = $1 and number <= $2 and delivered_at is null
)
select number::text as number, content from forwarding.delivery
where  receiver = $1 and number > $2
order  by number
limit  $3
