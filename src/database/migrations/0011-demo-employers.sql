-- Whether the population also fills the registers of employers, users and mandates: one that is older does not yet, and where
-- somebody else had filled them it never does.
alter table demo.population add column employers boolean not null default false;
