-- Why nobody was identified in this declaration ($1): the reason ($2), how many persons it may be ($3), and when it is tried next ($5),
-- unless it has become due meanwhile: it was taken until $4.
update dimona.waiting w
set    tried = w.tried + 1, reason = $2, candidates = $3,
       due_at = case when w.due_at = $4::timestamptz then $5::timestamptz else w.due_at end
where  w.declaration = $1::bigint
