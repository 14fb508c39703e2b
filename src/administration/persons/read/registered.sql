-- What is known of these numbers ($1) and of who bears them, as known at moment $2.
select p.ssin, p.state, p.replaced_by as "replacedBy", p.deceased_on::text as "deceasedOn", i.last_name, i.first_names, i.birth_date,
       i.sex, (extract(epoch from greatest(p.known_from, i.known_from)) * 1000)::float8 as "knownFrom"
from   persons.person p
left   join persons.identity i
       on i.ssin = p.ssin and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
where  p.ssin = any ($1::text[]) and p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz
