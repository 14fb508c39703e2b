-- All delegations, as known at moment $1.
select reference, number::text, to_entity::text, to_quality, to_user, array_to_string(group_codes, ' ') as groups,
       begin_quarter as "begin", end_quarter as "end", status
from   employer_mandate.delegation
where  known_until > $1::timestamptz and known_from <= $1::timestamptz
order  by reference, delegation.number
