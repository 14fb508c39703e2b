-- What is known of the numbers of the entities $2 is made to be this, as put-activities.sql does it.
with given as materialized (
  select * from unnest($3::bigint[], $4::text[], $5::date[], $6::date[], $7::text[])
                given (entity, identifier, begin_date, end_date, replaced_by)
), present as materialized (
  select known.*
  from   unnest($2::bigint[]) changed (entity)
  cross  join lateral (
    select i.entity, i.identifier, i.begin_date, i.end_date, i.replaced_by
    from   employers.identifier i where i.entity = changed.entity and i.known_until = 'infinity' offset 0
  ) known
), known as (
  update employers.identifier i set known_until = $1
  from   (select * from present except select * from given) gone
  where  i.identifier = gone.identifier and i.begin_date = gone.begin_date and i.known_until = 'infinity'
  returning 1
)
insert into employers.identifier (entity, identifier, begin_date, end_date, replaced_by, known_from)
select entity, identifier, begin_date, end_date, replaced_by, $1
from   (select * from given except select * from present) new, (select count(*) from known) closed
returning entity
