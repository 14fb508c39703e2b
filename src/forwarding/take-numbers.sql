-- Numbers for as many deliveries ($2) as each receiver ($1) gets; gives the last of them.
insert into forwarding.receiver (customer, last_number)
select customer, count from unnest($1::text[], $2::bigint[]) as taken (customer, count)
order  by customer
on conflict (customer) do update set last_number = receiver.last_number + excluded.last_number
returning customer, last_number::text as last
