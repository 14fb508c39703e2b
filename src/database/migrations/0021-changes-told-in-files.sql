-- Changes of identity that are still to be told to those who exchange files: put here with the change, taken away once its files are out.
create table dimona.change_to_tell (
  change bigint primary key references dimona.identity_change
);

create function dimona.keep_change_to_tell() returns trigger
language plpgsql as $$
begin
  insert into dimona.change_to_tell (change) values (new.number);
  return null;
end $$;

create trigger keep_change_to_tell after insert on dimona.identity_change for each row
execute function dimona.keep_change_to_tell();
