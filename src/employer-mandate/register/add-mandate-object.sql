-- A group of applications for which a mandate is given, and its quarters.
insert into employer_mandate.mandate_object (mandator, reference, group_code, begin_quarter, end_quarter, status, exclusive, known_from)
select mandator, reference, $3, $4, $5, $6, $7, $1 from employer_mandate.mandate where reference = $2
returning reference
