-- Whose data were shown where the question named nobody, beside the entry as its subject is: so that a person's own looks are found.
alter table crossroads.audit add column persons text[];

update crossroads.audit
set    persons = (select array_agg(ssin) from json_array_elements_text(entry -> 'persons') shown (ssin))
where  json_array_length(entry -> 'persons') > 0;

create index audit_persons on crossroads.audit using gin (persons) where persons is not null;
