-- How these employers use Dimona ($1, an array of rows in JSON), but for those of which somebody has said it already.
insert into dimona.employer_setting (employer, sub_entities, daily_registration, known_from)
select employer, sub_entities, daily_registration, known_from
from   jsonb_to_recordset($1::jsonb) as row (
         employer bigint, sub_entities text[], daily_registration boolean, known_from timestamptz)
where  not exists (select from dimona.employer_setting s where s.employer = row.employer)
