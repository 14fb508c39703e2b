-- All mandates, a line for each of their objects, as known at moment $1.
select m.reference, m.mandator::text, m.mandatary::text, m.mandate_type as type, m.created_on::text, o.status,
       o.group_code as "group", o.begin_quarter as "begin", o.end_quarter as "end"
from   employer_mandate.mandate m
join   employer_mandate.mandate_object o on o.mandator = m.mandator and o.reference = m.reference
where  o.known_until > $1::timestamptz and o.known_from <= $1::timestamptz
order  by m.reference, o.group_code, o.begin_quarter
