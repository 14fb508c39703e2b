-- When these persons ($1) are inscribed by these holders ($3) under these quality codes ($4), as known at moment $2. Looked up one
-- by one: the plan for all of them together reads the whole register.
select i.ssin, i.holder, i.quality_code as "qualityCode", i.begin_date::text as "from", i.end_date::text as "to",
       (extract(epoch from i.known_from) * 1000)::float8 as "knownFrom"
from   unnest($1::text[], $3::text[], $4::smallint[]) asked (ssin, holder, quality_code)
cross  join lateral (
  select one.*
  from   crossroads.inscription one
  where  one.ssin = asked.ssin and one.holder = asked.holder and one.quality_code = asked.quality_code
  and    one.known_until > $2::timestamptz and one.known_from <= $2::timestamptz
  offset 0
) i
order  by i.ssin, i.holder, i.quality_code, i.begin_date
