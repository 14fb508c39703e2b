-- The persons of these years of birth and names ($1, as `2001 PEETERS`), under their numbers of today.
select asked.key, persons.number_of_today(i.ssin) as ssin, i.last_name, i.first_names, i.birth_date, i.sex
from   unnest($1::text[]) asked (key)
join   persons.identity i
       on left(i.birth_date, 4) = left(asked.key, 4) and i.name_key = substr(asked.key, 6) and i.known_until = 'infinity'
