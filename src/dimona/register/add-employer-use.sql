-- How an employer ($1) uses Dimona from moment $2 on: its sub-entities ($3), secured channels alone ($4), daily registrations ($5).
insert into dimona.employer_setting (employer, known_from, sub_entities, secured_only, daily_registration)
values ($1::bigint, $2::timestamptz, $3::text[], $4, $5)
