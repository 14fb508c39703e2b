-- Dimona: what employers declared, what was decided on it, and the periods that it made. Periods, relations, daily registrations
-- and the use of quotas carry the time during which they were known: a declaration closes the old row (known_until) and adds a
-- new one; 'infinity' marks what is known now. Numbers are the twelve digits of zones 00913 and 01085. Hours are HHMM.
--
-- employer is an entity of the register of employers. It is not a foreign key: each insert would lock the row of the employer,
-- and a harvest day's declarations are all of the same few.
create schema dimona;

-- The ten digits before the check digits.
create sequence dimona.serial as bigint start 7000000001 maxvalue 9999999999 cache 1;

-- How an employer uses Dimona, where that is not the ordinary way.
create table dimona.employer_setting (
  employer           bigint not null references employers.entity,
  -- Null where the employer does not work with sub-entities.
  sub_entities       text[] check (array_to_string(sub_entities, ' ', '?') ~ '^[0-9]{1,10}( [0-9]{1,10})*$'),
  -- Takes no declarations of anybody who has not signed in.
  secured_only       boolean not null default false,
  daily_registration boolean not null default false,
  known_from         timestamptz not null default now(),
  known_until        timestamptz not null default 'infinity',
  primary key (employer, known_until),
  check (known_from < known_until)
);

-- One row a declaration that was answered with a number; never changed but for what a decision found out: whose it is.
create table dimona.declaration (
  number          bigint primary key,
  received_at     timestamptz not null,
  -- The customer that sent it, by the name of its annex, and the entity for which that customer speaks, where the register has it.
  customer        text not null,
  sender          bigint,
  channel         text not null check (channel in ('REST', 'XML', 'WEB')),
  ticket          uuid not null,
  action          text not null check (action in ('in', 'out', 'update', 'cancel', 'daily')),
  -- As it was sent.
  content         jsonb not null,
  employer        bigint,
  ssin            text collate "C" check (ssin ~ '^[0-9]{11}$'),
  period          bigint,
  worker_type     text,
  joint_committee text,
  user_enterprise text
);

create index declaration_employer on dimona.declaration (employer, number);
create index declaration_worker on dimona.declaration (ssin, number) where ssin is not null;

-- What was decided: 1, and 2 where the first decision was to wait until the worker was known. S: no decision yet.
create table dimona.notification (
  declaration bigint not null references dimona.declaration,
  ordinal     smallint not null check (ordinal in (1, 2)),
  decided_at  timestamptz not null,
  result      text not null check (result in ('A', 'W', 'B', 'S')),
  -- Code, severity, the situation in words, and what stands in the way.
  anomalies   jsonb not null,
  -- The period or registration as it was and as it is; null where nothing changed.
  change      jsonb,
  primary key (declaration, ordinal),
  check (ordinal = 1 or result <> 'S')
);

create table dimona.period (
  number          bigint not null,
  employer        bigint not null,
  ssin            text collate "C" not null check (ssin ~ '^[0-9]{11}$'),
  start_date      date not null,
  start_hour      text check (start_hour ~ '^[0-2][0-9][0-5][0-9]$'),
  end_date        date check (end_date >= start_date),
  end_hour        text check (end_hour ~ '^[0-2][0-9][0-5][0-9]$'),
  planned_hours   smallint check (planned_hours between 1 and 999),
  planned_days    smallint check (planned_days between 1 and 999),
  worker_type     text not null,
  joint_committee text,
  sub_entity      text,
  user_committee  text,
  user_enterprise text,
  user_name       text,
  -- What some types have beside: the user's address, control cards, a student's place of work, a small statute.
  details         jsonb,
  cancelled       boolean not null default false,
  locked          boolean not null default false,
  late            boolean not null default false,
  anomalies       jsonb not null default '[]',
  exceeding       jsonb not null default '[]',
  flexi_job       text check (flexi_job in ('accepted', 'refused')),
  last_action     text not null check (last_action in ('in', 'out', 'update', 'cancel')),
  -- The declaration that made this row.
  declaration     bigint not null,
  known_from      timestamptz not null,
  known_until     timestamptz not null default 'infinity',
  primary key (number, known_until),
  check (known_from < known_until)
);

create index period_of_worker on dimona.period (employer, ssin, start_date) where known_until = 'infinity';
create index period_of_employer on dimona.period (employer, number) where known_until = 'infinity';
create index period_anywhere on dimona.period (ssin) where known_until = 'infinity';

-- From the first hiring to the end of the last occupation; no end while a period is open. Gone where all periods are cancelled.
create table dimona.relation (
  employer    bigint not null,
  ssin        text collate "C" not null check (ssin ~ '^[0-9]{11}$'),
  start_date  date not null,
  end_date    date,
  known_from  timestamptz not null,
  known_until timestamptz not null default 'infinity',
  primary key (employer, ssin, known_until),
  check (known_from < known_until)
);

create table dimona.daily_registration (
  number      bigint not null,
  period      bigint not null,
  start_date  date not null,
  start_hour  text not null check (start_hour ~ '^[0-2][0-9][0-5][0-9]$'),
  end_date    date not null check (end_date >= start_date),
  end_hour    text check (end_hour ~ '^[0-2][0-9][0-5][0-9]$'),
  cancelled   boolean not null default false,
  declaration bigint not null,
  known_from  timestamptz not null,
  known_until timestamptz not null default 'infinity',
  primary key (number, known_until),
  check (known_from < known_until)
);

create index daily_registration_period on dimona.daily_registration (period) where known_until = 'infinity';

-- What each living period takes of each quota: hours, or one day of a worker (which counts once, whatever comes on it).
create table dimona.quota_use (
  kind        text not null,
  -- 'worker:' and an SSIN, or 'employer:' and an entity.
  holder      text collate "C" not null,
  -- A year or a quarter: 2026, 2026Q3.
  span        text not null check (span ~ '^[12][0-9]{3}(Q[1-4])?$'),
  unit        text not null check (unit in ('hours', 'days')),
  period      bigint not null,
  ssin        text collate "C" not null,
  day         date,
  amount      smallint not null check (amount >= 0),
  known_from  timestamptz not null,
  known_until timestamptz not null default 'infinity',
  primary key (period, kind, known_until),
  check (known_from < known_until)
);

create index quota_use_holder on dimona.quota_use (holder, kind, span) where known_until = 'infinity';

-- A customer may send a declaration again under the same key, and gets the number that it got the first time.
create table dimona.idempotency_key (
  customer    text not null,
  key         text not null check (length(key) between 1 and 100),
  declaration bigint not null,
  digest      bytea not null,
  received_at timestamptz not null,
  primary key (customer, key)
);

create index idempotency_key_received_at on dimona.idempotency_key (received_at);
