-- What a receiver ($1) had under these numbers ($2 to $3) is sent once more, with the same numbers.
update forwarding.delivery set delivered_at = null, file = null
where  receiver = $1 and number between $2 and $3 and delivered_at is not null
returning number
