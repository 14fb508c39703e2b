-- What is known of the objects of mandates $2 is replaced by these. What was known is counted so that it is closed before
-- anything is written.
with known as (
  update employer_mandate.mandate_object set known_until = $1
  where  reference = any ($2) and known_until = 'infinity'
  returning 1
)
insert into employer_mandate.mandate_object
       (mandator, reference, group_code, begin_quarter, end_quarter, status, exclusive, known_from)
select m.mandator, m.reference, given.group_code, given.begin_quarter, given.end_quarter, given.status, given.exclusive, $1
from   unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[])
       given (reference, group_code, begin_quarter, end_quarter, status, exclusive)
join   employer_mandate.mandate m on m.reference = given.reference,
       (select count(*) from known) closed
returning reference
