-- A new entity, active under its name from a day on.
with entity as (insert into employers.entity (kind) values ($2) returning entity)
insert into employers.activity (entity, name, begin_date, end_date, known_from)
select entity, $3, $4, $5, $1 from entity
returning entity
