-- Makes the relations of these employers ($1) and workers ($2) what their living periods make of them, from moment $3 on.
with present as (
  select pair.employer, pair.ssin, min(p.start_date) as start_date,
         case when bool_or(p.end_date is null) then null else max(p.end_date) end as end_date
  from   unnest($1::bigint[], $2::text[]) pair (employer, ssin)
  left   join dimona.period p
         on p.employer = pair.employer and p.ssin = pair.ssin and p.known_until = 'infinity' and not p.cancelled
  group  by pair.employer, pair.ssin
),
changed as (
  select n.employer, n.ssin, n.start_date, n.end_date,
         greatest($3::timestamptz, r.known_from + interval '1 microsecond') as at
  from   present n
  left   join dimona.relation r on r.employer = n.employer and r.ssin = n.ssin and r.known_until = 'infinity'
  where  (r.start_date, r.end_date) is distinct from (n.start_date, n.end_date)
),
closed as (
  update dimona.relation r
  set    known_until = c.at
  from   changed c
  where  r.employer = c.employer and r.ssin = c.ssin and r.known_until = 'infinity'
  returning r.employer
)
insert into dimona.relation (employer, ssin, start_date, end_date, known_from)
select c.employer, c.ssin, c.start_date, c.end_date, c.at
from   changed c
-- Reading the closed rows has them closed first.
where  c.start_date is not null and (select count(*) from closed) >= 0
