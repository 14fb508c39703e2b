-- Forms that were answered provisionally ($1, an array of rows in JSON).
insert into dimona.form_waiting (declaration, file, ordinal, head)
select declaration, file, ordinal, head
from   jsonb_to_recordset($1::jsonb) as row (declaration bigint, file bigint, ordinal integer, head jsonb)
on     conflict (declaration) do nothing
