-- What was known of these users at moment $2: a row for each state of the account and each context, with the days on which
-- there is such a context, and the numbers that name its entity on day $3. Nulls where a user is in no context.
select s.technical_id, s.state, s.begin_date, s.end_date,
       c.entity::text, c.quality_code, c.role_code, array_to_string(c.applications, ' ') as applications,
       c.begin_date as since, c.end_date as until,
       (select string_agg(p.begin_date || '/' || coalesce(p.end_date::text, ''), ' ')
        from   employer_mandate.context_period p
        where  p.entity = c.entity and p.quality_code = c.quality_code
        and    p.known_until > $2::timestamptz and p.known_from <= $2::timestamptz) as exists_on,
       (select string_agg(i.identifier, ' ' order by i.identifier)
        from   employers.identifier i
        where  i.entity = c.entity and i.known_until > $2::timestamptz and i.known_from <= $2::timestamptz
        and    $3::date between i.begin_date and coalesce(i.end_date, 'infinity')) as numbers
from   unnest($1::text[]) asked (technical_id)
join   employer_mandate.user_state s
       on  s.technical_id = asked.technical_id and s.known_until > $2::timestamptz and s.known_from <= $2::timestamptz
left   join employer_mandate.user_context c
       on  c.technical_id = asked.technical_id and c.known_until > $2::timestamptz and c.known_from <= $2::timestamptz
