-- New versions of daily registrations ($1, an array of rows in JSON).
insert into dimona.daily_registration (number, period, start_date, start_hour, end_date, end_hour, cancelled, declaration,
                                       known_from, known_until)
select number, period, start_date, start_hour, end_date, end_hour, cancelled, declaration, known_from, known_until
from   jsonb_to_recordset($1::jsonb) as row (
         number bigint, period bigint, start_date date, start_hour text, end_date date, end_hour text, cancelled boolean,
         declaration bigint, known_from timestamptz, known_until timestamptz)
