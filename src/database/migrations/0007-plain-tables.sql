-- Registers as plain tables: a look-up over hash partitions opens and locks each of them and its index before it reads the
-- one that holds the key, which costs twice what reading costs. SSIN stays the first key column: that is what a cluster
-- distributes by, and it makes its own shards out of a plain table.
do $$
declare
  place record;
begin
  for place in
    select * from (values
      ('persons', 'person'), ('crossroads', 'inscription'), ('arza', 'self_employed'), ('arza', 'career_segment'),
      ('funds', 'contribution')
    ) partitioned (home, name)
  loop
    execute format('alter table %I.%I rename to partitioned', place.home, place.name);
    execute format('create table %I.%I (like %1$I.partitioned including defaults including constraints)', place.home, place.name);
    execute format('insert into %I.%I select * from %1$I.partitioned', place.home, place.name);
    execute format('drop table %I.partitioned', place.home);
  end loop;
end $$;

alter table persons.person add primary key (ssin, known_until);
alter table crossroads.inscription add primary key (ssin, holder, quality_code, begin_date, known_until);
alter table arza.self_employed add primary key (ssin, known_until);
alter table arza.career_segment add primary key (ssin, affiliation, segment, known_until);
alter table funds.contribution add primary key (ssin, fund_code, quarter, known_until);
