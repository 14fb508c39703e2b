-- The highest number that a delegation of this mandate ever had; none where there never was one.
select max(d.number)::int as number
from   employer_mandate.mandate m
join   employer_mandate.delegation d on d.mandator = m.mandator and d.reference = m.reference
where  m.reference = $1
having max(d.number) is not null
