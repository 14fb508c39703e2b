-- What these customers ($1) have sent under these keys ($2), and how that was decided last.
select k.customer, k.key, k.declaration, encode(k.digest, 'hex') as digest, n.result
from   unnest($1::text[], $2::text[]) asked (customer, key)
join   dimona.idempotency_key k on k.customer = asked.customer and k.key = asked.key
cross  join lateral (
  select result from dimona.notification n where n.declaration = k.declaration order by n.ordinal desc limit 1
) n
