-- What is known of a person ($1) from moment $2 on: name ($3, as it is compared $7), first names ($4), birth date ($5), sex ($6).
insert into persons.identity (ssin, known_from, last_name, first_names, birth_date, sex, name_key)
values ($1, $2::timestamptz, $3, $4, $5, $6, $7)
