-- A delegation goes through the statuses of a mandate, in the same order.
create function employer_mandate.guard_delegation_status() returns trigger
language plpgsql as $$
declare
  before text;
begin
  select status into before
  from   employer_mandate.delegation
  where  mandator = new.mandator and reference = new.reference and number = new.number and known_from < new.known_from
  order  by known_from desc
  limit  1;
  if before is not null and not employer_mandate.may_follow(before, new.status) then
    raise exception 'a delegation that is % cannot become %', before, new.status
      using errcode = 'check_violation', constraint = 'delegation_status_follows';
  end if;
  return new;
end $$;

create trigger delegation_guard before insert on employer_mandate.delegation
for each row execute function employer_mandate.guard_delegation_status();
