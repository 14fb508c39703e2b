-- What is known of accounts $2 is replaced by these states; an account that was not there is made. What was known is counted
-- so that it is closed before anything is written.
with account as (
  insert into employer_mandate.user_account (technical_id) select unnest($2::text[]) on conflict do nothing
), known as (
  update employer_mandate.user_state set known_until = $1
  where  technical_id = any ($2) and known_until = 'infinity'
  returning 1
)
insert into employer_mandate.user_state (technical_id, state, begin_date, end_date, known_from)
select technical_id, state, begin_date, end_date, $1
from   unnest($3::text[], $4::text[], $5::date[], $6::date[]) given (technical_id, state, begin_date, end_date),
       (select count(*) from known) closed
returning technical_id
