-- Mandates that are not there yet: that they exist.
insert into employer_mandate.mandate (reference, mandator, mandatary, mandate_type, created_on)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::date[])
on     conflict (reference) do nothing
