-- What happened, for the router: the numbers of the workers ($1) and the mutations ($2), in their order.
insert into forwarding.outbox (ssin, content)
select ssin, content::json
from   unnest($1::text[], $2::text[]) with ordinality as mutation (ssin, content, place)
order  by place
