-- How this declaration ($1) ended after it had waited.
select n.result, n.anomalies from dimona.notification n where n.declaration = $1::bigint and n.ordinal = 2
