-- What a receiver ($1) that may be tried at $2 gets next, in order and at most $3: of persons about whom there is no trouble.
select d.number::text as number, d.person, d.content
from   forwarding.receiver r
join   forwarding.delivery d on d.receiver = r.customer and d.delivered_at is null
where  r.customer = $1 and r.due_at <= $2::timestamptz
and    not exists (select from forwarding.trouble t where t.receiver = d.receiver and t.person = d.person)
order  by d.number
limit  $3
