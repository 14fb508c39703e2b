-- Entities that are not there yet: that they exist.
insert into employers.entity (entity, kind)
select * from unnest($1::bigint[], $2::text[])
on     conflict (entity) do nothing
