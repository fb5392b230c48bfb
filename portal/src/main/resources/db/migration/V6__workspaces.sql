-- One row: a random id, which the containers of this portal carry.
create table installation (
  one boolean primary key check (one),
  id varchar(30) not null
);

-- The files of an enrolment's workspace as they were last saved, outside the lab.
create table workspace_copy (
  enrolment_id uuid primary key references enrolment (id),
  -- the lab that they are from: its password may stand in them
  lab_id varchar(40) not null references lab_session (id),
  -- a zip
  content bytea not null,
  sha256 varchar(64) not null,
  files int not null,
  saved_at timestamp with time zone not null
);
