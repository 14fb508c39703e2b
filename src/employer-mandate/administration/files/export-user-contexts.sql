-- What all users are in their contexts, as known at moment $1.
select entity::text, quality_code as quality, technical_id, role_code as role, array_to_string(applications, ' ') as applications,
       begin_date::text as "from", end_date::text as "to"
from   employer_mandate.user_context
where  known_until > $1::timestamptz and known_from <= $1::timestamptz
order  by user_context.entity, quality_code, technical_id, begin_date
