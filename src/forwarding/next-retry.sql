-- What a receiver ($1) that may be tried at $2 gets once more: the first delivery about the person in trouble whose turn it is.
select d.number::text as number, d.person, d.content, t.attempts
from   forwarding.receiver r
join   forwarding.trouble t on t.receiver = r.customer and t.dead_since is null and t.due_at <= $2::timestamptz
cross  join lateral (
         select number, person, content from forwarding.delivery
         where  receiver = t.receiver and person = t.person and delivered_at is null
         order  by number limit 1) d
where  r.customer = $1 and r.due_at <= $2::timestamptz
order  by t.due_at
limit  1
