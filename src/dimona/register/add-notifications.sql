-- What was decided ($1, an array of rows in JSON).
insert into dimona.notification (declaration, ordinal, decided_at, result, anomalies, change)
select declaration, ordinal, decided_at, result, anomalies, change
from   jsonb_to_recordset($1::jsonb) as row (
         declaration bigint, ordinal smallint, decided_at timestamptz, result text, anomalies jsonb, change jsonb)
