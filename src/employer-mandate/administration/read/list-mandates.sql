-- The references of the mandates of a mandator, of a mandatary, with a status (null for any), as known at moment $4, the newest
-- first, at most $5.
select m.reference
from   employer_mandate.mandate m
where  ($1::bigint is null or m.mandator = $1) and ($2::bigint is null or m.mandatary = $2)
and    exists (
  select from employer_mandate.mandate_object o
  where  o.mandator = m.mandator and o.reference = m.reference and ($3::text is null or o.status = $3)
  and    o.known_until > $4::timestamptz and o.known_from <= $4::timestamptz
)
order  by m.created_on desc, m.reference
limit  $5
