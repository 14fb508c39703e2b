-- What is known of when the persons $2 are inscribed by the holders $3 under the quality codes $4 is made to be this ($5 to $9):
-- what is not so is closed, what was not known is added, what stays is left alone. What was known is counted so that it is closed
-- before anything is written.
with given as materialized (
  select *
  from   unnest($5::text[], $6::text[], $7::smallint[], $8::date[], $9::date[]) given (ssin, holder, quality_code, begin_date, end_date)
), present as materialized (
  select known.*
  from   unnest($2::text[], $3::text[], $4::smallint[]) changed (ssin, holder, quality_code)
  cross  join lateral (
    select i.ssin, i.holder, i.quality_code, i.begin_date, i.end_date
    from   crossroads.inscription i
    where  i.ssin = changed.ssin and i.holder = changed.holder and i.quality_code = changed.quality_code
    and    i.known_until = 'infinity'
    offset 0
  ) known
), known as (
  update crossroads.inscription i set known_until = $1
  from   (select * from present except select * from given) gone
  where  i.ssin = gone.ssin and i.holder = gone.holder and i.quality_code = gone.quality_code
  and    i.begin_date = gone.begin_date and i.known_until = 'infinity'
  returning 1
)
insert into crossroads.inscription (ssin, holder, quality_code, begin_date, end_date, known_from)
select ssin, holder, quality_code, begin_date, end_date, $1
from   (select * from given except select * from present) new, (select count(*) from known) closed
returning ssin
