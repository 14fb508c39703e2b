-- A delegation that became active is closed after a quarter: one that did not would count from then on.
with known as (
  update employer_mandate.delegation set known_until = $1
  where  (mandator, reference) = (select mandator, reference from employer_mandate.mandate where reference = $2)
  and    number = $3 and known_until = 'infinity' and begin_quarter <= $4 and status in ('ACTIVE', 'CLOSED')
  returning *
)
insert into employer_mandate.delegation
       (mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, end_quarter, status, known_from)
select mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, least(end_quarter, $4), 'CLOSED', $1
from   known
returning reference
