-- What these users are in which contexts, as known at moment $2.
select technical_id as "technicalId", entity::text, quality_code as quality, role_code as role, applications,
       begin_date::text as "from", end_date::text as "to", (extract(epoch from known_from) * 1000)::float8 as "knownFrom"
from   employer_mandate.user_context
where  technical_id = any ($1::text[]) and known_until > $2::timestamptz and known_from <= $2::timestamptz
order  by technical_id, entity, quality_code, begin_date
