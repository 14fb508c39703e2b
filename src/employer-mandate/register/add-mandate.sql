-- A mandate of one entity to another: that it exists; what is known of it stands with its objects.
insert into employer_mandate.mandate (reference, mandator, mandatary, mandate_type, created_on) values ($1, $2, $3, $4, $5)
