-- A new month of the audit, made without shutting anybody out: "create table ... partition of" waits until nobody reads the
-- audit, and lets nobody write while it waits. A backup across the end of a month would then stop every answer.
create or replace function crossroads.make_audit_month(moment timestamptz) returns void
language plpgsql as $$
declare
  first timestamptz := date_trunc('month', moment at time zone 'UTC') at time zone 'UTC';
  next  timestamptz := (date_trunc('month', moment at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  name  text := 'audit_' || to_char(moment at time zone 'UTC', 'YYYY_MM');
begin
  perform pg_advisory_xact_lock(hashtext('crossroads.make_audit_month'));
  if to_regclass('crossroads.' || name) is null then
    execute format('create table crossroads.%I (like crossroads.audit)', name);
    execute format('alter table crossroads.audit attach partition crossroads.%I for values from (%L) to (%L)', name, first, next);
  end if;
end $$;
