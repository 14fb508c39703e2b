-- Which synthetic population fills the registers of a demonstration, so that its personas can be named again later.
create schema demo;

create table demo.population (
  single  boolean primary key default true check (single),
  persons integer not null,
  seed    bigint not null,
  made_on date not null
);
