-- Takes the oldest mutations out of the outbox, at most $1.
delete from forwarding.outbox
where  id in (select id from forwarding.outbox order by id limit $1)
returning id::text as id, ssin, content
