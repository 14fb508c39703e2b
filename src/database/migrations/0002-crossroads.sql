-- What the crossroads itself keeps: who knows whom (inscriptions), what was asked and answered (audit),
-- which signed messages were already taken (replay) and how much of a quota is used.
create schema crossroads;

-- An organisation knows a person in a quality for a period. The holder is 'cbe:0123456749', 'sector:17' or 'sector:17.1'.
create table crossroads.inscription (
  ssin         text collate "C" not null,
  holder       text collate "C" not null check (holder ~ '^(cbe:[0-9]{10}|sector:[0-9]{1,3}(\.[0-9]{1,3})?)$'),
  quality_code smallint not null check (quality_code between 0 and 999),
  begin_date   date not null,
  end_date     date check (end_date >= begin_date),
  known_from   timestamptz not null default now(),
  known_until  timestamptz not null default 'infinity',
  primary key (ssin, holder, quality_code, begin_date, known_until),
  check (known_from < known_until)
) partition by hash (ssin);

do $$
begin
  for part in 0..7 loop
    execute format('create table crossroads.inscription_%s partition of crossroads.inscription for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;

-- One row per question, in chains: each writer continues a chain of its own, each hash covers the entry and the hash before it.
-- The entry is json (not jsonb): its text is kept to the letter, because the hash is taken over that text.
create table crossroads.audit (
  received_at timestamptz not null,
  chain       integer not null,
  sequence    bigint not null,
  ticket      uuid not null,
  subject     text collate "C",
  entry       json not null,
  hash        bytea not null,
  primary key (chain, sequence, received_at)
) partition by range (received_at);

create index audit_ticket on crossroads.audit (ticket);
create index audit_subject on crossroads.audit (subject, received_at) where subject is not null;

-- Where each chain ends: tells a cut-off tail from a chain that simply stopped.
create table crossroads.audit_head (
  chain    integer primary key,
  sequence bigint not null,
  hash     bytea not null
);

-- Makes room for the month of a moment; safe when several writers ask at once.
create function crossroads.make_audit_month(moment timestamptz) returns void
language plpgsql as $$
declare
  first timestamptz := date_trunc('month', moment at time zone 'UTC') at time zone 'UTC';
  next  timestamptz := (date_trunc('month', moment at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  name  text := 'audit_' || to_char(moment at time zone 'UTC', 'YYYY_MM');
begin
  perform pg_advisory_xact_lock(hashtext('crossroads.make_audit_month'));
  if to_regclass('crossroads.' || name) is null then
    execute format('create table crossroads.%I partition of crossroads.audit for values from (%L) to (%L)', name, first, next);
  end if;
end $$;

-- Signed messages that were already answered, by the five-minute slot in which their timestamp expires.
create table crossroads.seen_message (
  slot   bigint not null,
  digest bytea not null,
  primary key (slot, digest)
);

create table crossroads.quota_use (
  customer  text not null,
  span      text not null check (span in ('minute', 'day')),
  starts_at timestamptz not null,
  taken     bigint not null check (taken >= 0),
  primary key (customer, span, starts_at)
);
