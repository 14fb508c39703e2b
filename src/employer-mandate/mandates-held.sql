-- For each pair of an entity ($1) and who wants to act for it ($2): has that one a mandate for a group of applications ($3) in a quarter
-- ($4), or was one delegated to it? As known at moment $5. A closed mandate holds until its last quarter.
select exists (
  select from employer_mandate.mandate_object o
  join   employer_mandate.mandate m on m.reference = o.reference
  where  o.mandator = pair.mandator and o.group_code = any ($3::text[]) and o.status in ('ACTIVE', 'CLOSED')
  and    o.begin_quarter <= $4 and coalesce(o.end_quarter, '9999Q4') >= $4
  and    o.known_until > $5::timestamptz and o.known_from <= $5::timestamptz
  and    (m.mandatary = pair.mandatary or exists (
    select from employer_mandate.delegation d
    where  d.mandator = o.mandator and d.reference = o.reference and d.to_entity = pair.mandatary and d.status in ('ACTIVE', 'CLOSED')
    and    (d.group_codes is null or o.group_code = any (d.group_codes))
    and    d.begin_quarter <= $4 and coalesce(d.end_quarter, '9999Q4') >= $4
    and    d.known_until > $5::timestamptz and d.known_from <= $5::timestamptz))
) as held
from   unnest($1::bigint[], $2::bigint[]) with ordinality as pair (mandator, mandatary, place)
order  by pair.place
