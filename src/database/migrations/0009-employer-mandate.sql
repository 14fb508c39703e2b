-- Who may see whose data: the users of User Management with their contexts and profiles, and the mandates by which one entity
-- acts for another. As in the register of employers, the tables user_account, context and mandate say only that something
-- exists; what is known of it carries the days or quarters for which it holds (both inclusive, no end = still going on) and
-- the time during which it was known. Applications, groups, qualities and roles are code tables (codes/employer-mandate).
create schema employer_mandate;

-- The technical id is the user's only name here; it means nothing outside User Management, and is personal all the same.
create table employer_mandate.user_account (
  technical_id text collate "C" primary key check (length(technical_id) between 1 and 80 and technical_id ~ '^\S(.*\S)?$')
);

-- On a day in none of its rows an account is expired, or not valid yet.
create table employer_mandate.user_state (
  technical_id text collate "C" not null references employer_mandate.user_account,
  state        text not null check (state in ('ACTIVE', 'BLOCKED', 'DELETED')),
  begin_date   date not null,
  end_date     date check (end_date >= begin_date),
  known_from   timestamptz not null default now(),
  known_until  timestamptz not null default 'infinity',
  primary key (technical_id, begin_date, known_until),
  check (known_from < known_until),
  constraint one_state_at_a_time
    exclude using gist (technical_id with =, daterange(begin_date, end_date, '[]') with &&) where (known_until = 'infinity')
);

-- A context: an entity in a quality (codes/employer-mandate/quality.tsv).
create table employer_mandate.context (
  entity       bigint not null references employers.entity,
  quality_code text collate "C" not null check (quality_code ~ '^[A-Z][A-Z0-9_]{0,124}$'),
  primary key (entity, quality_code)
);

create table employer_mandate.context_period (
  entity       bigint not null,
  quality_code text collate "C" not null,
  begin_date   date not null,
  end_date     date check (end_date >= begin_date),
  known_from   timestamptz not null default now(),
  known_until  timestamptz not null default 'infinity',
  primary key (entity, quality_code, begin_date, known_until),
  foreign key (entity, quality_code) references employer_mandate.context,
  check (known_from < known_until),
  constraint one_context_at_a_time
    exclude using gist (entity with =, quality_code with =, daterange(begin_date, end_date, '[]') with &&)
    where (known_until = 'infinity')
);

-- A user in a context, with the role there and the profile: the codes of the applications. A changed profile is a new row.
create table employer_mandate.user_context (
  technical_id text collate "C" not null references employer_mandate.user_account,
  entity       bigint not null,
  quality_code text collate "C" not null,
  role_code    text collate "C" not null
               check (role_code in ('HTB', 'CO_HTB', 'TB', 'CO_TB', 'GROUP_MANAGER', 'SAB', 'CO_SAB', 'USER')),
  applications text[] not null default '{}'
               check (cardinality(applications) <= 100
                      and array_to_string(applications, ' ', '?') ~ '^([A-Z][A-Z0-9_]{0,19}( [A-Z][A-Z0-9_]{0,19})*)?$'),
  begin_date   date not null,
  end_date     date check (end_date >= begin_date),
  known_from   timestamptz not null default now(),
  known_until  timestamptz not null default 'infinity',
  primary key (technical_id, entity, quality_code, begin_date, known_until),
  foreign key (entity, quality_code) references employer_mandate.context,
  check (known_from < known_until),
  constraint one_profile_at_a_time
    exclude using gist (technical_id with =, entity with =, quality_code with =, daterange(begin_date, end_date, '[]') with &&)
    where (known_until = 'infinity')
);

create index user_context_context on employer_mandate.user_context (entity, quality_code);

-- SSC: a recognised social secretariat; SP: a service provider; FSS: a full service secretariat; CURATOR: appointed by a court.
create table employer_mandate.mandate (
  reference    text collate "C" primary key check (reference ~ '^[A-Z0-9][A-Z0-9-]{0,34}$'),
  mandator     bigint not null references employers.entity,
  mandatary    bigint not null references employers.entity,
  mandate_type text not null check (mandate_type in ('SSC', 'SP', 'FSS', 'CURATOR')),
  created_on   date not null,
  unique (mandator, reference),
  check (mandator <> mandatary)
);

create index mandate_mandatary on employer_mandate.mandate (mandatary);

-- Quarters, `2019Q1`, as numbers that follow each other, so that ranges of them can be compared.
create function employer_mandate.quarters(begin_quarter text, end_quarter text) returns int4range
language sql immutable parallel safe
return int4range(
  left(begin_quarter, 4)::int * 4 + right(begin_quarter, 1)::int,
  left(end_quarter, 4)::int * 4 + right(end_quarter, 1)::int,
  '[]');

-- What a mandate is for: a group of applications (codes/employer-mandate/application-group.tsv) and its quarters, with the
-- status of the mandate. A changed status is a new row for each of its objects.
create table employer_mandate.mandate_object (
  mandator      bigint not null,
  reference     text collate "C" not null,
  group_code    text collate "C" not null check (group_code ~ '^[A-Z][A-Z0-9_]{0,19}$'),
  begin_quarter text collate "C" not null check (begin_quarter ~ '^[12][0-9]{3}Q[1-4]$'),
  end_quarter   text collate "C" check (end_quarter ~ '^[12][0-9]{3}Q[1-4]$' and end_quarter >= begin_quarter),
  status        text not null check (status in ('TO_BE_FINALISED', 'PENDING', 'ACTIVE', 'CLOSED', 'REJECTED')),
  -- As the group says: whether it takes one mandatary at a time.
  exclusive     boolean not null,
  known_from    timestamptz not null default now(),
  known_until   timestamptz not null default 'infinity',
  primary key (mandator, reference, group_code, begin_quarter, known_until),
  foreign key (mandator, reference) references employer_mandate.mandate (mandator, reference),
  check (known_from < known_until),
  check (status <> 'CLOSED' or end_quarter is not null),
  constraint one_status_of_a_mandate
    exclude using gist (reference with =, status with <>) where (known_until = 'infinity'),
  constraint one_object_at_a_time
    exclude using gist (reference with =, group_code with =, employer_mandate.quarters(begin_quarter, end_quarter) with &&)
    where (known_until = 'infinity'),
  constraint one_mandatary_at_a_time
    exclude using gist (mandator with =, group_code with =, employer_mandate.quarters(begin_quarter, end_quarter) with &&)
    where (known_until = 'infinity' and exclusive and status in ('ACTIVE', 'CLOSED'))
);

create index mandate_object_reference on employer_mandate.mandate_object (reference, known_from);

create function employer_mandate.may_follow(before text, next text) returns boolean
language sql immutable parallel safe
return before = next or (before, next) in (
  ('TO_BE_FINALISED', 'PENDING'), ('PENDING', 'ACTIVE'), ('PENDING', 'REJECTED'), ('ACTIVE', 'CLOSED'));

-- The first status that is known of a mandate may be any: a register can be filled with what others knew before.
create function employer_mandate.guard_status() returns trigger
language plpgsql as $$
declare
  before text;
begin
  select status into before
  from   employer_mandate.mandate_object
  where  reference = new.reference and known_from < new.known_from
  order  by known_from desc
  limit  1;
  if before is not null and not employer_mandate.may_follow(before, new.status) then
    raise exception 'a mandate that is % cannot become %', before, new.status
      using errcode = 'check_violation', constraint = 'mandate_status_follows';
  end if;
  return new;
end $$;

create trigger mandate_object_guard before insert on employer_mandate.mandate_object
for each row execute function employer_mandate.guard_status();

-- A mandatary lets another act on its mandate: an entity in a quality, or one user. It hangs on a mandate and never on another
-- delegation, so that a chain has one link. Without group codes it is for all objects of the mandate.
create table employer_mandate.delegation (
  mandator      bigint not null,
  reference     text collate "C" not null,
  number        smallint not null check (number >= 1),
  to_entity     bigint,
  to_quality    text collate "C",
  to_user       text collate "C" references employer_mandate.user_account,
  group_codes   text[] check (cardinality(group_codes) between 1 and 20),
  begin_quarter text collate "C" not null check (begin_quarter ~ '^[12][0-9]{3}Q[1-4]$'),
  end_quarter   text collate "C" check (end_quarter ~ '^[12][0-9]{3}Q[1-4]$' and end_quarter >= begin_quarter),
  status        text not null check (status in ('TO_BE_FINALISED', 'PENDING', 'ACTIVE', 'CLOSED', 'REJECTED')),
  known_from    timestamptz not null default now(),
  known_until   timestamptz not null default 'infinity',
  primary key (mandator, reference, number, known_until),
  foreign key (mandator, reference) references employer_mandate.mandate (mandator, reference),
  foreign key (to_entity, to_quality) references employer_mandate.context,
  check (known_from < known_until),
  check (status <> 'CLOSED' or end_quarter is not null),
  check ((to_user is null) = (to_entity is not null) and (to_entity is null) = (to_quality is null))
);
