-- All numbers but those that were replaced, as known at moment $1.
select p.ssin, p.state, p.replaced_by, p.deceased_on::text, i.last_name, i.first_names, i.birth_date, i.sex
from   persons.person p
left   join persons.identity i
       on i.ssin = p.ssin and i.known_until > $1::timestamptz and i.known_from <= $1::timestamptz
where  p.state <> 'replaced' and p.known_until > $1::timestamptz and p.known_from <= $1::timestamptz
order  by p.ssin
