-- The states of all accounts, as known at moment $1.
select technical_id, state, begin_date::text as "from", end_date::text as "to"
from   employer_mandate.user_state
where  known_until > $1::timestamptz and known_from <= $1::timestamptz
order  by technical_id, begin_date
