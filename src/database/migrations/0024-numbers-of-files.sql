-- The number of a sending stands for one file of its sender, day and environment, whatever its form: answers are called by it, and a
-- second file under it would overwrite those of the first.
alter table dimona.file
  -- Day and number by which the answers to the file are called; null where its receipt has a number of its own.
  add column number text check (number ~ '^[0-9]{8}\.[0-9A-Z]{5}$');

-- Of files that share one already, the first has it.
with named as (
  select id, name, sender, environment, split_part(name, '.', 3) || '.' || split_part(name, '.', 4) as number
  from   dimona.file
  where  name ~ '^[^.]+\.[^.]+\.[0-9]{8}\.[0-9A-Z]{5}\.[^.]+\.[^.]+\.[^.]+$'
), first as (
  select distinct on (sender, environment, number) sender, environment, number, name
  from   named
  order  by sender, environment, number, id
)
update dimona.file f
set    number = n.number
from   named n
join   first using (sender, environment, number, name)
where  f.id = n.id and not f.errors && '{133}';

create unique index file_number on dimona.file (sender, environment, number) where state <> 'refused';
create index file_number_seen on dimona.file (sender, environment, number);
create index later_answer_name on dimona.later_answer (name);
comment on table dimona.later_answer is 'Answers that are not called by the number of their file, by their names.';
