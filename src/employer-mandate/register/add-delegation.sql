-- The mandatary lets another act on its mandate.
insert into employer_mandate.delegation
       (mandator, reference, number, to_entity, to_quality, to_user, group_codes, begin_quarter, end_quarter, status, known_from)
select mandator, reference, $3, $4, $5, $6, $7, $8, $9, 'ACTIVE', $1 from employer_mandate.mandate where reference = $2
returning reference
