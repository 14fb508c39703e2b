-- ARZA, the register of the self-employed at RSVZ. Career segments carry the period they are valid for (begin and end
-- date, both inclusive, no end = still going on) and the time during which they were known.
create schema arza;

create table arza.self_employed (
  ssin              text collate "C" not null,
  nisse_reference   text not null check (length(nisse_reference) between 1 and 15),
  enterprise_number text check (enterprise_number ~ '^[01][0-9]{9}$'),
  occupation_code   text check (length(occupation_code) = 6),
  known_from        timestamptz not null default now(),
  known_until       timestamptz not null default 'infinity',
  primary key (ssin, known_until),
  check (known_from < known_until)
) partition by hash (ssin);

create table arza.career_segment (
  ssin              text collate "C" not null,
  affiliation       smallint not null check (affiliation between 1 and 100),
  segment           smallint not null check (segment between 1 and 100),
  fund_code         text not null check (fund_code ~ '^[0-9]{3}$'),
  signature_date    date,
  begin_date        date not null,
  end_date          date check (end_date >= begin_date),
  quality_code      smallint not null check (quality_code between 100 and 999),
  contribution_code smallint not null check (contribution_code between 100 and 999),
  equality_code     smallint check (equality_code between 100 and 999),
  known_from        timestamptz not null default now(),
  known_until       timestamptz not null default 'infinity',
  primary key (ssin, affiliation, segment, known_until),
  check (known_from < known_until)
) partition by hash (ssin);

do $$
begin
  for part in 0..7 loop
    execute format('create table arza.self_employed_%s partition of arza.self_employed for values with (modulus 8, remainder %s)', part, part);
    execute format('create table arza.career_segment_%s partition of arza.career_segment for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;
