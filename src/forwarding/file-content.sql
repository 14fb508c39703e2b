-- What goes into a file ($2) of a receiver ($1).
select d.number::text as number, d.content
from   forwarding.delivery d
where  d.receiver = $1 and d.file = $2 and d.delivered_at is null
order  by d.number
