-- Deliveries: receivers ($1), numbers ($2), persons ($3) and contents ($4), decided on at $5.
insert into forwarding.delivery (receiver, number, person, content, routed_at)
select receiver, number, person, content::json, $5::timestamptz
from   unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) as delivery (receiver, number, person, content)
