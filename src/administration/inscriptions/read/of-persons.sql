-- Who has inscribed these persons ($1), as what and when, as known at moment $2.
select i.ssin, i.holder, i.quality_code as "qualityCode", i.begin_date::text as "from", i.end_date::text as "to",
       (extract(epoch from i.known_from) * 1000)::float8 as "knownFrom"
from   crossroads.inscription i
where  i.ssin = any ($1::text[]) and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
order  by i.ssin, i.holder, i.quality_code, i.begin_date
