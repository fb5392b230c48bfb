-- person × competency × level × score × evidence × definition
create table record_entry (
  id uuid primary key,
  user_id uuid not null references user_account (id),
  framework varchar(80) not null,
  competency varchar(80) not null,
  exercise varchar(80) not null,
  level varchar(16) not null,
  score int not null check (score between 0 and 100),
  proven boolean not null,
  attempt_id uuid not null references attempt (id),
  definition varchar(64) not null,
  framework_hash varchar(64) not null,
  at timestamp with time zone not null,
  unique (attempt_id, framework, competency)
);

create index record_entry_user on record_entry (user_id, framework, competency);
