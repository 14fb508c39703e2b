-- What is known of when the entities $2 are active, and under which names, is made to be this: what is not so is closed, what
-- was not known is added, what stays is left alone. What was known is counted so that it is closed before anything is written.
with given as materialized (
  select * from unnest($3::bigint[], $4::text[], $5::date[], $6::date[]) given (entity, name, begin_date, end_date)
), present as materialized (
  select known.*
  from   unnest($2::bigint[]) changed (entity)
  cross  join lateral (
    select a.entity, a.name, a.begin_date, a.end_date
    from   employers.activity a where a.entity = changed.entity and a.known_until = 'infinity' offset 0
  ) known
), known as (
  update employers.activity a set known_until = $1
  from   (select * from present except select * from given) gone
  where  a.entity = gone.entity and a.begin_date = gone.begin_date and a.known_until = 'infinity'
  returning 1
)
insert into employers.activity (entity, name, begin_date, end_date, known_from)
select entity, name, begin_date, end_date, $1
from   (select * from given except select * from present) new, (select count(*) from known) closed
returning entity
