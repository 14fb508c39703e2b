-- A form whose declaration waits for its worker was answered provisionally; once that is decided, its sender gets another answer.
create table dimona.form_waiting (
  declaration bigint primary key,
  file        bigint not null references dimona.file,
  -- Which form of the file, from 1, and what the declarant said of it.
  ordinal     integer not null,
  head        jsonb not null
);

create index form_waiting_file on dimona.form_waiting (file, ordinal);

-- Answers beside the first one, by their names.
create table dimona.later_answer (
  file        bigint not null references dimona.file,
  name        text not null,
  answered_at timestamptz not null,
  primary key (file, name)
);
