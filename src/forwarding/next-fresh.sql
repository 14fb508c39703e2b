-- What a receiver ($1) that may be tried at $2 gets next, in order and at most $3: of persons about whom there is no trouble.
select d.number::text as number, d.person, d.content
from   (
         select number, person, content from forwarding.delivery
         where  receiver = $1 and delivered_at is null
         and    not exists (select from forwarding.trouble t where t.receiver = $1 and t.person = delivery.person)
         order  by number limit $3) d
where  exists (select from forwarding.receiver r where r.customer = $1 and r.due_at <= $2::timestamptz)
order  by d.number
