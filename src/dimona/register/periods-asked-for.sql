-- The periods of an employer ($3), or with a number ($4), that share a day with $5 to $6, of these worker types ($7) and joint
-- committees ($8), cancelled or not ($9), for a using employer ($10), of a sub-entity ($11), of temporary agency work or not ($12), begun or
-- ended within these days ($13); what is null does not matter. $14 of them; with the moment at which each
-- was made, and the identifiers that its employer has on day $2 as known at moment $1.
select p.number, p.employer, p.ssin, p.start_date, p.start_hour, p.end_date, p.end_hour, p.planned_hours, p.planned_days,
       p.worker_type, p.joint_committee, p.sub_entity, p.user_committee, p.user_enterprise, p.user_name, p.details,
       p.cancelled, p.last_action,
       (extract(epoch from p.known_from) * 1000000)::bigint as since,
       (select (extract(epoch from min(first.known_from)) * 1000)::bigint
        from   dimona.period first
        where  first.number = p.number) as created,
       array_to_string(array(
         select i.identifier
         from   employers.identifier i
         where  i.entity = p.employer and i.begin_date <= $2::date and coalesce(i.end_date, 'infinity') >= $2::date
         and    i.known_until > $1::timestamptz and i.known_from <= $1::timestamptz), ' ') as identifiers
from   dimona.period p
where  p.known_until = 'infinity'
and    ($3::bigint is null or p.employer = $3)
and    ($4::bigint is null or p.number = $4)
and    coalesce(p.end_date, 'infinity') >= $5::date and p.start_date <= $6::date
and    ($7::text[] is null or p.worker_type = any ($7))
and    ($8::text[] is null or p.joint_committee = any ($8))
and    ($9::boolean is null or p.cancelled = $9)
and    ($10::text is null or p.user_enterprise = $10)
and    ($11::text is null or p.sub_entity = $11)
and    ($12::boolean is null or (p.joint_committee is not distinct from '322') = $12)
and    ($13::boolean is not true or p.start_date >= $5 or p.end_date <= $6)
order  by p.start_date desc, p.number desc
limit  $14
