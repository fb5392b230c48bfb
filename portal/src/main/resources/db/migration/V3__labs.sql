-- One row a lab that was ever asked for; the runtime's objects are made to match it after a restart.
create table lab_session (
  id varchar(40) primary key,
  owner_id uuid not null references user_account (id),
  runtime varchar(16) not null,
  state varchar(16) not null check (state in ('BUILDING', 'READY', 'FAILED', 'EXPIRED', 'CLOSED')),
  reason varchar(1000),
  request text not null,
  kit text not null,
  created_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  -- when the broker lost what it kept in memory (a restart of ours)
  memory_lost_at timestamp with time zone,
  version bigint not null
);

create index lab_session_state on lab_session (state);
create index lab_session_owner on lab_session (owner_id);
