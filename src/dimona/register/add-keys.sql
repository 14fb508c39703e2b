-- Under which keys ($2) of which customers ($1) these declarations ($3) were sent, with what they were ($4), and when ($5).
insert into dimona.idempotency_key (customer, key, declaration, digest, received_at)
select customer, key, declaration, decode(digest, 'hex'), received_at
from   unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[])
       as kept (customer, key, declaration, digest, received_at)
