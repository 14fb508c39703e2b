-- What one fund's file says of a person's quarters. A key is fund code, SSIN, first and last quarter and a moment, one
-- after the other: what was in the file at that moment, in order of quarters.
select asked.key, c.quarter, c.due_date, c.nothing_due, c.paid_on, array_to_string(c.reminded_on, ','),
       c.exemption_decided_on, c.exemption_granted, c.sickness_category
from   unnest($1::text[]) asked (key)
join   funds.contribution c
       on  c.ssin = substr(asked.key, 4, 11) and c.fund_code = left(asked.key, 3)
       and c.quarter between substr(asked.key, 15, 6) and substr(asked.key, 21, 6)
       and c.known_from <= substr(asked.key, 27)::timestamptz and c.known_until > substr(asked.key, 27)::timestamptz
order  by asked.key, c.quarter
