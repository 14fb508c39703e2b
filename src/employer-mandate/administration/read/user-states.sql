-- The states of these accounts, as known at moment $2.
select technical_id as "technicalId", state, begin_date::text as "from", end_date::text as "to",
       (extract(epoch from known_from) * 1000)::float8 as "knownFrom"
from   employer_mandate.user_state
where  technical_id = any ($1::text[]) and known_until > $2::timestamptz and known_from <= $2::timestamptz
order  by technical_id, begin_date
