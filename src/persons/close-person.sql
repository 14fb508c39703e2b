-- From moment $2 on something else is known of this number ($1).
update persons.person set known_until = $2::timestamptz where ssin = $1 and known_until = 'infinity'
