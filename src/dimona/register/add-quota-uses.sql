-- What periods take of quotas ($1, an array of rows in JSON).
insert into dimona.quota_use (kind, holder, span, unit, period, ssin, day, amount, known_from)
select kind, holder, span, unit, period, ssin, day, amount, known_from
from   jsonb_to_recordset($1::jsonb) as row (
         kind text, holder text, span text, unit text, period bigint, ssin text, day date, amount smallint, known_from timestamptz)
