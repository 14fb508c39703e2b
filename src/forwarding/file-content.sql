-- What goes into a file ($2) of a receiver ($1).
select number::text as number, content, routed_at from forwarding.delivery
where  receiver = $1 and file = $2 and delivered_at is null
order  by number
