-- The forms of a file ($1) that were answered provisionally and are decided on by now, $2 of them.
select w.declaration, w.ordinal, w.head
from   dimona.form_waiting w
join   dimona.notification n on n.declaration = w.declaration and n.ordinal = 2
where  w.file = $1
order  by w.ordinal
limit  $2
