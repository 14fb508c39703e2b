-- Who declared without a mandate is shown its own declaration, and must not learn from it what the register knows.
update dimona.declaration d
set    employer = null, ssin = null, period = null
from   dimona.notification n
where  n.declaration = d.number and n.anomalies @> '[{"code": "90256-155"}]';
