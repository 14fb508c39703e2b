-- What was delegated of these mandates, as known at moment $2.
select d.reference, d.number::int, d.to_entity::text as entity, d.to_quality as quality, d.to_user as "technicalId",
       d.group_codes as groups, d.begin_quarter as "begin", d.end_quarter as "end", d.status,
       (extract(epoch from d.known_from) * 1000)::float8 as "knownFrom"
from   employer_mandate.delegation d
join   employer_mandate.mandate m on m.mandator = d.mandator and m.reference = d.reference
where  m.reference = any ($1::text[]) and d.known_until > $2::timestamptz and d.known_from <= $2::timestamptz
order  by d.reference, d.number
