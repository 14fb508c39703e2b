-- The person register: which SSINs exist, which were replaced or cancelled, and since when that is known.
-- A correction closes the old row (known_until) and adds a new one; 'infinity' marks what is known now, so that
-- the primary key allows one current row per SSIN.
create schema persons;

create table persons.person (
  ssin        text collate "C" not null check (ssin ~ '^[0-9]{11}$'),
  state       text not null check (state in ('active', 'replaced', 'cancelled')),
  replaced_by text collate "C" check (replaced_by ~ '^[0-9]{11}$' and replaced_by <> ssin),
  deceased_on date,
  known_from  timestamptz not null default now(),
  known_until timestamptz not null default 'infinity',
  primary key (ssin, known_until),
  check (known_from < known_until),
  check ((state = 'replaced') = (replaced_by is not null))
) partition by hash (ssin);

do $$
begin
  for part in 0..7 loop
    execute format('create table persons.person_%s partition of persons.person for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;
