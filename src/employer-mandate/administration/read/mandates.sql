-- These mandates with their objects, as known at moment $2: a row for each object.
select m.reference, m.mandator::text, m.mandatary::text, m.mandate_type as type, m.created_on::text as "createdOn", o.status,
       o.group_code as "group", o.begin_quarter as "begin", o.end_quarter as "end",
       (extract(epoch from o.known_from) * 1000)::float8 as "knownFrom"
from   employer_mandate.mandate m
join   employer_mandate.mandate_object o on o.mandator = m.mandator and o.reference = m.reference
where  m.reference = any ($1::text[]) and o.known_until > $2::timestamptz and o.known_from <= $2::timestamptz
order  by m.reference, o.group_code, o.begin_quarter
