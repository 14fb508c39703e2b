-- What was known of these persons at moment $2: one row per inscription, or one row with nulls for a person without any.
select p.ssin, p.state, p.replaced_by, i.holder, i.quality_code, i.begin_date, i.end_date
from   unnest($1::text[]) asked (ssin)
join   persons.person p on p.ssin = asked.ssin and p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz
left   join crossroads.inscription i
       on i.ssin = asked.ssin and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
