-- From moment $2 on an employer ($1) uses Dimona in another way.
update dimona.employer_setting set known_until = $2::timestamptz where employer = $1::bigint and known_until = 'infinity'
