-- Whose the declarations ($1) that waited turned out to be ($2), and the periods that they began ($3).
update dimona.declaration d
set    ssin = found.ssin, period = coalesce(found.period, d.period)
from   unnest($1::bigint[], $2::text[], $3::bigint[]) found (number, ssin, period)
where  d.number = found.number
