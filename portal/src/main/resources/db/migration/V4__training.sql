-- A person at work on an exercise; one row for each pair, so that the values drawn from the seed stay.
create table enrolment (
  id uuid primary key,
  user_id uuid not null references user_account (id),
  exercise varchar(80) not null,
  definition varchar(64) not null,
  seed bigint not null,
  lab_id varchar(40) references lab_session (id),
  opened_at timestamp with time zone not null,
  version bigint not null,
  unique (user_id, exercise)
);

create table attempt (
  id uuid primary key,
  enrolment_id uuid not null references enrolment (id),
  -- counts the graded attempts of an enrolment; null until graded, so that a fault of ours uses none up
  number int,
  state varchar(16) not null check (state in ('QUEUED', 'RUNNING', 'GRADED', 'ABANDONED')),
  -- true while queued or running, else null: at most one active attempt an enrolment
  active boolean check (active),
  definition varchar(64) not null,
  lab_id varchar(40) not null references lab_session (id),
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  tries int not null,
  phase int not null,
  phases int not null,
  phase_en varchar(200),
  phase_zh varchar(200),
  reason_en varchar(1000),
  reason_zh varchar(1000),
  points int,
  maximum int not null,
  evidence_sha256 varchar(64),
  verdict text,
  version bigint not null,
  unique (enrolment_id, active),
  unique (enrolment_id, number),
  check ((state = 'GRADED') = (number is not null and points is not null and evidence_sha256 is not null and verdict is not null))
);

create index attempt_enrolment on attempt (enrolment_id, requested_at);
create index attempt_requested on attempt (requested_at);

-- Apart from the attempt, which is read far more often; written in the same transaction as the grade.
create table attempt_evidence (
  attempt_id uuid primary key references attempt (id),
  evidence text not null
);
