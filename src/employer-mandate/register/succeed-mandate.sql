-- Another mandatary takes over, from quarter $7 on, what mandate $2 was for in the quarter before: it was closed at $1, and
-- has still the groups that did not end earlier.
with before as (
  select m.mandator, o.group_code, o.exclusive
  from   employer_mandate.mandate m
  join   employer_mandate.mandate_object o on o.mandator = m.mandator and o.reference = m.reference
  where  m.reference = $2 and o.known_until = $1
  and    employer_mandate.quarters(o.begin_quarter, o.end_quarter) @> lower(employer_mandate.quarters($7, null)) - 1
), successor as (
  insert into employer_mandate.mandate (reference, mandator, mandatary, mandate_type, created_on)
  select distinct $3, mandator, $4::bigint, $5, $6::date from before
  returning reference, mandator
)
insert into employer_mandate.mandate_object (mandator, reference, group_code, begin_quarter, status, exclusive, known_from)
select distinct s.mandator, s.reference, b.group_code, $7, 'ACTIVE', b.exclusive, $1::timestamptz
from   successor s cross join before b
returning reference
