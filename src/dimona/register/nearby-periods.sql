-- The living periods of these employers ($1) and workers ($2) that share a day with what is declared and the days around it ($3 to $4,
-- null: no end).
select p.*, (extract(epoch from p.known_from) * 1000000)::bigint as since
from   unnest($1::bigint[], $2::text[], $3::date[], $4::date[]) around (employer, ssin, first, last)
join   dimona.period p
       on p.employer = around.employer and p.ssin = around.ssin and p.known_until = 'infinity'
       and p.start_date <= coalesce(around.last, 'infinity') and coalesce(p.end_date, 'infinity') >= around.first
where  not p.cancelled
