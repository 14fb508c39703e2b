-- A new account, active from a day on.
with account as (insert into employer_mandate.user_account (technical_id) values ($2) returning technical_id)
insert into employer_mandate.user_state (technical_id, state, begin_date, end_date, known_from)
select technical_id, 'ACTIVE', $3, $4, $1 from account
returning technical_id
