-- The dead letters ($1: of this receiver alone, null for all): what was refused last, and how many wait behind it.
select t.id::text as id, t.receiver, t.attempts, t.reason, t.dead_since, min(d.number)::text as number, count(*)::int as waiting,
       (min(array[lpad(d.number::text, 20, '0'), d.content ->> 'periodId']))[2] as period
from   forwarding.trouble t
join   forwarding.delivery d on d.receiver = t.receiver and d.person = t.person and d.delivered_at is null
where  t.dead_since is not null and ($1::text is null or t.receiver = $1)
group  by t.receiver, t.person
order  by t.dead_since, t.id
