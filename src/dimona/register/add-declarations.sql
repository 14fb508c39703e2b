-- What was declared ($1, an array of rows in JSON).
insert into dimona.declaration (number, received_at, customer, sender, channel, ticket, action, content, employer, ssin, period,
                                worker_type, joint_committee, user_enterprise)
select number, received_at, customer, sender, channel, ticket, action, content, employer, ssin, period,
       worker_type, joint_committee, user_enterprise
from   jsonb_to_recordset($1::jsonb) as row (
         number bigint, received_at timestamptz, customer text, sender bigint, channel text, ticket uuid, action text, content jsonb,
         employer bigint, ssin text, period bigint, worker_type text, joint_committee text, user_enterprise text)
