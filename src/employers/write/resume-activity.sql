-- An entity is active again under this name from a day on.
insert into employers.activity (entity, name, begin_date, known_from) values ($2, $3, $4, $1)
returning entity
