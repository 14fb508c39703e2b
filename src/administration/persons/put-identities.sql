-- What is known of who bears the numbers $2 is made to be this ($3 to $8, none for a number of which no more is known): what is not so
-- is closed, what was not known is added, what stays is left alone. What was known is counted so that it is closed before anything
-- is written.
with given as materialized (
  select *
  from   unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         given (ssin, last_name, first_names, birth_date, sex, name_key)
), present as materialized (
  select i.ssin, i.last_name, i.first_names, i.birth_date, i.sex, i.name_key
  from   persons.identity i
  where  i.ssin = any ($2::text[]) and i.known_until = 'infinity'
), known as (
  update persons.identity i set known_until = $1
  from   (select * from present except select * from given) gone
  where  i.ssin = gone.ssin and i.known_until = 'infinity'
  returning 1
)
insert into persons.identity (ssin, last_name, first_names, birth_date, sex, name_key, known_from)
select ssin, last_name, first_names, birth_date, sex, name_key, $1
from   (select * from given except select * from present) new, (select count(*) from known) closed
returning ssin
