-- What was known of these numbers ($1) until moment $2 at the latest, and no longer is: the newest last.
select known.state, known.replaced_by as "replacedBy", known.deceased_on::text as "deceasedOn", known.last_name, known.first_names,
       known.birth_date, known.sex,
       to_char(known.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownFrom",
       to_char(known.known_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "knownUntil"
from   (
  select state, replaced_by, deceased_on, null as last_name, null as first_names, null as birth_date, null as sex, known_from, known_until
  from   persons.person where ssin = any ($1::text[])
  union  all
  select null, null, null, last_name, first_names, birth_date, sex, known_from, known_until
  from   persons.identity where ssin = any ($1::text[])
) known
where  known.known_until <= $2::timestamptz
order  by known.known_from, known.known_until, known.state is null
