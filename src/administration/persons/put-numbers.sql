-- What is known of the numbers $2 is made to be this ($3 to $5): what is not so is closed, what was not known is added, what stays is
-- left alone. What was known is counted so that it is closed before anything is written.
with given as materialized (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::date[]) given (ssin, state, replaced_by, deceased_on)
), present as materialized (
  select p.ssin, p.state, p.replaced_by, p.deceased_on
  from   persons.person p
  where  p.ssin = any ($2::text[]) and p.known_until = 'infinity'
), known as (
  update persons.person p set known_until = $1
  from   (select * from present except select * from given) gone
  where  p.ssin = gone.ssin and p.known_until = 'infinity'
  returning 1
)
insert into persons.person (ssin, state, replaced_by, deceased_on, known_from)
select ssin, state, replaced_by, deceased_on, $1
from   (select * from given except select * from present) new, (select count(*) from known) closed
returning ssin
