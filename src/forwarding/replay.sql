-- Dead letters are tried again, as if for the first time: one of them ($1), those of a receiver ($2), or all where both are null.
update forwarding.trouble
set    dead_since = null, attempts = 0, due_at = '-infinity'
where  dead_since is not null and ($1::bigint is null or id = $1) and ($2::text is null or receiver = $2)
returning id::text as id, receiver
