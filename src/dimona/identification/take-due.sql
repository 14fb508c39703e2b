-- Declarations that are due at $1, at most $3 of them: until $2 nobody else takes them. Who ends before deciding has lost nothing.
with due as (
  select w.declaration from dimona.waiting w where w.due_at <= $1::timestamptz order by w.due_at limit $3 for update skip locked
)
update dimona.waiting w
set    due_at = $2::timestamptz
from   due
join   dimona.declaration d on d.number = due.declaration
where  w.declaration = due.declaration
returning w.declaration as number, w.tried, d.content, d.ticket
