-- The files of the social insurance funds: what is known of each quarter in which somebody was affiliated with a fund.
-- Each fund reads the rows of its own code alone. Days say when something happened; known_from and known_until when it
-- stood in the file, so that an answer of an earlier day can be given again. A correction closes the old row.
create schema funds;

create table funds.contribution (
  ssin                 text collate "C" not null,
  fund_code            text collate "C" not null check (fund_code ~ '^[0-9]{3}$'),
  quarter              text collate "C" not null check (quarter ~ '^[12][0-9]{3}Q[1-4]$'),
  due_date             date not null,
  -- Nothing had to be paid for the quarter: income below the threshold, or a period assimilated to activity.
  nothing_due          boolean not null default false,
  paid_on              date,
  -- In order of time; null when nobody was reminded.
  reminded_on          date[] check (cardinality(reminded_on) between 1 and 10),
  -- The Commission for exemption of contributions decided, and granted or refused.
  exemption_decided_on date,
  exemption_granted    boolean,
  sickness_category    smallint check (sickness_category between 0 and 99),
  known_from           timestamptz not null default now(),
  known_until          timestamptz not null default 'infinity',
  primary key (ssin, fund_code, quarter, known_until),
  check (known_from < known_until),
  check ((exemption_decided_on is null) = (exemption_granted is null))
) partition by hash (ssin);

do $$
begin
  for part in 0..7 loop
    execute format('create table funds.contribution_%s partition of funds.contribution for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;
