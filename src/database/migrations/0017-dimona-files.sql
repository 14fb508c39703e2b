-- Files that customers dropped, and how far each is: taken (its receipt is out, its forms are being decided on), answered, or refused
-- as a whole. A form's own place is its idempotency key `file ID ORDINAL`, so that a file that is begun again applies none twice.
create table dimona.file (
  id          bigint generated always as identity primary key,
  -- What FI, FS and GO have in common of their names, in capitals.
  name        text not null,
  -- Whose folder it lay in.
  sender      text not null check (sender ~ '^[0-9]{6}$'),
  environment text not null check (environment in ('R', 'T', 'S')),
  -- By the name of its annex; null where nobody is known by that number.
  customer    text,
  received_at timestamptz not null,
  ticket      uuid not null,
  -- SHA-256 of FI; null where it was not read.
  digest      bytea,
  -- By which certificate it was signed: its fingerprint, once that is known to be a customer's.
  signer      text check (signer ~ '^[0-9a-f]{64}$'),
  state       text not null check (state in ('taken', 'answered', 'refused')),
  errors      text[] not null default '{}',
  -- How many forms it has, and how many of them ended in each way.
  forms       integer not null default 0,
  results     jsonb not null default '{}',
  answered_at timestamptz,
  check ((state = 'refused') = (errors <> '{}')),
  check (state = 'refused' or digest is not null)
);

-- A name stands for one content; one that was refused stands for none.
create unique index file_name on dimona.file (sender, name, environment) where state <> 'refused';
create index file_taken on dimona.file (id) where state = 'taken';
