-- A mandate is closed after a quarter: its objects end there at the latest, and those that were to begin later are forgotten.
-- The order has them all closed before the first is written again.
with known as (
  update employer_mandate.mandate_object set known_until = $1
  where  reference = $2 and known_until = 'infinity'
  returning mandator, reference, group_code, begin_quarter, end_quarter, exclusive
)
insert into employer_mandate.mandate_object (mandator, reference, group_code, begin_quarter, end_quarter, status, exclusive, known_from)
select mandator, reference, group_code, begin_quarter, least(end_quarter, $3), 'CLOSED', exclusive, $1
from   known where begin_quarter <= $3
order  by group_code
returning reference
