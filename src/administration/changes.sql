-- The changes by hand of what reference $1 names, among those at the moments $2. What administration files entries under begins
-- with context:, delegation:, employer:, import: or mandate:, next to one another in the index; of a user or a person
-- only their own entries are looked at.
select to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, entry ->> 'operation' as operation,
       entry ->> 'by' as by, entry ->> 'proof' as proof, ticket::text
from   crossroads.audit
where  (subject = $1 or (subject >= 'context:' and subject < 'mandate;')) and received_at = any ($2::timestamptz[])
and    entry ->> 'service' = 'Administration' and (entry -> 'changed')::jsonb ? $1
order  by received_at, chain, sequence
