-- From moment $2 on this number ($1) is known to have given way to another one ($3).
insert into persons.person (ssin, state, replaced_by, known_from) values ($1, 'replaced', $3, $2::timestamptz)
