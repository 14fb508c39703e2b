-- What was known of the inscriptions of these persons ($1) until moment $2 at the latest, and no longer is: the newest last.
select i.holder, i.quality_code as "qualityCode", i.begin_date::text as "from", i.end_date::text as "to",
       to_char(i.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownFrom",
       to_char(i.known_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownUntil"
from   crossroads.inscription i
where  i.ssin = any ($1::text[]) and i.known_until <= $2::timestamptz
order  by i.known_from, i.known_until, i.holder, i.quality_code, i.begin_date
