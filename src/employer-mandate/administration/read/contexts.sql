-- When these entities are in which qualities, as known at moment $2, and how many users are or will be there on day $3 or later.
select p.entity::text, p.quality_code as quality, p.begin_date::text as "from", p.end_date::text as "to",
       (extract(epoch from p.known_from) * 1000)::float8 as "knownFrom",
       (select count(distinct c.technical_id)::int
        from   employer_mandate.user_context c
        where  c.entity = p.entity and c.quality_code = p.quality_code
        and    c.known_until > $2::timestamptz and c.known_from <= $2::timestamptz
        and    coalesce(c.end_date, 'infinity') >= $3::date) as users
from   employer_mandate.context_period p
where  p.entity = any ($1::bigint[]) and p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz
order  by p.entity, p.quality_code, p.begin_date
