-- The active delegations of a mandate are closed after a quarter, and those that were to begin later are forgotten.
with known as (
  update employer_mandate.delegation set known_until = $1
  where  (mandator, reference) = (select mandator, reference from employer_mandate.mandate where reference = $2)
  and    known_until = 'infinity' and status = 'ACTIVE'
  returning *
), ended as (
  insert into employer_mandate.delegation
         (mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, end_quarter, status, known_from)
  select mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, least(end_quarter, $3), 'CLOSED', $1
  from   known where begin_quarter <= $3
)
select number from known order by number
