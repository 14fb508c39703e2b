-- A change waits until each sender who may know of it has its file; who has it already, by sender number.
alter table dimona.change_to_tell add column told text[] not null default '{}';
