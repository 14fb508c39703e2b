-- What was known at any moment must agree with itself, not only what is known now: two writers whose clocks differ could else
-- leave a while in which a number named two entities, or a group for one mandatary had two. The later moment must come last.
alter table employers.activity
  drop constraint one_name_at_a_time,
  add constraint one_name_at_a_time exclude using gist (
    entity with =, daterange(begin_date, end_date, '[]') with &&, tstzrange(known_from, known_until) with &&);

alter table employers.identifier
  drop constraint one_entity_at_a_time,
  add constraint one_entity_at_a_time exclude using gist (
    identifier with =, daterange(begin_date, end_date, '[]') with &&, tstzrange(known_from, known_until) with &&);

alter table employer_mandate.user_state
  drop constraint one_state_at_a_time,
  add constraint one_state_at_a_time exclude using gist (
    technical_id with =, daterange(begin_date, end_date, '[]') with &&, tstzrange(known_from, known_until) with &&);

alter table employer_mandate.context_period
  drop constraint one_context_at_a_time,
  add constraint one_context_at_a_time exclude using gist (
    entity with =, quality_code with =, daterange(begin_date, end_date, '[]') with &&,
    tstzrange(known_from, known_until) with &&);

alter table employer_mandate.user_context
  drop constraint one_profile_at_a_time,
  add constraint one_profile_at_a_time exclude using gist (
    technical_id with =, entity with =, quality_code with =, daterange(begin_date, end_date, '[]') with &&,
    tstzrange(known_from, known_until) with &&);

alter table employer_mandate.mandate_object
  drop constraint one_status_of_a_mandate,
  add constraint one_status_of_a_mandate exclude using gist (
    reference with =, status with <>, tstzrange(known_from, known_until) with &&),
  drop constraint one_object_at_a_time,
  add constraint one_object_at_a_time exclude using gist (
    reference with =, group_code with =, employer_mandate.quarters(begin_quarter, end_quarter) with &&,
    tstzrange(known_from, known_until) with &&),
  drop constraint one_mandatary_at_a_time,
  add constraint one_mandatary_at_a_time exclude using gist (
    mandator with =, group_code with =, employer_mandate.quarters(begin_quarter, end_quarter) with &&,
    tstzrange(known_from, known_until) with &&)
    where (exclusive and status in ('ACTIVE', 'CLOSED'));
