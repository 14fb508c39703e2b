-- New versions of periods ($1, an array of rows in JSON).
insert into dimona.period (number, employer, ssin, start_date, start_hour, end_date, end_hour, planned_hours, planned_days,
                           worker_type, joint_committee, sub_entity, user_committee, user_enterprise, user_name, details,
                           cancelled, locked, late, anomalies, exceeding, flexi_job, last_action, declaration, known_from, known_until)
select number, employer, ssin, start_date, start_hour, end_date, end_hour, planned_hours, planned_days,
       worker_type, joint_committee, sub_entity, user_committee, user_enterprise, user_name, details,
       cancelled, locked, late, anomalies, exceeding, flexi_job, last_action, declaration, known_from, known_until
from   jsonb_to_recordset($1::jsonb) as row (
         number bigint, employer bigint, ssin text, start_date date, start_hour text, end_date date, end_hour text,
         planned_hours smallint, planned_days smallint, worker_type text, joint_committee text, sub_entity text,
         user_committee text, user_enterprise text, user_name text, details jsonb, cancelled boolean, locked boolean, late boolean,
         anomalies jsonb, exceeding jsonb, flexi_job text, last_action text, declaration bigint,
         known_from timestamptz, known_until timestamptz)
