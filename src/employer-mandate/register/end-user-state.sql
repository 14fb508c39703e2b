-- The state of an account ends on a day; what was to begin later is forgotten. Gives the account also where nothing went on.
with known as (
  update employer_mandate.user_state set known_until = $1
  where  technical_id = $2 and known_until = 'infinity' and coalesce(end_date, 'infinity') > $3
  returning technical_id, state, begin_date
), ended as (
  insert into employer_mandate.user_state (technical_id, state, begin_date, end_date, known_from)
  select technical_id, state, begin_date, $3, $1 from known where begin_date <= $3
)
select technical_id from employer_mandate.user_account where technical_id = $2
