-- Mutations on their way to institutions. A change is put in the outbox by the transaction that made it; the router turns it into
-- one delivery for each institution that shall know of it, and what nobody shall know is kept no longer here.
create schema forwarding;

create table forwarding.outbox (
  id      bigint generated always as identity primary key,
  -- Whose it is, by the number that the register has.
  ssin    text collate "C" not null,
  content json not null,
  since   timestamptz not null default now()
);

-- Institutions by the names of their annexes.
create table forwarding.receiver (
  customer    text primary key,
  -- The last number given to a delivery, and to a file.
  last_number bigint not null default 0,
  last_file   bigint not null default 0,
  -- How often in a row it could not be reached, and when that is tried again.
  failures    integer not null default 0,
  due_at      timestamptz not null default '-infinity',
  reason      text
);

create table forwarding.delivery (
  receiver     text not null references forwarding.receiver,
  number       bigint not null,
  -- The person's number of today: all that waits for one receiver about one person goes in the order of its numbers.
  person       text collate "C" not null,
  -- As it goes out, its number apart.
  content      json not null,
  routed_at    timestamptz not null,
  -- Of a receiver that gets files.
  file         bigint,
  delivered_at timestamptz,
  primary key (receiver, number)
);

create index delivery_waiting on forwarding.delivery (receiver, person, number) where delivered_at is null;
create index delivery_next on forwarding.delivery (receiver, number) where delivered_at is null;
create index delivery_delivered on forwarding.delivery (delivered_at) where delivered_at is not null;

-- A person about whom a receiver refused something: the first that waits is tried again by itself, and all else about the person
-- stands behind it. Gone as soon as that is accepted.
create table forwarding.trouble (
  -- By which people name it: it says nothing about anybody.
  id         bigint generated always as identity unique,
  receiver   text not null references forwarding.receiver,
  person     text collate "C" not null,
  attempts   integer not null,
  due_at     timestamptz not null,
  -- Not tried any more, until somebody says so.
  dead_since timestamptz,
  reason     text not null,
  primary key (receiver, person)
);

create index trouble_due on forwarding.trouble (receiver, due_at) where dead_since is null;
