-- The persons who were born on these days ($1, as they are written), under their numbers of today.
select asked.birth_date as key, persons.number_of_today(i.ssin) as ssin, i.last_name, i.first_names, i.birth_date, i.sex
from   unnest($1::text[]) asked (birth_date)
join   persons.identity i on i.birth_date = asked.birth_date and i.known_until = 'infinity'
