-- There is a context from a day on: an entity in a quality.
with context as (
  insert into employer_mandate.context (entity, quality_code) values ($2, $3) on conflict do nothing
)
insert into employer_mandate.context_period (entity, quality_code, begin_date, known_from) values ($2, $3, $4, $1)
returning entity
