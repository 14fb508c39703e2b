-- What is known of the delegations, the mandates $2 with the numbers $3, is replaced by these, the groups of each with a blank
-- between them or null for all. What was known is counted so that it is closed before anything is written.
with known as (
  update employer_mandate.delegation d set known_until = $1
  from   unnest($2::text[], $3::smallint[]) changed (reference, number)
  join   employer_mandate.mandate m on m.reference = changed.reference
  where  d.mandator = m.mandator and d.reference = m.reference and d.number = changed.number and d.known_until = 'infinity'
  returning 1
)
insert into employer_mandate.delegation
       (mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, end_quarter, status, known_from)
select m.mandator, m.reference, given.number, given.to_entity, given.to_quality, given.to_user,
       string_to_array(given.group_codes, ' '), given.begin_quarter, given.end_quarter, given.status, $1
from   unnest($2::text[], $3::smallint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
       given (reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, end_quarter, status)
join   employer_mandate.mandate m on m.reference = given.reference,
       (select count(*) from known) closed
returning reference
