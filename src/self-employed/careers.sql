-- What was known of these persons' careers at moment $2: one row per segment, in order; nulls where there is no segment.
select c.ssin, c.nisse_reference, c.enterprise_number, c.occupation_code,
       s.affiliation, s.fund_code, s.signature_date, s.begin_date, s.end_date,
       s.quality_code, s.contribution_code, s.equality_code
from   unnest($1::text[]) asked (ssin)
join   arza.self_employed c on c.ssin = asked.ssin and c.known_until > $2::timestamptz and c.known_from <= $2::timestamptz
left   join arza.career_segment s
       on s.ssin = asked.ssin and s.known_until > $2::timestamptz and s.known_from <= $2::timestamptz
order  by c.ssin, s.affiliation, s.begin_date, s.segment
