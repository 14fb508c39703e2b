-- Whoever was born in a year of which the register has learned something is due at once ($1).
with learned as (delete from dimona.look_again returning birth_year)
update dimona.waiting w
set    due_at = $1::timestamptz
where  w.due_at > $1 and w.birth_year in (select birth_year from learned)
