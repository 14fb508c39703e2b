-- The personas of the Dimona part of the population, by SSIN with their traits: null where that part was not loaded, because the
-- population is older, or because somebody else had declared or had filled the registers of employers.
alter table demo.population add column dimona jsonb;
