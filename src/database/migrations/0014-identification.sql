-- Who somebody is that was declared without a number: what the register of persons knows beside numbers, the declarations that wait,
-- and what employers are told when a number or a name of theirs is another one.

-- A correction closes the old row (known_until) and adds a new one, as in persons.person.
create table persons.identity (
  ssin        text collate "C" not null check (ssin ~ '^[0-9]{11}$'),
  last_name   text not null check (length(last_name) between 1 and 100),
  -- All of them in their order, with blanks between; empty for somebody who has none.
  first_names text not null check (length(first_names) <= 100),
  -- YYYY-MM-DD; 00 for a day, or a month and a day, that nobody knows.
  birth_date  text collate "C" not null check (birth_date ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
  -- 1 man, 2 woman; null where it is not known.
  sex         text check (sex in ('1', '2')),
  -- The letters of last_name as they are compared (src/persons/name-key.ts).
  name_key    text collate "C" not null,
  known_from  timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  primary key (ssin, known_until),
  check (known_from < known_until)
);

-- A day has some forty births a million; a year and a name together are as few.
create index identity_birth_date on persons.identity (birth_date) where known_until = 'infinity';
create index identity_name on persons.identity (left(birth_date, 4), name_key) where known_until = 'infinity';

-- The number that a person has now, by any that it has had; null for one that is nobody's, or was cancelled.
create function persons.number_of_today(asked text) returns text
language sql stable parallel safe
as $$
  with recursive followed as (
    select p.ssin, p.state, p.replaced_by, 0 as hops
    from   persons.person p
    where  p.ssin = asked and p.known_until = 'infinity'
    union all
    select p.ssin, p.state, p.replaced_by, f.hops + 1
    from   followed f
    join   persons.person p on p.ssin = f.replaced_by and p.known_until = 'infinity'
    where  f.state = 'replaced' and f.hops < 10
  )
  select ssin from followed where state = 'active'
$$;

-- Declarations whose decision is S, for as long as it is: the trigger below keeps it so.
create table dimona.waiting (
  declaration bigint primary key,
  -- Of the worker, as it was declared.
  birth_year  text collate "C",
  since       timestamptz not null,
  -- When the person is looked for next.
  due_at      timestamptz not null,
  tried       integer not null default 0,
  -- Why nobody was identified when it was tried last: more than one such person, only persons much like it, or none.
  reason      text check (reason in ('several', 'near', 'none')),
  candidates  integer not null default 0
);

create index waiting_due on dimona.waiting (due_at);

-- Years of birth of persons of whom the register has learned something: whoever waits and was born in one is looked for again. Rows
-- are only added here and taken by the task, so that a register that is loaded for minutes holds up no declaration.
create table dimona.look_again (
  birth_year text collate "C" not null
);

create function dimona.keep_waiting() returns trigger
language plpgsql as $$
begin
  if new.result = 'S' then
    insert into dimona.waiting (declaration, birth_year, since, due_at)
    select d.number, left(d.content #>> '{worker,identity,birthDate}', 4), new.decided_at, '-infinity'
    from   dimona.declaration d
    where  d.number = new.declaration;
  else
    delete from dimona.waiting where declaration = new.declaration;
  end if;
  return null;
end $$;

create trigger keep_waiting after insert on dimona.notification for each row
when (new.result = 'S' or new.ordinal = 2)
execute function dimona.keep_waiting();

insert into dimona.waiting (declaration, birth_year, since, due_at)
select d.number, left(d.content #>> '{worker,identity,birthDate}', 4), n.decided_at, '-infinity'
from   dimona.notification n
join   dimona.declaration d on d.number = n.declaration
where  n.result = 'S' and not exists (select from dimona.notification f where f.declaration = n.declaration and f.ordinal = 2);

create function dimona.look_again() returns trigger
language plpgsql as $$
begin
  insert into dimona.look_again (birth_year) select distinct left(l.birth_date, 4) from learned l;
  return null;
end $$;

create trigger look_again after insert on persons.identity referencing new table as learned
for each statement execute function dimona.look_again();

-- What an employer is told: one row an employer and change (IDFLUX 2023/1).
create table dimona.identity_change (
  number    bigint primary key generated always as identity,
  employer  bigint not null,
  -- The number of today; null where it is the employer's number that changed.
  ssin      text collate "C" check (ssin ~ '^[0-9]{11}$'),
  -- 90 another SSIN, 91 other particulars, 92 another number of the employer.
  code      smallint not null check (code in (90, 91, 92)),
  effective date not null,
  -- ssin, lastName, firstName, birthDate and sex, or nssoNumber or provisionalNumber.
  valid     jsonb not null,
  outdated  jsonb not null,
  known_at  timestamptz not null
);

create index identity_change_employer on dimona.identity_change (employer, number);
create index identity_change_worker on dimona.identity_change (ssin) where ssin is not null;

-- What the register knows of a person now, in the form of identity_change.
create function dimona.situation(person text) returns jsonb
language sql stable as $$
  select jsonb_build_object('ssin', person) || coalesce((
    select jsonb_strip_nulls(jsonb_build_object('lastName', i.last_name, 'firstName', nullif(i.first_names, ''),
                                                'birthDate', i.birth_date, 'sex', i.sex))
    from   persons.identity i
    where  i.ssin = person and i.known_until = 'infinity'), '{}')
$$;

-- Files are kept under the number of today: what stands under a number that was replaced moves to the one that took its place, in the
-- transaction that replaces it. No declaration is decided on meanwhile: every batch shares this lock (dimona/register/batch.ts).
create function dimona.take_new_number(old_number text, new_number text, at timestamptz) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(25710, 0);
  insert into dimona.identity_change (employer, ssin, code, effective, valid, outdated, known_at)
  select distinct p.employer, new_number, 90, (at at time zone 'Europe/Brussels')::date,
         dimona.situation(new_number), dimona.situation(old_number), at
  from   dimona.period p
  where  p.ssin = old_number and p.known_until = 'infinity' and not p.cancelled;

  with closed as (
    update dimona.period p set known_until = greatest(at, p.known_from + interval '1 microsecond')
    where  p.ssin = old_number and p.known_until = 'infinity'
    returning p.*
  )
  insert into dimona.period
  select (jsonb_populate_record(null::dimona.period, to_jsonb(c) || jsonb_build_object(
           'ssin', new_number, 'known_from', c.known_until, 'known_until', 'infinity'))).*
  from   closed c;

  with closed as (
    update dimona.quota_use q set known_until = greatest(at, q.known_from + interval '1 microsecond')
    where  q.ssin = old_number and q.known_until = 'infinity'
    returning q.*
  )
  insert into dimona.quota_use
  select (jsonb_populate_record(null::dimona.quota_use, to_jsonb(c) || jsonb_build_object(
           'ssin', new_number, 'known_from', c.known_until, 'known_until', 'infinity',
           'holder', case c.holder when 'worker:' || old_number then 'worker:' || new_number else c.holder end))).*
  from   closed c;

  -- The old number has no living periods any more; what they make of the new one is found out anew.
  with touched as (
    update dimona.relation r set known_until = greatest(at, r.known_from + interval '1 microsecond')
    where  r.known_until = 'infinity' and (r.ssin = old_number or (r.ssin = new_number and r.employer in (
             select o.employer from dimona.relation o where o.ssin = old_number and o.known_until = 'infinity')))
    returning r.employer, r.known_until
  ),
  moved as (select employer, max(known_until) as since from touched group by employer)
  insert into dimona.relation (employer, ssin, start_date, end_date, known_from)
  select m.employer, new_number, min(p.start_date),
         case when bool_or(p.end_date is null) then null else max(p.end_date) end, m.since
  from   moved m
  join   dimona.period p
         on p.employer = m.employer and p.ssin = new_number and p.known_until = 'infinity' and not p.cancelled
  group  by m.employer, m.since;

  update dimona.declaration set ssin = new_number where ssin = old_number;
  -- What was told stays as it was told; it is found by the number of today.
  update dimona.identity_change set ssin = new_number where ssin = old_number;
end $$;

create index quota_use_worker on dimona.quota_use (ssin) where known_until = 'infinity';

create function dimona.follow_person() returns trigger
language plpgsql as $$
declare
  today text := persons.number_of_today(old.ssin);
begin
  if today is not null and today <> old.ssin then
    perform dimona.take_new_number(
      old.ssin, today, case when isfinite(new.known_until) then new.known_until else clock_timestamp() end);
  end if;
  return null;
end $$;

-- At the end of the transaction, when the row that took its place is there.
create constraint trigger follow_person after update on persons.person
deferrable initially deferred for each row
when (old.known_until = 'infinity' and old.state = 'active')
execute function dimona.follow_person();

create function dimona.follow_identity() returns trigger
language plpgsql as $$
declare
  today   text := coalesce(persons.number_of_today(old.ssin), old.ssin);
  at      timestamptz := case when isfinite(new.known_until) then new.known_until else clock_timestamp() end;
  before  jsonb := jsonb_strip_nulls(jsonb_build_object(
            'ssin', old.ssin, 'lastName', old.last_name, 'firstName', nullif(old.first_names, ''),
            'birthDate', old.birth_date, 'sex', old.sex));
  present jsonb := dimona.situation(old.ssin);
begin
  -- Of a number that was replaced, the new one is told.
  if today <> old.ssin or present = before or not present ? 'lastName' then
    return null;
  end if;
  insert into dimona.identity_change (employer, ssin, code, effective, valid, outdated, known_at)
  select distinct p.employer, today, 91, (at at time zone 'Europe/Brussels')::date, present, before, at
  from   dimona.period p
  where  p.ssin = today and p.known_until = 'infinity' and not p.cancelled;
  return null;
end $$;

create constraint trigger follow_identity after update on persons.identity
deferrable initially deferred for each row
when (old.known_until = 'infinity')
execute function dimona.follow_identity();

-- Another number of an employer, whose file stands under its entity and need not move.
create function dimona.follow_employer() returns trigger
language plpgsql as $$
declare
  before text;
begin
  select i.identifier into before
  from   employers.identifier i
  where  i.entity = new.entity and i.known_until = 'infinity' and i.identifier <> new.identifier
  and    (i.identifier like 'nsso:%' or i.identifier like 'provisional:%') and i.end_date < new.begin_date
  order  by i.end_date desc
  limit  1;
  if before is null or exists (
    select from employers.identifier i
    where  i.identifier = new.identifier and i.entity = new.entity and i.known_from < new.known_from
  ) then
    return null;
  end if;
  insert into dimona.identity_change (employer, code, effective, valid, outdated, known_at)
  select new.entity, 92, new.begin_date, jsonb_build_object('nssoNumber', substr(new.identifier, 6)),
         jsonb_build_object(case when before like 'nsso:%' then 'nssoNumber' else 'provisionalNumber' end,
                            substr(before, strpos(before, ':') + 1)), new.known_from
  where  exists (select from dimona.period p
                 where p.employer = new.entity and p.known_until = 'infinity' and not p.cancelled);
  return null;
end $$;

create constraint trigger follow_employer after insert on employers.identifier
deferrable initially deferred for each row
when (new.known_until = 'infinity' and new.identifier like 'nsso:%')
execute function dimona.follow_employer();
