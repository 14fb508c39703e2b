-- A file ($2) of a receiver ($1) is there, at $3.
with back as (
  update forwarding.receiver set failures = 0, reason = null where customer = $1 and failures > 0
)
update forwarding.delivery set delivered_at = $3 where receiver = $1 and file = $2 and delivered_at is null
