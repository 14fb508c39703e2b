-- Of these declarations ($1), those that still wait for their worker: what was said, by whom and when.
select d.number, d.content, d.customer, d.channel, d.ticket, (extract(epoch from d.received_at) * 1000)::bigint as received_at
from   dimona.declaration d
where  d.number = any ($1::bigint[])
and    exists (select from dimona.notification n where n.declaration = d.number and n.result = 'S')
and    not exists (select from dimona.notification n where n.declaration = d.number and n.ordinal = 2)
