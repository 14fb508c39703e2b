-- The mandates of a mandator that stand in the way of an exclusive group: active or closed, for one of the groups $2 in one of
-- the quarters $3 to $4 that goes with it; not $5 itself.
select o.reference, o.group_code as "group", o.begin_quarter as "begin", o.end_quarter as "end"
from   unnest($2::text[], $3::text[], $4::text[]) wanted (group_code, begin_quarter, end_quarter)
join   employer_mandate.mandate_object o
       on  o.mandator = $1 and o.group_code = wanted.group_code
       and employer_mandate.quarters(o.begin_quarter, o.end_quarter)
           && employer_mandate.quarters(wanted.begin_quarter, wanted.end_quarter)
where  o.known_until = 'infinity' and o.exclusive and o.status in ('ACTIVE', 'CLOSED') and o.reference <> $5
order  by o.reference, o.group_code, o.begin_quarter
