-- An entity bears a number from a day on.
insert into employers.identifier (entity, identifier, begin_date, known_from) values ($2, $3, $4, $1)
returning entity
