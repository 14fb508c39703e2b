-- An account is in this state from a day on.
insert into employer_mandate.user_state (technical_id, state, begin_date, known_from) values ($2, $3, $4, $1)
returning technical_id
