-- From moment $2 on this period ($1) is locked, or is not ($3).
with closed as (
  update dimona.period p
  set    known_until = greatest($2::timestamptz, p.known_from + interval '1 microsecond')
  where  p.number = $1::bigint and p.known_until = 'infinity'
  returning p.*
)
insert into dimona.period
select (jsonb_populate_record(null::dimona.period, to_jsonb(c) || jsonb_build_object(
         'locked', $3::boolean, 'known_from', c.known_until, 'known_until', 'infinity'))).*
from   closed c
