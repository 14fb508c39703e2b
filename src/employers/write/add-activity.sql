-- An entity is active under this name from a day on, as long as it was to be under the last one that was ended at $1.
insert into employers.activity (entity, name, begin_date, end_date, known_from)
select entity, $3, $4, end_date, $1::timestamptz from employers.activity where entity = $2 and known_until = $1::timestamptz
order  by begin_date desc
limit  1
returning entity
