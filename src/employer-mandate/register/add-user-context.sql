-- A user has a role and a profile in a context from a day on.
insert into employer_mandate.user_context (technical_id, entity, quality_code, role_code, applications, begin_date, known_from)
values ($2, $3, $4, $5, $6, $7, $1)
returning technical_id
