-- A number ends on a day, and may be replaced by another: one that ended then already is only marked as replaced, and one that was
-- replaced stays so.
with known as (
  update employers.identifier set known_until = $1
  where  entity = $2 and identifier = $3 and known_until = 'infinity' and begin_date <= $4
  and    (coalesce(end_date, 'infinity') > $4 or (end_date = $4 and replaced_by is null and $5::text is not null))
  returning identifier, entity, begin_date, replaced_by
)
insert into employers.identifier (identifier, entity, begin_date, end_date, replaced_by, known_from)
select identifier, entity, begin_date, $4, coalesce($5, replaced_by), $1 from known
returning entity
