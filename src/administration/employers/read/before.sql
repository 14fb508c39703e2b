-- What was known of an entity ($1) until moment $2 at the latest, and no longer is: the newest last.
select name, number, replaced_by as "replacedBy", begin_date::text as "from", end_date::text as "to",
       to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownFrom",
       to_char(known_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownUntil"
from   (
  select name, null as number, null as replaced_by, begin_date, end_date, known_from, known_until
  from   employers.activity where entity = $1
  union  all
  select null, identifier, replaced_by, begin_date, end_date, known_from, known_until
  from   employers.identifier where entity = $1
) known
where  known_until <= $2::timestamptz
order  by known.known_from, known.known_until, number is not null, begin_date, number
