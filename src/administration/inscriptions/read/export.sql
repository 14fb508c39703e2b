-- All inscriptions, as known at moment $1.
select ssin, holder, quality_code::text, begin_date::text as "from", end_date::text as "to"
from   crossroads.inscription
where  known_until > $1::timestamptz and known_from <= $1::timestamptz
order  by ssin, holder, quality_code, begin_date
