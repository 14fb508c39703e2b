-- How it stands with each receiver at $1: what waits and since when, and how many persons something about whom was refused.
select r.customer, r.last_number::text as last_number, r.failures, r.reason,
       coalesce(w.waiting, 0)::int as waiting,
       (extract(epoch from $1::timestamptz - w.oldest) * 1000)::float8 as age,
       coalesce(t.trying, 0)::int as trying, coalesce(t.dead, 0)::int as dead
from   forwarding.receiver r
left   join (
         select receiver, count(*) as waiting, min(routed_at) as oldest
         from forwarding.delivery where delivered_at is null group by receiver) w on w.receiver = r.customer
left   join (
         select receiver, count(*) filter (where dead_since is null) as trying, count(dead_since) as dead
         from forwarding.trouble group by receiver) t on t.receiver = r.customer
order  by r.customer
