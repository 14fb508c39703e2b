-- When which entities are in which qualities, as known at moment $1.
select entity::text, quality_code as quality, null as technical_id, null as role, null as applications,
       begin_date::text as "from", end_date::text as "to"
from   employer_mandate.context_period
where  known_until > $1::timestamptz and known_from <= $1::timestamptz
order  by context_period.entity, quality_code, begin_date
